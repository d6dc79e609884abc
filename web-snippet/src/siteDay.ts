import { site } from './site';

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
