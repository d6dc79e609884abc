// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../src/types';
import { receipt } from '../receipts';
import { Browser, type BrowserOptions } from './Browser';
import { Clock } from './Clock';
import { Server } from './Server';

interface World {
  clock: Clock;
  server: Server;
  browser: Browser;
  wait(seconds: number): Promise<void>;
}

function world(settings: Partial<SiteConfig> = {}, options: BrowserOptions = {}): World {
  const clock = new Clock(Date.parse('2026-11-24T10:00:00Z'));
  const server = new Server(clock, 'Europe/Berlin');
  const site: SiteConfig = {
    site: 'example.com', url: 'https://stats.example.org', policy: 3, zone: 'Europe/Berlin', decisions: 'grants', ...settings,
  };
  const browser = new Browser(clock, server, site, options);
  return { clock, server, browser, wait: (seconds) => clock.until(clock.now + seconds * 1000) };
}

const YES = 'footfall_consent=' + receipt(['statistics']) + ';Path=/';
const pages = ({ server }: World) => server.arrived.flatMap(({ body }) => body.events.flatMap(({ page }) => page ?? []));

describe('a scope of all subdomains', () => {
  it('makes one visitor of who goes from www to shop and back, also after days', async () => {
    const it = world({ scope: 'example.com' });
    it.browser.writeCookie('www.example.com', YES + ';Domain=example.com');
    it.browser.tab('1').open('https://www.example.com/');
    await it.wait(10);
    it.browser.tab('1').open('https://shop.example.com/', { referrer: 'https://www.example.com/' });
    await it.wait(86_400);
    it.browser.tab('1').open('https://www.example.com/');
    await it.wait(10);
    expect(pages(it)).toEqual([1, 2, 1]);
    expect(it.server.sums.table.visitors).toEqual({ '2026-11-24 after never': 1, '2026-11-25 after 2026-11-24': 1 });
  });

  it('does not take the day’s step twice while another host’s report waits', async () => {
    const it = world({ scope: 'example.com' });
    it.browser.writeCookie('www.example.com', YES + ';Domain=example.com');
    it.server.fate = () => 'refused';
    it.browser.tab('1').open('https://www.example.com/');
    await it.wait(5);
    it.server.fate = () => 'fine';
    it.browser.tab('2').open('https://shop.example.com/');
    await it.wait(60);
    expect(it.server.sums.table.visitors).toEqual({ '2026-11-24 after never': 1 });
    expect(pages(it).sort()).toEqual([1, 2]);
  });

  it('keeps the memory’s cookie small on the longest visit, and sends what is seen', async () => {
    const it = world({ scope: 'example.com' });
    it.browser.writeCookie('www.example.com', YES + ';Domain=example.com');
    it.browser.tab('1').open('https://www.example.com/' + 'a'.repeat(900) + '?utm_source=' + 'b'.repeat(90));
    for (let i = 0; i < 400; i++) {
      await it.wait(30);
      it.browser.tab('1').push('/page-' + i);
    }
    await it.wait(30);
    expect(pages(it)).toHaveLength(401);
    expect(Math.max(...it.browser.readCookies('www.example.com').split('; ').map((one) => one.length))).toBeLessThan(3_500);
  });

  it('falls back to this host where the browser takes no cookie for the domain', async () => {
    const it = world({ scope: 'github.example' });
    it.browser.writeCookie('site.github.example', YES);
    it.browser.tab('1').open('https://site.github.example/');
    await it.wait(10);
    it.browser.tab('1').open('https://site.github.example/two');
    await it.wait(10);
    expect(pages(it)).toEqual([1, 2]);
    expect(it.browser.readCookies('site.github.example')).toBe(YES.split(';')[0]);
    expect(it.browser.readCookies('other.github.example')).toBe('');
    expect(Object.keys(it.browser.storage('https://site.github.example'))).toEqual(['footfall']);
  });

  it('takes over a memory from before it was set', async () => {
    const it = world();
    it.browser.writeCookie('www.example.com', YES);
    it.browser.tab('1').open('https://www.example.com/');
    await it.wait(10);
    it.browser.settings.scope = 'example.com';
    it.browser.tab('1').open('https://www.example.com/two');
    await it.wait(10);
    expect(pages(it)).toEqual([1, 2]);
    expect(it.browser.readCookies('shop.example.com')).toMatch(/^footfall_memory=[\w-]+~$/);
  });

  it('a withdrawal on one host deletes the memory of all, and a queue that it left elsewhere is dropped', async () => {
    const it = world({ scope: 'example.com' });
    it.browser.writeCookie('www.example.com', YES + ';Domain=example.com');
    it.browser.online = false;
    it.browser.tab('1').open('https://www.example.com/');
    await it.wait(5);
    it.browser.online = true;
    it.browser.tab('2').open('https://shop.example.com/');
    it.browser.tab('2').window.footfall!.consent!.withdraw();
    await it.wait(60);
    expect(it.browser.readCookies('www.example.com')).toBe('');
    expect(it.server.arrived).toEqual([]);
    it.browser.writeCookie('www.example.com', YES + ';Domain=example.com');
    it.browser.tab('3').open('https://www.example.com/again');
    await it.wait(60);
    expect(it.server.sums.table.entries).toEqual({ '/again': 1 });
  });
});

