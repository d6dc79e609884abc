/** What the browser itself can say in the visitor's language. */

/** A month such as `2026-11`, or a day. */
export function date(text: string, language: string, month: boolean): string {
  const options: Intl.DateTimeFormatOptions = month ? { month: 'long', year: 'numeric' } : { dateStyle: 'long' };
  return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(new Date(text));
}

/** A number of days in years, months or days: `13 months`. */
export function lifetime(days: number, language: string): string {
  const months = Math.round(days / 30.44);
  if (days % 365 == 0) {
    return unit(days / 365, 'year', language);
  }
  return months && Math.abs(days - months * 30.44) < 2 ? unit(months, 'month', language) : unit(days, 'day', language);
}

export function unit(value: number, name: string, language: string): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
}

/** A country by its code. */
export function country(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(code) || code;
  } catch {
    return code;
  }
}

/** The Monday of an ISO week such as `2026-W40`. */
export function monday(week: string): string {
  const [year, number] = week.split('-W').map(Number) as [number, number];
  const fourth = new Date(Date.UTC(year, 0, 4));
  return new Date(+fourth + ((number - 1) * 7 - ((fourth.getUTCDay() + 6) % 7)) * 864e5).toISOString().slice(0, 10);
}
