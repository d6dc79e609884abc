/** The points of the main chart: every hour of one day, or every day of a longer range, gaps filled with zeros. */

import type { Figures, Row } from './api';
import * as format from './format';
import { daysOf, hoursOf, type Day, type Range } from './period';
import { CHARTS, type Chart } from './route';

export interface Point {
  /** Below the axis. */
  short: string;
  /** In the tooltip and the table. */
  long: string;
  figures: Figures;
  /** Whether the day or hour still runs, so that its figures will grow. */
  running: boolean;
}

export interface Moment {
  zone: string;
  now: Date;
  today: Day;
}

/** A single day is drawn by hour. */
export function stepOf(range: Range): 'hour' | 'day' {
  return range.from === range.to ? 'hour' : 'day';
}

/** Visitors are counted once a day, so an hour has visits and pageviews only. */
export function chartsOf(range: Range): readonly Chart[] {
  return stepOf(range) === 'hour' ? CHARTS.filter((chart) => chart !== 'visitors') : CHARTS;
}

export function points(rows: Row[], range: Range, moment: Moment, locale: string): Point[] {
  return stepOf(range) === 'hour' ? hours(rows, range.from, moment, locale) : days(rows, range, moment, locale);
}

function days(rows: Row[], range: Range, moment: Moment, locale: string): Point[] {
  const byDay = new Map(rows.map((row) => [row.value, row]));
  return daysOf(range, moment.today).map((day) => ({
    short: format.day(day, locale),
    long: format.day(day, locale, 'long'),
    figures: byDay.get(day) ?? {},
    running: day === moment.today,
  }));
}

function hours(rows: Row[], day: Day, { zone, now }: Moment, locale: string): Point[] {
  const byInstant = new Map(rows.map((row) => [Date.parse(row.value), row]));
  return hoursOf(day, zone, now).map((hour) => ({
    short: format.clock(hour, zone, locale),
    long: `${format.clock(hour, zone, locale)} ${format.NONE} ${format.clock(new Date(hour.getTime() + 3_600_000), zone, locale)}`,
    figures: byInstant.get(hour.getTime()) ?? {},
    running: hour.getTime() + 3_600_000 > now.getTime(),
  }));
}
