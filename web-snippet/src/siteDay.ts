/**
 * The calendar day in a time zone, such as `2026-11-24`.
 *
 * @param zone IANA name; where this browser does not know it, nothing can be counted
 * @param time milliseconds since 1970
 */
export function siteDay(zone: string, time: number): string {
  // Swedish dates are ISO dates.
  return new Intl.DateTimeFormat('sv', { timeZone: zone }).format(time);
}
