/** What happens in a visit, as events for its report. All are called within `remember`; addresses are clean. */
import type { EventOptions, View, WireEvent } from '../types';
import { cut } from './cut';
import { daysBetween, sinceThen } from './days';
import { hash, holds } from './hash';
import { advance } from './funnels';
import { clean } from './options';
import { alive, now, state, today } from './state';

/** Hashes that a visit keeps: with more, what is new is taken as seen. */
const MOST_SEEN = 500;
/** Hashes of orders that are kept, the last ones. */
const MOST_ORDERS = 100;
const SECONDS = [10, 30, 60, 120, 300, 600, 1800];
const SCROLL = [25, 50, 75, 100];

/** A page is viewed; begins a visit where none goes on. */
export function pageview({ url, entry, referrer, from, title }: View): WireEvent[] {
  const event: WireEvent = { type: 'pageview', url, title: title ? cut(title, 200) : undefined };
  if (alive()) {
    event.exitBefore = state.visit!.page;
    event.from = from && from();
  } else {
    begin(entry, referrer, url);
  }
  const visit = state.visit!;
  event.page = ++visit.pages;
  event.firstView = first(url);
  visit.page = url;
  return [event, ...advance('page', url)];
}

/** The site's own event; none where its order has been counted. */
export function named(name: string, url: string, { once, ...options }: EventOptions): WireEvent[] {
  if (once != null) {
    const key = hash(name + ' ' + once);
    if (holds(state.once || '', key)) {
      return [];
    }
    state.once = ((state.once || '') + key).slice(-4 * MOST_ORDERS);
  }
  return [{ type: 'event', name, url, first: first(name + ' '), ...clean(options) }, ...advance('event', name)];
}

/** Whether an order has been counted before. */
export function counted(name: string, { once }: EventOptions): boolean {
  return once != null && holds(state.once || '', hash(name + ' ' + once));
}

/** What the script notices by itself: `outbound`, `download`, `notfound`, `search` and `form`. */
export function noticed(type: string, url: string, target: string): WireEvent {
  return { type, url, target, first: first(type + ' ' + target) };
}

/**
 * Time spent with a page, and how far it was read. None when the attention began after the visit had ended.
 *
 * @param depth percent of the page that was seen
 */
export function engagement(url: string, seconds: number, depth: number): WireEvent[] {
  const { visit } = state;
  if (!visit || Math.abs(now - visit.last) > 18e5 + seconds * 1e3 || daysBetween(visit.about.day, today()) > 1) {
    return [];
  }
  const reached = SECONDS.filter((one) => visit.seconds < one && one <= visit.seconds + seconds).map((one) => 'seconds:' + one);
  visit.seconds += seconds;
  if (holds(visit.seen, hash(url))) {
    reached.push(...SCROLL.filter((one) => one <= depth && first(one + ' ' + url)).map((one) => 'scroll:' + one));
  }
  return seconds || reached[0] ? [{ type: 'engagement', url, seconds, reached: reached[0] ? reached : undefined }] : [];
}

function begin(entry: string, referrer: string | undefined, page: string): void {
  const day = today();
  const { visited, first: origin, last } = state;
  state.visit = {
    about: {
      day,
      entry,
      referrer,
      screen: screen.width,
      language: navigator.language,
      since: sinceThen(visited, day),
      first: origin,
      last: last && daysBetween(last.day, day) <= 30 ? last.source : undefined,
    },
    before: visited,
    started: now,
    last: now,
    pages: 0,
    page,
    seconds: 0,
    seen: '',
    funnels: {},
  };
  state.visited = day;
}

/** Whether something happens for the first time in this visit. */
function first(name: string): boolean {
  const visit = state.visit!;
  const key = hash(name);
  const isFirst = !holds(visit.seen, key) && visit.seen.length < 4 * MOST_SEEN;
  if (isFirst) {
    visit.seen += key;
  }
  return isFirst;
}
