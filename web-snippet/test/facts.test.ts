import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Banner } from '../src/banner/Banner';
import type { BannerConfig, Texts } from '../src/banner/types';
import en from '../src/texts/en.json';
import type { Footfall } from '../src/install';
import type { BannerPart, Link } from '../src/types';
import { allow, browser, openPage, settled, type Server } from './page';
import { receipt } from './receipts';
import { config } from './setup';

let server: Server;
let rule: object | 'lost' | undefined;
let asked: (string | undefined)[];
let link: Link;

beforeEach(() => {
  server = browser('2026-11-24T10:00:00Z');
  asked = [];
  rule = undefined;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.endsWith('/rule')) {
      expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
      if (rule == 'lost') throw new TypeError('connection');
      return new Response(JSON.stringify(rule));
    }
    return server.fetch(url, init);
  });
});

afterEach(() => {
  for (const name of ['rule', 'children', 'gpc', 'signals', 'categories', 'bv'] as const) {
    delete config[name];
  }
  config.policy = 3;
  signal('globalPrivacyControl', undefined);
  signal('doNotTrack', null);
  document.cookie = 'footfall_services=;Path=/;Max-Age=-1';
});

function signal(name: string, value: unknown): void {
  Object.defineProperty(navigator, name, { value, configurable: true });
}

const banners = () => Array.from(document.querySelectorAll<HTMLScriptElement>('script[src*="/banner.js?"]'));

/** Lets a banner arrive, where one was asked for, that notes what it is asked. */
async function banner(footfall: Footfall): Promise<void> {
  const part: BannerPart = { ask: (given) => asked.push(given), open() {}, tables() {}, close() {}, choose() {}, tell: async () => ({ status: 0 }) };
  if (banners().length) {
    footfall.part!('banner', (given) => ((link = given), part));
  }
  await settled();
}

describe('Global Privacy Control', () => {
  it('denies marketing, and beats what was granted before it was switched on', async () => {
    allow(receipt(['marketing', 'preferences']));
    signal('globalPrivacyControl', true);
    expect((await openPage()).consent!.get()!.allow).toEqual(['preferences']);
  });

  it('denies what the site has added, and nothing when it is off', async () => {
    config.gpc = ['marketing', 'preferences'];
    allow(receipt(['marketing', 'preferences']));
    signal('globalPrivacyControl', false);
    expect((await openPage()).consent!.get()!.allow).toEqual(['marketing', 'preferences']);
    signal('globalPrivacyControl', true);
    expect((await openPage()).consent!.get()!.allow).toEqual([]);
  });

  it('is overridden by a later explicit choice alone', async () => {
    signal('globalPrivacyControl', true);
    let footfall = await openPage();
    footfall.part!('banner', (given) => new Banner(bannerConfig(), given));
    await settled(200);
    footfall.consent!.accept(['marketing']);
    await settled(200);
    expect(footfall.consent!.get()!.allow).toEqual(['marketing']);
    footfall = await openPage();
    expect(footfall.consent!.get()!.allow).toEqual(['marketing']);
  });

  it('still leaves a question about statistics, and none when nothing is left to ask', async () => {
    signal('globalPrivacyControl', true);
    await banner(await openPage());
    expect(asked).toEqual([undefined]);
    browser('2026-11-24T10:00:00Z');
    config.categories = ['marketing'];
    await openPage();
    expect(banners()).toEqual([]);
  });
});

describe('Do Not Track', () => {
  it('is a refusal where the site heeds it, so that nobody is asked', async () => {
    signal('doNotTrack', '1');
    config.signals = { dnt: true };
    allow(receipt(['statistics']));
    expect((await openPage()).consent!.get()!.allow).toEqual([]);
    expect(server.requests).toEqual([]);
    allow('');
    await openPage();
    expect(banners()).toEqual([]);
  });

  it('is nothing elsewhere', async () => {
    signal('doNotTrack', '1');
    allow(receipt(['preferences']));
    expect((await openPage()).consent!.get()!.allow).toEqual(['preferences']);
  });
});

it('where children come nothing optional is on, and nobody is asked, whatever is called', async () => {
  config.children = true;
  allow(receipt(['statistics']));
  const footfall = await openPage();
  footfall('Signup');
  footfall.consent!.show();
  footfall.consent!.accept();
  await settled(60_000);
  expect([footfall.consent!.get(), banners(), server.requests]).toEqual([null, [], []]);
});

it('where no choice can be stored, nobody is asked', async () => {
  signal('cookieEnabled', false);
  await openPage();
  expect(banners()).toEqual([]);
  signal('cookieEnabled', true);
});

