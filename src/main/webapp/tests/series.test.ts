// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { chartsOf, points } from '../src/lib/series';

const NOW = new Date('2026-11-24T12:30:00Z');

describe('the series of the chart', () => {
  it('has a point for every day, with a gap where nothing was counted', () => {
    const rows = [{ value: '2026-11-22', visits: 3 }];
    const series = points(rows, { from: '2026-11-22', to: '2026-11-30' }, { zone: 'UTC', now: NOW, today: '2026-11-24' }, 'en');

    expect(series.map((point) => [point.short, point.figures.visits])).toEqual([
      ['Nov 22', 3],
      ['Nov 23', undefined],
      ['Nov 24', undefined],
    ]);
  });

  it('finds the hour of a row by its instant, whatever its offset looks like', () => {
    const rows = [{ value: '2026-10-25T02:00:00+01:00', visits: 5 }, { value: '2026-10-25T02:00+02:00', visits: 4 }];
    const series = points(rows, { from: '2026-10-25', to: '2026-10-25' }, { zone: 'Europe/Berlin', now: NOW, today: '2026-11-24' }, 'de');

    expect(series).toHaveLength(25);
    expect(series.slice(2, 4).map((point) => [point.short, point.figures.visits])).toEqual([
      ['02:00', 4],
      ['02:00', 5],
    ]);
  });

  it('tells the day and the hour that still run', () => {
    const moment = { zone: 'UTC', now: NOW, today: '2026-11-24' };
    const days = points([], { from: '2026-11-22', to: '2026-11-24' }, moment, 'en');
    expect(days.map((point) => point.running)).toEqual([false, false, true]);
    const hours = points([], { from: '2026-11-24', to: '2026-11-24' }, moment, 'en');
    expect(hours.map((point) => point.running)).toEqual([...Array.from({ length: 12 }, () => false), true]);
  });

  it('offers visitors for days, not for hours', () => {
    expect(chartsOf({ from: '2026-11-24', to: '2026-11-24' })).toEqual(['visits', 'pageviews']);
    expect(chartsOf({ from: '2026-11-23', to: '2026-11-24' })).toContain('visitors');
  });
});