describe('where storage is blocked', () => {
  it('nothing is sent and nothing is thrown', async () => {
    const it = world({}, { blocked: true });
    it.browser.writeCookie('example.com', YES);
    it.browser.tab('1').open('https://example.com/');
    await it.wait(10);
    it.browser.tab('1').window.footfall!('Signup');
    it.browser.tab('1').push('/two');
    await it.wait(10);
    it.browser.tab('1').close();
    await it.wait(10);
    expect(it.server.arrived).toEqual([]);
  });
});

describe('while the memory part is loading', () => {
  it('events wait, and a page that moves on is counted with both addresses', async () => {
    const it = world({}, { loading: 2_000 });
    it.browser.writeCookie('example.com', YES);
    const tab = it.browser.tab('1');
    tab.open('https://example.com/', { referrer: 'https://www.google.example/' });
    tab.window.footfall!('Signup');
    await it.wait(1);
    tab.push('/two');
    await it.wait(5);
    expect(it.server.sums.table).toMatchObject({
      entries: { '/': 1 }, flows: { '/ > /two': 1 }, events: { Signup: 1 }, visits: { '2026-11-24': 1 }, second_pages: { '2026-11-24': 1 },
    });
    expect(it.server.arrived[0]!.body.visit.referrer).toBe('https://www.google.example/');
  });
});

describe('without Web Locks', () => {
  it('tabs take turns by a lease, which a page that has died loses', async () => {
    const it = world({}, { locks: false });
    it.browser.writeCookie('example.com', YES);
    it.server.fate = () => 'answer lost';
    it.browser.tab('1').open('https://example.com/');
    await it.wait(0.12);
    // Dies with its turn.
    it.browser.tab('1').close();
    it.server.fate = () => 'fine';
    it.browser.tab('2').open('https://example.com/two');
    await it.wait(30);
    expect(it.server.sums.table.visitors).toEqual({ '2026-11-24 after never': 1 });
    expect(it.server.sums.table.visits).toEqual({ '2026-11-24': 1 });
    expect(Object.keys(it.browser.storage('https://example.com'))).toEqual(['footfall']);
  });
});

describe('what is remembered of sources', () => {
  it('is the first one, and for 30 days the last one that was somewhere', async () => {
    const it = world();
    it.browser.writeCookie('example.com', YES);
    for (const [days, query] of [[0, '?utm_source=one'], [1, '?utm_source=two'], [2, ''], [29, ''], [31, ''], [32, '']] as const) {
      await it.clock.until(Date.parse('2026-11-24T10:00:00Z') + days * 864e5);
      it.browser.tab('1').open('https://example.com/' + query);
    }
    await it.wait(10);
    const firsts = it.server.arrived.filter(({ body }) => body.events.some(({ page }) => page == 1));
    expect(firsts.map(({ body: { visit } }) => [visit.since, visit.first, visit.last])).toEqual([
      [null, undefined, undefined],
      [1, 'Referral;one', 'Referral;one'],
      [1, 'Referral;one', 'Referral;two'],
      [27, 'Referral;one', 'Referral;two'],
      [2, 'Referral;one', 'Referral;two'],
      [1, 'Referral;one', undefined],
    ]);
  });
});
