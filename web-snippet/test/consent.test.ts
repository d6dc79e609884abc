import { describe, expect, it, vi } from 'vitest';
import { allow, another, browser, memory, openPage, settled, visit } from './page';
import { receipt } from './receipts';
import { config } from './setup';

const banners = () => Array.from(document.querySelectorAll<HTMLScriptElement>('script[src*="/banner.js?"]'));

describe('a promise to visitors', () => {
  it('before a choice, nothing is requested but the banner part and nothing is stored', async () => {
    const server = browser('2026-11-24T10:00:00Z');
    const footfall = await openPage();
    footfall('Signup');
    history.pushState({}, '', '/pricing');
    window.dispatchEvent(new Event('pagehide'));
    await settled(60_000);
    expect(server.requests).toEqual([]);
    expect(document.cookie).toBe('');
    expect(localStorage.length + sessionStorage.length).toBe(0);
    expect(banners().map(({ src }) => src)).toEqual(['https://stats.example.org/s/example.com/banner.js?lang=en&']);
    expect(banners()[0]).toMatchObject({ crossOrigin: 'anonymous', referrerPolicy: 'no-referrer' });
  });

  it('after a rejection, nothing at all is requested or remembered', async () => {
    const server = browser('2026-11-24T10:00:00Z');
    allow(receipt([]));
    const footfall = await openPage();
    footfall('Signup');
    window.dispatchEvent(new Event('pagehide'));
    await settled(60_000);
    expect(server.requests).toEqual([]);
    expect(localStorage.length).toBe(0);
    expect(banners()).toEqual([]);
    expect(footfall.consent!.get()).toMatchObject({ allow: [] });
  });

  it('other categories do not allow statistics', async () => {
    const server = browser('2026-11-24T10:00:00Z');
    allow(receipt(['marketing', 'preferences']));
    await openPage();
    await settled(60_000);
    expect(server.requests).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  it('withdrawal deletes cookie and memory at once, aborts what is under way, and does not ask on the same page', async () => {
    const server = browser('2026-11-24T10:00:00Z');
    allow(receipt(['statistics']));
    server.answers('never');
    const footfall = await openPage();
    expect(server.reports).toHaveLength(1);
    footfall.consent!.withdraw();
    await settled(60_000);
    expect(server.requests[0]!.init.signal!.aborted).toBe(true);
    expect(document.cookie).toBe('');
    expect(localStorage.length).toBe(0);
    footfall('Signup');
    await settled(60_000);
    expect(server.requests).toHaveLength(1);
    expect(banners()).toEqual([]);
  });

  it('after a withdrawal the next page is not counted, and asks', async () => {
    const server = browser('2026-11-24T10:00:00Z');
    allow(receipt(['statistics']));
    (await openPage()).consent!.withdraw();
    await settled();
    await openPage();
    await settled();
    expect(server.reports).toHaveLength(1);
    expect(banners()).toHaveLength(1);
  });

  it('withdrawal in one tab ends the others', async () => {
    const server = browser('2026-11-24T10:00:00Z');
    allow(receipt(['statistics']));
    const footfall = await openPage();
    document.cookie = 'footfall_consent=;Path=/;Max-Age=-1';
    localStorage.clear();
    window.dispatchEvent(new Event('storage'));
    footfall('Signup');
    history.pushState({}, '', '/pricing');
    await settled(60_000);
    expect(server.reports).toHaveLength(1);
    expect(localStorage.length).toBe(0);
  });

  it('a site with statistics denied keeps its page free of our exceptions when storage is blocked', async () => {
    const server = browser('2026-11-24T10:00:00Z');
    allow(receipt(['statistics']));
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('blocked');
    });
    vi.stubGlobal('localStorage', undefined);
    const footfall = await openPage();
    footfall('Signup');
    footfall.consent!.withdraw();
    await settled(60_000);
    expect(server.requests).toEqual([]);
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
});

describe('a receipt', () => {
  it.each([
    ['of another policy', { policy: 2 }, true],
    ['of another site', { site: 'other.example' }, true],
    ['of the month before the last accepted', { month: '2026-05' }, true],
    ['of the last accepted month', { month: '2026-06' }, false],
    ['of last year, still accepted', { month: '2026-11' }, false],
  ])('%s', async (_, claims, asks) => {
    browser('2026-11-30T23:59:59Z');
    allow(receipt(['statistics'], claims));
    const footfall = await openPage();
    expect(banners()).toHaveLength(asks ? 1 : 0);
    expect(footfall.consent!.get() === null).toBe(asks);
  });

  it.each(['', 'a.b', 'a.!.c', 'a.' + btoa('null') + '.c', 'x'])('that is none (%j) is as good as no choice', async (text) => {
    const server = browser('2026-11-24T10:00:00Z');
    allow(text);
    const footfall = await openPage();
    expect(footfall.consent!.get()).toBeNull();
    expect(server.requests).toEqual([]);
  });

  it('that no longer counts is forgotten on 409, and the page asks once', async () => {
    const server = browser('2026-11-24T10:00:00Z');
    allow(receipt(['statistics']));
    server.answers({ status: 409, body: { type: 'https://stats.example.org/problems/consent-outdated', status: 409 } });
    await openPage();
    expect(document.cookie).toBe('');
    expect(banners()).toHaveLength(1);
    await settled(60_000);
    expect(server.requests).toHaveLength(1);
  });
});

describe('the page', () => {
  it('events carry the canonical receipt, not the full choice', async () => {
    const server = browser('2026-11-24T10:00:00Z');
    allow(receipt(['marketing', 'statistics']));
    localStorage.footfall = JSON.stringify({ receipt: receipt(['statistics']), queue: [] });
    await openPage();
    expect(server.reports[0]!.receipt).toBe(receipt(['statistics']));
  });

  it('events carry the cookie’s receipt when the memory has none, or one of an older policy', async () => {
    const server = browser('2026-11-24T10:00:00Z');
    allow(receipt(['marketing', 'statistics']));
    localStorage.footfall = JSON.stringify({ receipt: receipt(['statistics'], { policy: 2 }), queue: [] });
    await openPage();
    expect(server.reports[0]!.receipt).toBe(receipt(['marketing', 'statistics']));
  });

  it('a second copy does nothing but give a hint', async () => {
    const server = browser('2026-11-24T10:00:00Z');
    allow(receipt(['statistics']));
    const info = vi.spyOn(console, 'info').mockImplementation(() => {});
    const first = await openPage();
    expect(info).not.toHaveBeenCalled();
    const copy = '<script src="https://stats.example.org/s/example.com.js"></script>';
    document.body.innerHTML = copy;
    expect(await another(first)).toBe(first);
    expect(info, 'a body that was swapped runs the one script again').not.toHaveBeenCalled();
    document.body.innerHTML = copy + copy;
    await another(first);
    expect(info).toHaveBeenCalledOnce();
    expect(server.reports).toHaveLength(1);
  });

  it('in a frame there is nothing', async () => {
    const server = browser('2026-11-24T10:00:00Z');
    allow(receipt(['statistics']));
    vi.stubGlobal('top', {});
    expect(await openPage()).toBeUndefined();
    expect(server.requests).toEqual([]);
    vi.stubGlobal('top', window);
  });

  it('tells the site of a change', async () => {
    browser('2026-11-24T10:00:00Z');
    allow(receipt(['statistics']));
    const footfall = await openPage();
    const heard: unknown[] = [];
    footfall.consent!.on('change', (choice) => heard.push(choice));
    footfall.consent!.on('other', (choice) => heard.push(choice));
    footfall.consent!.withdraw();
    await settled();
    expect(heard).toEqual([null]);
  });

  it('has a button for a change of mind once a choice was made, unless it has its own', async () => {
    browser('2026-11-24T10:00:00Z');
    await openPage();
    expect(document.querySelector('[data-footfall-open]')).toBeNull();
    browser('2026-11-24T10:00:00Z');
    allow(receipt([]));
    await openPage();
    const button = document.querySelector<HTMLElement>('button[data-footfall-open]')!;
    expect(button.textContent).toBe('Privacy choices');
    button.click();
    expect(banners()).toHaveLength(1);
    await openPage();
    expect(document.querySelectorAll('[data-footfall-open]')).toHaveLength(1);
  });

  it('counts a decision once, with the first events after the grant', async () => {
    const server = browser('2026-11-24T10:00:00Z');
    allow(receipt(['statistics']));
    localStorage.footfall = JSON.stringify({ decision: { how: 'accept_all', policy: 3 }, queue: [] });
    await openPage();
    visit('/two', 'https://example.com/');
    await openPage();
    expect(server.reports.map(({ decision }) => decision)).toEqual([{ how: 'accept_all', policy: 3 }, undefined]);
    expect(memory().decision).toBeUndefined();
    expect(config.decisions).toBe('grants');
  });
});
