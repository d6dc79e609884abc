import { describe, expect, it } from 'vitest';
import { cleanUrl } from '../src/memory/cleanUrl';
import { hash } from '../src/memory/hash';
import { nonce } from '../src/memory/nonce';
import { daysBetween, siteDay, week } from '../src/memory/days';
import { clean } from '../src/memory/options';
import { config } from './setup';

describe('cleanUrl', () => {
  it.each([
    ['https://example.com/a?b=c#d', false, 'https://example.com/a'],
    ['https://user:word@example.com/a', false, 'https://example.com/a'],
    ['https://example.com:8443/', false, 'https://example.com:8443/'],
    ['https://example.com/?utm_source=a%20b&utm_x-y=1', true, 'https://example.com/?utm_source=a%20b'],
    ['https://example.com/?utm_source=a', false, 'https://example.com/'],
    ['https://example.com/?fbclid=1&msclkid=2&li_fat_id=3&wbraid=4&x=5', true, 'https://example.com/?fbclid=1&msclkid=1&li_fat_id=1&wbraid=1'],
    ['android-app://com.google.android.gm/', false, 'android-app://com.google.android.gm/'],
  ])('%s', (url, entry, clean) => expect(cleanUrl(url, entry)).toBe(clean));

  it.each([
    ['https://example.com/#/orders?q=1&id=7', 'https://example.com/#/orders?id=7'],
    ['https://example.com/?id=3#!/a', 'https://example.com/?id=3#!/a'],
    ['https://example.com/#access_token=secret', 'https://example.com/'],
  ])('with routes in fragments: %s', (url, clean) => {
    Object.assign(config, { hash: true, query: ['id'] });
    expect(cleanUrl(url)).toBe(clean);
    delete config.hash;
    delete config.query;
  });

  it('a letter cut in half is no address', () =>
    expect(cleanUrl('https://example.com/?utm_term=' + 'a'.repeat(99) + '%F0%9F%98%80', true)).toMatch(/a$/));

  it('bounds the path', () => expect(cleanUrl('https://example.com/' + 'a'.repeat(10_000)).length).toBeLessThan(1100));
});

describe('siteDay', () => {
  it.each([
    ['Europe/Berlin', '2026-11-24T22:59:59Z', '2026-11-24'],
    ['Europe/Berlin', '2026-11-24T23:00:00Z', '2026-11-25'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01'],
    ['America/Los_Angeles', '2026-11-24T07:59:00Z', '2026-11-23'],
  ])('%s %s', (zone, time, day) => {
    const before = config.zone;
    config.zone = zone;
    expect(siteDay(Date.parse(time))).toBe(day);
    config.zone = before;
  });
});

it.each([
  ['2026-11-24', '2026-W48'],
  ['2027-01-03', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2024-12-30', '2025-W01'],
])('%s is in week %s', (day, expected) => expect(week(day)).toBe(expected));

it('days are counted over changes of the clock', () => expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2));

describe('what goes along with an event', () => {
  it.each([
    [19.9, '19.9'],
    ['19.90', '19.90'],
    [-5, '-5'],
    [0.1 + 0.2, '0.3'],
    [100, '100'],
    ['1e3', undefined],
    ['12.34567', undefined],
    [NaN, undefined],
  ])('an amount of %s', (amount, expected) =>
    expect(clean({ revenue: { amount, currency: 'EUR' } }).revenue?.amount).toBe(expected));

  it('what the server would refuse is left out', () => {
    const props = { plan: 'p'.repeat(200), ' ': 1, deep: {}, n: Infinity, ok: true, ['x'.repeat(99)]: 0 } as Record<string, string>;
    expect(clean({ props, revenue: { amount: 1, currency: 'euro' } })).toEqual({
      props: { plan: 'p'.repeat(100), ok: true, ['x'.repeat(50)]: 0 },
    });
  });
});

it('a nonce is 64 bits of base64url and differs', () => {
  const many = new Set(Array.from({ length: 1000 }, nonce));
  expect(many.size).toBe(1000);
  many.forEach((one) => expect(one).toMatch(/^[\w-]{11}$/));
});

it('a hash tells pages apart', () => {
  expect(new Set(Array.from({ length: 1000 }, (_, i) => hash('https://example.com/' + i))).size).toBe(1000);
});
