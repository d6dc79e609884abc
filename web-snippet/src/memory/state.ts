/** The visit memory as of one moment: read, changed and written without waiting. */
import { daysBetween, siteDay } from './days';
import { keep, recall } from './store';
import type { State, Visit } from '../types';

/** Valid within `remember` only. */
export let state: State;
/** Milliseconds by the device's clock, of that moment. */
export let now: number;

/** Reads the memory as of now, lets some work change it, and writes it. */
export function remember<T>(work: () => T): T {
  state = recall();
  now = Date.now();
  const result = work();
  keep(state);
  return result;
}

/** The site's calendar day, as far as this browser knows. */
export function today(): string {
  return siteDay(now + (state.skew || 0));
}

/** Believes the server about its day, but for the minutes around midnight in which both may be right. */
export function believe(day: string): void {
  const near = siteDay(now - 6e5) == day || siteDay(now + 6e5) == day;
  state.skew = near ? 0 : daysBetween(siteDay(now), day) * 864e5;
}

/** Whether a visit goes on: not 30 minutes idle, not 24 hours old, the clock not set back by as much. */
export function alive(): boolean {
  const { visit } = state;
  return !!visit && Math.abs(now - visit.last) < 18e5 && now - visit.started < 864e5;
}

/** Whether attributes are those of the visit that is remembered. */
export function current({ day, entry, referrer }: Visit['about']): boolean {
  const { visit } = state;
  return !!visit && visit.about.day == day && visit.about.entry == entry && visit.about.referrer == referrer;
}