describe('a rule by country', () => {
  beforeEach(() => {
    config.rule = true;
  });

  it.each([
    ['asks', { rule: 'ask' }],
    ['is unknown', { rule: 'other' }],
    ['is empty', {}],
    ['is lost', 'lost'],
    ['is a notice without a receipt', { rule: 'notice' }],
    ['is a notice with the receipt of another site', { rule: 'notice', receipt: receipt(['statistics'], { basis: 'notice', site: 'other.example' }) }],
    ['is a notice with a receipt of consent', { rule: 'notice', receipt: receipt(['statistics']) }],
  ] as const)('that %s means that the visitor is asked, and nothing is on', async (_, answer) => {
    rule = answer;
    const footfall = await openPage();
    await settled();
    await banner(footfall);
    expect([asked, footfall.consent!.get(), server.requests]).toEqual([[undefined], null, []]);
  });

  it('of notice has statistics on, says so, and ends for good with an objection', async () => {
    const text = receipt(['statistics'], { basis: 'notice' });
    rule = { rule: 'notice', receipt: text };
    const footfall = await openPage();
    await settled();
    await banner(footfall);
    expect([asked, server.reports.map((report) => report.receipt), document.cookie]).toEqual([['notice'], [text], '']);
    expect([footfall.consent!.get(), link.notice()]).toMatchObject([{ basis: 'notice', allow: ['statistics'] }, text]);
    footfall.consent!.withdraw();
    await settled();
    expect([footfall.consent!.get(), link.notice(), localStorage.length]).toEqual([null, '', 0]);
  });

  it('of off asks nothing and sends nothing', async () => {
    rule = { rule: 'off' };
    const footfall = await openPage();
    await settled(60_000);
    expect([banners(), footfall.consent!.get(), server.requests]).toEqual([[], null, []]);
  });

  it('is not asked for once there is a choice', async () => {
    rule = 'lost';
    allow(receipt([]));
    vi.stubGlobal('fetch', () => expect.unreachable());
    await openPage();
    expect(banners()).toEqual([]);
  });
});

describe('asking again', () => {
  it('happens when a choice runs out while the page is open, and not because another tab withdrew', async () => {
    browser('2026-11-30T23:59:00Z');
    allow(receipt(['preferences'], { month: '2026-06' }));
    const footfall = await openPage();
    expect(footfall.consent!.get()!.allow).toEqual(['preferences']);
    await settled(120_000);
    window.dispatchEvent(new Event('visibilitychange'));
    expect([footfall.consent!.get(), banners().length]).toEqual([null, 1]);
    browser('2026-11-24T10:00:00Z');
    allow(receipt(['preferences']));
    await openPage();
    document.cookie = 'footfall_consent=;Path=/;Max-Age=-1';
    window.dispatchEvent(new Event('visibilitychange'));
    expect(banners()).toEqual([]);
  });

  it('after a new version takes the answer of a banner that is newer than the page', async () => {
    allow(receipt(['statistics']));
    server.answers({ status: 409, body: { type: 'https://stats.example.org/problems/consent-outdated', status: 409 } });
    config.bv = 'old';
    const footfall = await openPage();
    expect(banners().map(({ src }) => new URL(src).search)).toEqual(['?lang=en&old+']);
    allow(receipt(['preferences'], { policy: 4 }));
    window.dispatchEvent(new Event('storage'));
    expect(footfall.consent!.get()).toMatchObject({ policy: 4, allow: ['preferences'] });
  });
});

describe('two tabs that choose at the same moment', () => {
  /** This page's banner grants all, after another tab has done something. */
  async function grant(other: () => void): Promise<Footfall> {
    const footfall = await openPage();
    footfall.part!('banner', (given) => new Banner(bannerConfig(), given));
    await settled(200);
    other();
    footfall.consent!.accept();
    await settled(200);
    return footfall;
  }

  it('no wins when it came first', async () => {
    const footfall = await grant(() => allow(receipt([])));
    expect(footfall.consent!.get()!.allow).toEqual([]);
  });

  it('only what both allow is allowed', async () => {
    const footfall = await grant(() => allow(receipt(['marketing'])));
    expect(footfall.consent!.get()!.allow).toEqual(['marketing']);
  });

  it('no wins when the other’s yes came just after it, and what was remembered for the yes is gone', async () => {
    const footfall = await openPage();
    footfall.part!('banner', (given) => new Banner(bannerConfig(), given));
    await settled(200);
    footfall.consent!.reject();
    await settled();
    allow(receipt(['statistics', 'marketing']));
    localStorage.footfall = '{}';
    window.dispatchEvent(new Event('storage'));
    await settled(200);
    expect([footfall.consent!.get()!.allow, localStorage.length, server.reports]).toEqual([[], 0, []]);
  });

  it('a later yes counts', async () => {
    const footfall = await openPage();
    footfall.part!('banner', (given) => new Banner(bannerConfig(), given));
    await settled(200);
    footfall.consent!.reject();
    await settled(1500);
    allow(receipt(['marketing']));
    window.dispatchEvent(new Event('storage'));
    expect(footfall.consent!.get()!.allow).toEqual(['marketing']);
  });
});

it('the site hears when the choice is known and when it changes, by handler and by event', async () => {
  allow(receipt(['preferences']));
  const heard: unknown[] = [];
  vi.spyOn(window, 'dispatchEvent').mockImplementation((event) => !!heard.push([event.type, (event as CustomEvent).detail?.allow]));
  const footfall = await openPage();
  footfall.consent!.on('ready', (choice) => heard.push(['on ready', choice!.allow]));
  await settled();
  footfall.consent!.withdraw();
  await settled();
  expect(heard).toEqual([
    ['footfall:ready', ['preferences']], ['on ready', ['preferences']], ['footfall:change', undefined],
  ]);
  vi.restoreAllMocks();
});

function bannerConfig(): BannerConfig {
  const ids = ['marketing', 'preferences', 'statistics'];
  const receipts: Record<string, string> = {};
  for (let set = 0; set < 8; set++) {
    const chosen = ids.filter((_, i) => set & (1 << i));
    receipts[chosen.join()] = receipt(chosen);
  }
  return {
    site: 'example.com', policy: 3, month: '2026-11', receipts, texts: { en: en as Texts },
    categories: ['necessary', ...ids].map((id) => ({ id })),
  };
}
