import { describe, expect, it } from 'vitest';
import { cleanUrl } from '../src/cleanUrl';
import { hash } from '../src/hash';
import { nonce } from '../src/nonce';
import { siteDay } from '../src/siteDay';
import { config } from './setup';

describe('cleanUrl', () => {
  it.each([
    ['https://example.com/a?b=c#d', false, 'https://example.com/a'],
    ['https://user:word@example.com/a', false, 'https://example.com/a'],
    ['https://example.com:8443/', false, 'https://example.com:8443/'],
    ['https://example.com/?utm_source=a%20b&utm_x-y=1', true, 'https://example.com/?utm_source=a%20b'],
    ['https://example.com/?utm_source=a', false, 'https://example.com/'],
    ['https://example.com/?fbclid=1&msclkid=2&li_fat_id=3&wbraid=4&x=5', true, 'https://example.com/?fbclid&msclkid&li_fat_id&wbraid'],
    ['android-app://com.google.android.gm/', false, 'android-app://com.google.android.gm/'],
  ])('%s', (url, entry, clean) => expect(cleanUrl(url, entry)).toBe(clean));

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

it('a nonce is 64 bits of base64url and differs', () => {
  const many = new Set(Array.from({ length: 1000 }, nonce));
  expect(many.size).toBe(1000);
  many.forEach((one) => expect(one).toMatch(/^[\w-]{11}$/));
});

it('a hash tells pages apart', () => {
  expect(new Set(Array.from({ length: 1000 }, (_, i) => hash('https://example.com/' + i))).size).toBe(1000);
});
