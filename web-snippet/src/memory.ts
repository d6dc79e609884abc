/**
 * The visit memory: what the browser remembers of its visits, and which steps it reports. The other functions are
 * called only within `remember`. Addresses are clean.
 *
 * A day counts as reported once its report is acknowledged, or may have been counted. Until then the report waits in
 * the queue, and no other report carries the step.
 */
import { hash } from './hash';
import { nonce } from './nonce';
import { site } from './site';
import { siteDay } from './siteDay';
import { keep, recall } from './store';
import type { Answer, Pending, Report, State, WireEvent } from './types';

let state: State;
/** Milliseconds by the device's clock. */
let now: number;

/** Reads the memory as of now, lets some work change it, and writes it. */
export function remember<T>(work: () => T): T {
  state = recall();
  now = Date.now();
  const result = work();
  keep(state);
  return result;
}

/** Whether a visit goes on: not 30 minutes idle, not 24 hours old, the clock not set back by as much. */
export function alive(): boolean {
  const { visit } = state;
  return !!visit && Math.abs(now - visit.last) < 18e5 && now - visit.started < 864e5;
}

/** A page is viewed; begins a visit where none goes on. */
export function pageview(url: string, entry: string, referrer?: string): WireEvent {
  const event: WireEvent = { type: 'pageview', url };
  if (alive()) {
    event.exitBefore = state.visit!.page;
    event.from = referrer && referrer.startsWith(location.origin + '/') ? referrer : undefined;
  } else {
    state.visit = {
      about: { day: today(), entry, referrer, screen: screen.width, language: navigator.language },
      started: now,
      last: now,
      pages: 0,
      page: url,
      seen: [],
    };
  }
  event.page = ++state.visit!.pages;
  event.firstView = first(url);
  state.visit!.page = url;
  return event;
}

/** The site's own event, within a visit that goes on. */
export function named(name: string, url: string, details?: object): WireEvent {
  return { type: 'event', name, url, first: first(name + ' '), ...details };
}

/** Makes the report of some events; none where there is no visit. */
export function report(events: WireEvent[], receipt: string): Pending | undefined {
  const { visit, decision } = state;
  if (!events[0] || !visit) {
    return;
  }
  state.decision = undefined;
  visit.last = now;
  return {
    made: now,
    report: {
      site: site.site,
      receipt,
      visit: visit.about,
      nonce: nonce(),
      visitor: visitor(events),
      decision,
      events,
    },
  };
}

/** Queues a report, in place of its older self. */
export function put(pending: Pending): void {
  drop(pending);
  state.queue.push(pending);
}

/** The next report to send; once it is under way, its outcome is unknown until the answer comes. */
export function next(underWay: boolean): Pending | undefined {
  for (const one of state.queue) {
    // Ten minutes after an unknown outcome it counts as sent; a refused one is given up after a day.
    if (now - (one.unsure || one.made) > (one.unsure ? 6e5 : 864e5)) {
      drop(one);
      if (one.unsure) {
        acknowledge(one.report);
      }
    }
  }
  const found = state.queue[0];
  if (found && underWay) {
    found.unsure = found.unsure || now;
  }
  return found;
}

/** Draws the consequences of an answer to a report; true when the server is ready for the next. */
export function settle(pending: Pending, { status, day, as, type }: Answer): boolean {
  if (day) {
    // Believes the server about its day, but for the minutes after midnight in which both may be right.
    state.skew = siteDay(now - 6e5) == day ? 0 : Date.parse(day) - Date.parse(siteDay(now));
  }
  if (!status || status == 429 || status == 503) {
    if (status) {
      pending.unsure = 0;
      put(pending);
    }
    return false;
  }
  drop(pending);
  if (status == 204) {
    acknowledge(pending.report, as);
  } else if (/day-mismatch$/.test(type!) && day && pending.report.visit.day != day) {
    correct(pending.report, day);
    put({ report: pending.report, made: now });
  }
  return true;
}

function today(): string {
  return siteDay(now + (state.skew || 0));
}

function drop(pending: Pending): void {
  state.queue = state.queue.filter((one) => one.report.nonce != pending.report.nonce).slice(-20);
}

function first(name: string): boolean {
  const { seen } = state.visit!;
  const key = hash(name);
  return !seen.includes(key) && seen.length < 200 && !!seen.push(key);
}

function visitor(events: WireEvent[]): Report['visitor'] {
  const day = today();
  const minute = Math.floor(now / 6e4);
  const result: Report['visitor'] = {};
  // A report that waits carries its day's step already.
  const last = state.queue.reduce((latest, one) => later(latest, one.report.visitor.day), state.day);
  if (later(last, day) != last && events.some(({ page }) => page)) {
    result.day = day;
    result.previousDay = last || null;
  }
  if (minute != state.minute) {
    const away = minute - state.minute!;
    result.minutesAway = away > 0 && away <= 30 ? away : null;
    state.minute = minute;
  }
  return result;
}

function later(one?: string, other?: string): string | undefined {
  return !one || other! > one ? other : one;
}

function acknowledge({ visit, visitor }: Report, as?: string | null): void {
  state.day = later(state.day, visitor.day);
  if (as && state.visit && state.visit.about.entry == visit.entry) {
    state.visit.about.as = as;
  }
}

function correct({ visit, visitor }: Report, day: string): void {
  visit.day = state.visit!.about.day = day;
  if (visitor.day) {
    visitor.day = day;
  }
}
