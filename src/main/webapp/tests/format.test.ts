// @vitest-environment node
import { describe, expect, it } from 'vitest';
import * as format from '../src/lib/format';

const plain = (text: string): string => text.replace(/[\u00a0\u202f\u2009]/g, ' ');

describe('formats', () => {
  it('write numbers by locale', () => {
    expect(format.number(1234567, 'en')).toBe('1,234,567');
    expect(format.number(1234567, 'de')).toBe('1.234.567');
    expect(format.metric('pages_per_visit', 2.345, 'de')).toBe('2,3');
    expect(format.metric('bounce_rate', 0.4567, 'en')).toBe('46%');
    expect(plain(format.metric('bounce_rate', 0.4567, 'de'))).toBe('46 %');
  });

  it('write a dash for what cannot be said, and 0 for nothing', () => {
    for (const name of ['visitors', 'bounce_rate', 'pages_per_visit', 'visit_duration'] as const) {
      expect(format.metric(name, null, 'en')).toBe('–');
      expect(format.metric(name, undefined, 'en')).toBe('–');
    }
    expect(format.metric('visitors', 0, 'en')).toBe('0');
  });

  it('write lengths of time', () => {
    expect(plain(format.duration(45, 'en'))).toBe('45 s');
    expect(plain(format.duration(125, 'de'))).toBe('2 min 5 s');
    expect(plain(format.duration(59.7, 'en'))).toBe('1 min 0 s');
    expect(plain(format.duration(754, 'en'))).toBe('12 min');
    expect(plain(format.duration(3725, 'en'))).toBe('1 h 2 min');
  });

  it('write changes with their sign', () => {
    expect(format.change(112, 100, 'en')).toEqual({ text: '+12%', direction: 1 });
    expect(format.change(50, 100, 'en')).toEqual({ text: '-50%', direction: -1 });
    expect(format.change(100, 100, 'en')).toEqual({ text: '0%', direction: 0 });
    expect(format.change(5, 0, 'en')).toBeUndefined();
    expect(format.change(null, 10, 'en')).toBeUndefined();
  });

  it('write days as calendar days, whatever the zone of the browser', () => {
    expect(format.day('2026-11-24', 'en')).toBe('Nov 24');
    expect(format.range({ from: '2026-11-24', to: '2026-11-24' }, 'de')).toBe('24. Nov. 2026');
    expect(plain(format.range({ from: '2026-11-01', to: '2026-11-24' }, 'en'))).toBe('Nov 1 – 24, 2026');
  });

  it('name countries and languages, and leave alone what is neither', () => {
    expect(format.country('DE', 'en')).toBe('Germany');
    expect(format.country('DE', 'de')).toBe('Deutschland');
    expect(format.country('<b>', 'en')).toBeUndefined();
    expect(format.languageName('pt-BR', 'en')).toBe('Brazilian Portuguese');
    expect(format.languageName('(other)', 'en')).toBeUndefined();
  });
});
