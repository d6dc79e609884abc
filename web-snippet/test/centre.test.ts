import { beforeEach, describe, expect, it } from 'vitest';
import { sentence } from '../src/banner/centre/receiptReader';
import { keptFor, servicesOf } from '../src/banner/centre/services';
import { lifetime, monday } from '../src/banner/centre/words';
import type { Asker, Texts } from '../src/banner/types';
import en from '../src/texts/en.json';
import { receipt } from './receipts';

let asker: Asker;

beforeEach(() => {
  asker = { texts: en as Texts, language: 'en', config: { site: 'example.com' } } as Asker;
});

describe('a receipt in words', () => {
  it('says what was allowed, where and when', () => {
    expect(sentence(receipt(['statistics']), asker)).toBe(
      'On example.com, in November 2026, under version 3 of the notice, this was allowed: Statistics.',
    );
    expect(sentence(receipt([]), asker)).toContain('everything optional was refused');
  });

  it.each(['', 'x', 'a.b.c', `a.${btoa('{}')}.c`, `a.${btoa('null')}.c`])('is none where it is %j', (text) => {
    expect(sentence(text, asker)).toBe(en['receipt.invalid']);
  });
});

it.each([
  [1, '1 day'], [30, '1 month'], [45, '45 days'], [184, '6 months'], [395, '13 months'], [365, '1 year'], [730, '2 years'],
])('%i days are %s', (days, words) => {
  expect(lifetime(days, 'en')).toBe(words);
});

it('what is kept without days says until when', () => {
  const until = (kind: 'cookie' | 'local' | 'session') => keptFor({ name: 'x', kind, days: 0 }, asker);
  expect([until('cookie'), until('local'), until('session')]).toEqual([en['until.browser'], en['until.deleted'], en['until.tab']]);
});

it('a week begins on its Monday', () => {
  expect([monday('2026-W40'), monday('2026-W01'), monday('2020-W53')]).toEqual(['2026-09-28', '2025-12-29', '2020-12-28']);
});

it('what the choice and the memory keep is listed once', () => {
  const ids = (id: string, services: { id: string; name: string; cookies?: [] }[] = []) =>
    servicesOf({ id, services }, asker).map((service) => service.id);
  expect(ids('necessary')).toEqual(['footfall-choice']);
  expect(ids('statistics')).toEqual(['footfall']);
  expect(ids('statistics', [{ id: 'footfall', name: 'x' }])).toEqual(['footfall']);
  expect(ids('marketing')).toEqual([]);
});
