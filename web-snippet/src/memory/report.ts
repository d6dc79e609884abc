/** Reports: what is sent, in which order, and what an answer to it means. All is called within `remember`. */
import { site } from '../site';
import type { Answer, Pending, Report, Visit, WireEvent } from '../types';
import { daysBetween, later, sinceThen, week } from './days';
import { nonce } from './nonce';
import { alive, believe, current, now, state, today } from './state';

/** Reports that wait at most. */
const MOST_WAITING = 60;
/** Letters of the events of one report: below the server's 32 KiB with everything else. */
const MOST_LETTERS = 16e3;

/** Makes the reports of a visit's events, 20 each at most. */
export function reports(visit: Visit | undefined, events: WireEvent[], receipt: string): Pending[] {
  if (!events[0] || !visit) {
    return [];
  }
  if (visit == state.visit && alive()) {
    // Time that was spent before the end of a visit, and is told after, does not bring it back to life.
    visit.last = now;
  }
  return parts(events).map((part) => {
    const { decision } = state;
    state.decision = undefined;
    return {
      report: {
        site: site.site,
        receipt,
        visit: { ...visit.about },
        nonce: nonce(),
        visitor: visitor(part),
        decision,
        events: part,
      },
    };
  });
}

/** Takes note that a report is under way. */
export function flying(pending: Pending): void {
  pending.flying = now;
}

/** Queues a report, or writes it anew where it waits already. */
export function put(pending: Pending): void {
  const at = place(pending);
  if (at < 0) {
    state.queue.push(pending);
    state.queue.slice(0, -MOST_WAITING).forEach(giveUp);
  } else {
    state.queue[at] = pending;
  }
}

/** Whether a report waits that nobody is sending. */
export function waiting(): boolean {
  return state.queue.some((one) => !one.flying);
}

/**
 * The next report to send. Called by whoever has the turn: one that is under way by the memory was left so by a page that
 * has gone, and its outcome is unknown.
 */
export function next(underWay: boolean): Pending | undefined {
  for (const one of state.queue) {
    one.unsure = one.unsure || one.flying;
    one.flying = undefined;
  }
  for (const one of state.queue.slice()) {
    if (one.unsure ? Math.abs(now - one.unsure) > 6e5 : daysBetween(one.report.visit.day, today()) > 1) {
      // Ten minutes after an unknown outcome it counts as sent. The server takes visits of today and yesterday.
      if (one.unsure) {
        drop(one);
        acknowledge(one.report);
      } else {
        giveUp(one);
      }
    }
  }
  const found = state.queue[0];
  if (found && underWay) {
    const { visit } = found.report;
    if (!visit.as && current(visit)) {
      visit.as = state.visit!.about.as;
    }
    flying(found);
  }
  return found;
}

/** Draws the consequences of an answer to a report; true when the server is ready for the next. */
export function settle(pending: Pending, { status, day, as, type }: Answer): boolean {
  if (day) {
    believe(day);
  }
  const refused = status == 429 || status == 503;
  if (!status || refused || status > 499) {
    // A refusal says nothing of an earlier attempt whose answer never came.
    pending.unsure = pending.unsure || (refused ? undefined : pending.flying);
    pending.flying = undefined;
    if (refused || place(pending) >= 0) {
      put(pending);
    }
    return false;
  }
  if (status == 204) {
    drop(pending);
    acknowledge(pending.report, as);
  } else if (/day-mismatch$/.test(type!) && day && pending.report.visit.day != day) {
    correct(pending.report, day);
    pending.flying = undefined;
    put(pending);
  } else {
    giveUp(pending);
  }
  return true;
}

function parts(events: WireEvent[]): WireEvent[][] {
  const all: WireEvent[][] = [[]];
  let letters = 0;
  for (const event of events) {
    const length = JSON.stringify(event).length;
    letters += length;
    if (all[all.length - 1]!.length > 19 || letters > MOST_LETTERS) {
      all.push([]);
      letters = length;
    }
    all[all.length - 1]!.push(event);
  }
  return all;
}

function visitor(events: WireEvent[]): Report['visitor'] {
  const day = today();
  const minute = Math.floor(now / 6e4);
  const result: Report['visitor'] = {};
  // A step that waits has been taken, though it is not yet acknowledged.
  const last = later(state.day, state.claim);
  if (later(last, day) != last && events.some(({ page }) => page)) {
    Object.assign(result, step(day, last));
    state.claim = day;
  }
  if (minute != state.minute) {
    const away = minute - state.minute!;
    result.minutesAway = away > 0 && away <= 30 ? away : null;
    state.minute = minute;
  }
  return result;
}

/** The visitor's step to a day of activity, and to its week where that is new. */
function step(day: string, last?: string): Report['visitor'] {
  const ofDay = week(day);
  state.cohort = (last && state.cohort) || ofDay;
  return {
    day,
    previousDay: last || null,
    ...((!last || week(last) != ofDay) && { week: ofDay, cohort: state.cohort }),
  };
}

function acknowledge({ visit, visitor }: Report, as?: string | null): void {
  state.day = later(state.day, visitor.day);
  if (as) {
    // Its last two fields are channel and source.
    const source = as.split(';').slice(-2).join(';');
    state.first = state.first || source;
    if (!/^Direct;/.test(source)) {
      state.last = { source, day: visit.day };
    }
    if (current(visit)) {
      state.visit!.about.as = as;
    }
  }
}

/** What was certainly not counted is forgotten, as if it had not been made. */
function giveUp(pending: Pending): void {
  const { visit, visitor, events } = pending.report;
  drop(pending);
  if (events.some(({ page }) => page == 1) && current(visit)) {
    state.visit = undefined;
  }
  if (visitor.day) {
    state.claim = undefined;
    for (const { report } of state.queue) {
      if (report.visitor.previousDay == visitor.day) {
        Object.assign(report.visitor, step(report.visitor.day!, visitor.previousDay || undefined));
      }
      state.claim = later(state.claim, report.visitor.day);
    }
  }
}

/** Follows the server's calendar. */
function correct({ visit, visitor }: Report, day: string): void {
  if (current(visit)) {
    const { before } = state.visit!;
    visit.since = sinceThen(before, day);
    Object.assign(state.visit!.about, { day, since: visit.since });
    state.visited = day;
  }
  visit.day = day;
  if (visitor.day) {
    delete visitor.day;
    delete visitor.previousDay;
    delete visitor.week;
    delete visitor.cohort;
    if (later(state.day, day) != state.day) {
      Object.assign(visitor, step(day, state.day));
    }
    state.claim = visitor.day;
  }
}

function place({ report }: Pending): number {
  return state.queue.findIndex((one) => one.report.nonce == report.nonce);
}

function drop(pending: Pending): void {
  state.queue = state.queue.filter((one) => one.report.nonce != pending.report.nonce);
}
