import { beforeEach, expect, it } from 'vitest';
import type { Footfall } from '../src/install';
import type { BannerPart } from '../src/types';
import { allow, browser, openPage, settled } from './page';
import { receipt } from './receipts';

type Listener = (data: object | null, success: boolean) => void;
let tell: Listener;
let chosen: (string[] | undefined)[];

beforeEach(() => {
  browser('2026-11-24T10:00:00Z');
  chosen = [];
  document.head.innerHTML = '<meta name="footfall" content="tcf" data-preferences="1 11">';
  Object.assign(window, { __tcfapi: (command: string, version: number, callback: Listener) => {
    expect([command, version]).toEqual(['addEventListener', 2]);
    tell = callback;
  } });
});

async function page(): Promise<Footfall> {
  const footfall = await openPage();
  await settled();
  footfall.consent!.show();
  const part: BannerPart = { ask: () => expect.unreachable(), open() {}, tables() {}, close() {}, choose: (given) => void chosen.push(given), tell: async () => ({ status: 0 }) };
  footfall.part!('banner', () => part);
  return footfall;
}

const consents = (...purposes: number[]) => ({ gdprApplies: true, eventStatus: 'useractioncomplete', purpose: { consents: Object.fromEntries(purposes.map((one) => [one, true])) } });

it.each([
  ['all of a category’s purposes', consents(1, 8), ['statistics']],
  ['no storage', consents(2, 3, 4, 7, 8), []],
  ['some', consents(1, 2, 3), []],
  ['what the page says instead', consents(1, 11), ['preferences']],
  ['everything', consents(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), ['preferences', 'statistics', 'marketing']],
])('consent of another tool becomes the choice: %s', async (_, data, allowed) => {
  await page();
  tell(data, true);
  await settled();
  expect(chosen.map((given) => given!.slice().sort())).toEqual([allowed.sort()]);
});

it.each([
  ['while people are asked', { ...consents(1, 8), eventStatus: 'cmpuishown' }, true],
  ['where the law is another', { ...consents(1, 8), gdprApplies: false }, true],
  ['after a failure', consents(1, 8), false],
  ['of nothing', null, true],
])('nothing is taken %s', async (_, data, success) => {
  await page();
  tell(data, success);
  await settled();
  expect(chosen).toEqual([]);
});

it('a choice that says the same stays as it is, and Footfall asks nothing', async () => {
  allow(receipt(['statistics']));
  await page();
  tell(consents(1, 8), true);
  await settled();
  expect(chosen).toEqual([]);
});
