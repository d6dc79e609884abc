/** Numbers, times and names as a locale writes them. A value that cannot be said is an en dash. */

import type { Metric } from './api';
import type { Day, Range } from './period';

export const NONE = '–';

export function number(value: number | null | undefined, locale: string, digits = 0): string {
  if (value === null || value === undefined) return NONE;
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** @param share 0..1 */
export function percent(share: number | null | undefined, locale: string): string {
  if (share === null || share === undefined) return NONE;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** Seconds as "45 s", "2 min 5 s", "12 min" or "1 h 2 min": the signs are the same in every language. */
export function duration(seconds: number | null | undefined, locale: string): string {
  if (seconds === null || seconds === undefined) return NONE;
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const unit = (value: number, sign: string): string => `${number(value, locale)}\u00a0${sign}`;
  if (hours > 0) return `${unit(hours, 'h')} ${unit(minutes, 'min')}`;
  if (minutes > 9) return unit(minutes, 'min');
  if (minutes > 0) return `${unit(minutes, 'min')} ${unit(rest, 's')}`;
  return unit(rest, 's');
}

export function metric(name: Metric, value: number | null | undefined, locale: string): string {
  switch (name) {
    case 'bounce_rate':
      return percent(value, locale);
    case 'visit_duration':
      return duration(value, locale);
    case 'pages_per_visit':
      return number(value, locale, 1);
    default:
      return number(value, locale);
  }
}

/** The change from one value to another as "+12 %"; undefined when there is nothing to compare with. */
export function change(
  now: number | null | undefined,
  then: number | null | undefined,
  locale: string,
): { text: string; direction: -1 | 0 | 1 } | undefined {
  if (now === null || now === undefined || then === null || then === undefined || then === 0) return undefined;
  const percentage = Math.round((100 * (now - then)) / then);
  const text = new Intl.NumberFormat(locale, { style: 'percent', signDisplay: 'exceptZero' }).format(percentage / 100);
  return { text, direction: Math.sign(percentage) as -1 | 0 | 1 };
}

export function day(value: Day, locale: string, style: 'short' | 'long' = 'short'): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'short'
      ? { day: 'numeric', month: 'short' }
      : { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`));
}

export function range(value: Range, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const [from, to] = [new Date(`${value.from}T00:00:00Z`), new Date(`${value.to}T00:00:00Z`)];
  return value.from === value.to ? format.format(from) : format.formatRange(from, to);
}

export function clock(instant: Date, zone: string | undefined, locale: string, seconds = false): string {
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  if (seconds) options.second = '2-digit';
  if (zone !== undefined) options.timeZone = zone;
  return new Intl.DateTimeFormat(locale, options).format(instant);
}

/** The name of a country by its two letters; undefined when they name none. */
export function country(code: string, locale: string): string | undefined {
  return named('region', /^[A-Z]{2}$/, code, locale);
}

/** The name of a language by its tag; undefined when it names none. */
export function languageName(tag: string, locale: string): string | undefined {
  return named('language', /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, tag, locale);
}

function named(type: 'region' | 'language', shape: RegExp, code: string, locale: string): string | undefined {
  if (!shape.test(code)) return undefined;
  try {
    return new Intl.DisplayNames(locale, { type, fallback: 'none' }).of(code);
  } catch {
    return undefined;
  }
}
