import { site } from '../site';

const DAY = 864e5;

/**
 * The calendar day in the site's time zone, such as `2026-11-24`. Where this browser does not know the zone, it throws, and
 * nothing is counted.
 *
 * @param time milliseconds since 1970
 */
export function siteDay(time: number): string {
  // Swedish dates are ISO dates.
  return new Intl.DateTimeFormat('sv', { timeZone: site.zone }).format(time);
}

/** How many days lie between two; below 0 when the second is the earlier one. */
export function daysBetween(one: string, other: string): number {
  return (Date.parse(other) - Date.parse(one)) / DAY;
}

/** Days since a visit before this one, which a wrong clock may have put later; null for none. */
export function sinceThen(before: string | undefined, day: string): number | null {
  return before ? Math.max(0, daysBetween(before, day)) : null;
}

/** The ISO week of a day, such as `2026-W48`. */
export function week(day: string): string {
  const date = new Date(day);
  // A week belongs to the year of its Thursday.
  const thursday = +date + (3 - ((date.getUTCDay() + 6) % 7)) * DAY;
  const year = new Date(thursday).getUTCFullYear();
  const number = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY));
  return year + '-W' + (number < 10 ? '0' : '') + number;
}

/** The later of two days, of which either may be none. */
export function later(one?: string, other?: string): string | undefined {
  return !one || other! > one ? other : one;
}
