/** Calendar days and the ranges that people choose. A day is an ISO date such as "2026-11-24", always the site's. */

export type Day = string;

export interface Range {
  from: Day;
  to: Day;
}

export const PRESETS = ['today', 'yesterday', '7d', '30d', 'month'] as const;
export type Preset = (typeof PRESETS)[number];
export type Period = { preset: Preset } | ({ preset: 'custom' } & Range);

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from the first to the last, both included. */
export function length(range: Range): number {
  return Math.round((Date.parse(range.to) - Date.parse(range.from)) / DAY_MS) + 1;
}

/** Whether the text is a day of the calendar in the years 2000 to 2099. */
export function isDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** The calendar day in a time zone at an instant. */
export function dayAt(zone: string, instant: Date): Day {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

export function rangeOf(period: Period, today: Day): Range {
  switch (period.preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case '7d':
      return { from: addDays(today, -6), to: today };
    case '30d':
      return { from: addDays(today, -29), to: today };
    case 'month':
      return { from: `${today.slice(0, 8)}01`, to: today };
    case 'custom':
      return { from: period.from, to: period.to };
  }
}

/**
 * What a range is compared with: its whole days, and as many of them as far back as the range is long. A day that still
 * runs is not held against a whole one; undefined when there is no whole day.
 */
export function comparison(range: Range, today: Day): { now: Range; then: Range } | undefined {
  const last = earliest(range.to, addDays(today, -1));
  if (last < range.from) return undefined;
  const back = -length({ from: range.from, to: earliest(range.to, today) });
  return {
    now: { from: range.from, to: last },
    then: { from: addDays(range.from, back), to: addDays(last, back) },
  };
}

/** The part of a range on or after a day; the whole range when there is no such part. */
export function since(range: Range, first: Day | undefined): Range {
  return first !== undefined && range.from < first && first <= range.to ? { from: first, to: range.to } : range;
}

function earliest(one: Day, other: Day): Day {
  return one < other ? one : other;
}

/** Every day of the range, but none after today. */
export function daysOf(range: Range, today: Day): Day[] {
  const days: Day[] = [];
  for (let day = range.from; day <= range.to && day <= today; day = addDays(day, 1)) days.push(day);
  return days;
}

/**
 * The instants at which the hours of a day begin in a time zone: 24 of them, 23 or 25 where the clocks change; none
 * after `now`.
 */
export function hoursOf(day: Day, zone: string, now: Date): Date[] {
  const hours: Date[] = [];
  let ms = firstInstant(day, zone);
  while (ms <= now.getTime() && dayAt(zone, new Date(ms)) === day) {
    hours.push(new Date(ms));
    ms += HOUR_MS;
  }
  return hours;
}

/** Midnight as the zone's clocks show it. Zones lie within 14 hours of UTC, at multiples of a quarter of an hour. */
function firstInstant(day: Day, zone: string): number {
  let low = Date.parse(`${day}T00:00:00Z`) - 15 * HOUR_MS;
  let high = low + 30 * HOUR_MS;
  const step = HOUR_MS / 4;
  while (high - low > step) {
    const middle = low + Math.floor((high - low) / step / 2) * step;
    if (dayAt(zone, new Date(middle)) < day) low = middle;
    else high = middle;
  }
  return high;
}
