// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { comparison, dayAt, daysOf, hoursOf, isDay, rangeOf, since } from '../src/lib/period';

const TODAY = '2026-11-24';
const LATER = new Date('2030-01-01T00:00:00Z');

describe('periods', () => {
  it('end today, or yesterday', () => {
    expect(rangeOf({ preset: 'today' }, TODAY)).toEqual({ from: TODAY, to: TODAY });
    expect(rangeOf({ preset: 'yesterday' }, TODAY)).toEqual({ from: '2026-11-23', to: '2026-11-23' });
    expect(rangeOf({ preset: '7d' }, TODAY)).toEqual({ from: '2026-11-18', to: TODAY });
    expect(rangeOf({ preset: '30d' }, TODAY)).toEqual({ from: '2026-10-26', to: TODAY });
    expect(rangeOf({ preset: 'month' }, TODAY)).toEqual({ from: '2026-11-01', to: TODAY });
  });

  it('are compared by their whole days, with as many just as far back', () => {
    expect(comparison({ from: TODAY, to: TODAY }, TODAY)).toBeUndefined();
    expect(comparison({ from: '2026-11-20', to: '2026-11-21' }, TODAY)).toEqual({
      now: { from: '2026-11-20', to: '2026-11-21' },
      then: { from: '2026-11-18', to: '2026-11-19' },
    });
    expect(comparison({ from: '2026-11-18', to: '2026-12-31' }, TODAY)).toEqual({
      now: { from: '2026-11-18', to: '2026-11-23' },
      then: { from: '2026-11-11', to: '2026-11-16' },
    });
  });

  it('begin at the first counted day, where that is within', () => {
    const month = { from: '2026-11-01', to: '2026-11-30' };
    expect(since(month, '2026-11-24')).toEqual({ from: '2026-11-24', to: '2026-11-30' });
    expect(since(month, '2026-10-01')).toEqual(month);
    expect(since(month, '2026-12-01')).toEqual(month);
    expect(since(month, undefined)).toEqual(month);
  });

  it('have no days after today', () => {
    expect(daysOf({ from: '2026-11-23', to: '2026-11-30' }, TODAY)).toEqual(['2026-11-23', TODAY]);
    expect(daysOf({ from: '2024-02-28', to: '2024-03-01' }, TODAY)).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
  });

  it('take the day from the clocks of the site', () => {
    const instant = new Date('2026-11-24T23:30:00Z');
    expect(dayAt('UTC', instant)).toBe('2026-11-24');
    expect(dayAt('Europe/Berlin', instant)).toBe('2026-11-25');
    expect(dayAt('Pacific/Kiritimati', instant)).toBe('2026-11-25');
    expect(dayAt('America/New_York', instant)).toBe('2026-11-24');
  });
});

describe('hours of a day', () => {
  it('begin at the midnight of the site', () => {
    expect(hoursOf('2026-11-24', 'Asia/Kolkata', LATER)[0]?.toISOString()).toBe('2026-11-23T18:30:00.000Z');
    expect(hoursOf('2026-11-24', 'Pacific/Kiritimati', LATER)[0]?.toISOString()).toBe('2026-11-23T10:00:00.000Z');
    expect(hoursOf('2026-11-24', 'Asia/Kathmandu', LATER)[0]?.toISOString()).toBe('2026-11-23T18:15:00.000Z');
  });

  it('are 24, or 23 and 25 when the clocks change', () => {
    expect(hoursOf('2026-11-24', 'Europe/Berlin', LATER)).toHaveLength(24);
    expect(hoursOf('2026-03-29', 'Europe/Berlin', LATER)).toHaveLength(23);
    expect(hoursOf('2026-10-25', 'Europe/Berlin', LATER)).toHaveLength(25);
    expect(hoursOf('2026-04-24', 'Africa/Cairo', LATER)).toHaveLength(23); // no midnight on this day
  });

  it('end with the hour that runs', () => {
    expect(hoursOf('2026-11-24', 'UTC', new Date('2026-11-24T02:59:00Z'))).toHaveLength(3);
  });
});

describe('a day in the address bar', () => {
  it.each(['2026-11-24', '2024-02-29'])('%s is one', (text) => expect(isDay(text)).toBe(true));
  it.each(['', '2026-02-29', '2026-13-01', '1999-01-01', '2026-1-1', '<script>'])('%s is none', (text) =>
    expect(isDay(text)).toBe(false),
  );
});
