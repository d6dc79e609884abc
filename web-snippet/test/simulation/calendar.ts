const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a zone, written on its own for the tests. */
export function siteDay(time: number, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    formats.set(zone, (format = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })));
  }
  const [month, day, year] = format.format(time).split('/');
  return `${year}-${month}-${day}`;
}

/** The Monday of a day's week. */
export function monday(day: string): string {
  const time = Date.parse(day);
  return new Date(time - ((new Date(time).getUTCDay() + 6) % 7) * 864e5).toISOString().slice(0, 10);
}

/** The Monday of an ISO week such as `2026-W48`. */
export function mondayOf(week: string): string {
  const [year, number] = week.split('-W').map(Number) as [number, number];
  return new Date(Date.parse(monday(`${year}-01-04`)) + (number - 1) * 7 * 864e5).toISOString().slice(0, 10);
}
