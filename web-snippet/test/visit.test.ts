import { beforeEach, describe, expect, it, vi } from 'vitest';
import { allow, another, browser, hide, memory, openPage, settled, visit, type Server } from './page';
import { receipt } from './receipts';
import { config } from './setup';

let server: Server;

beforeEach(() => {
  server = browser('2026-11-24T10:00:00Z');
  allow(receipt(['statistics']));
});

describe('a report', () => {
  it('has exactly the shape of the contract, and is sent without cookies and referrer', async () => {
    visit('/pricing?utm_source=news&token=secret&gclid=abc#part', 'https://www.google.com/search?q=secret');
    await openPage();
    const { url, init, body } = server.requests[0]!;
    expect(url).toBe('https://stats.example.org/collect/events');
    expect(init).toMatchObject({ method: 'POST', credentials: 'omit', keepalive: true, referrerPolicy: 'no-referrer' });
    expect(init.headers).toBeUndefined();
    expect(body).toEqual({
      site: 'example.com',
      receipt: receipt(['statistics']),
      visit: {
        day: '2026-11-24',
        entry: 'https://example.com/pricing?utm_source=news&gclid=1',
        referrer: 'https://www.google.com/search',
        screen: screen.width,
        language: navigator.language,
        since: null,
      },
      nonce: expect.stringMatching(/^[\w-]{10}[AEIMQUYcgkosw048_]$/),
      visitor: { day: '2026-11-24', previousDay: null, week: '2026-W48', cohort: '2026-W48', minutesAway: null },
      events: [{ type: 'pageview', url: 'https://example.com/pricing', page: 1, firstView: true }],
    });
  });

  it('keeps the query parameters that the site allows', async () => {
    config.query = ['id'];
    visit('/product?id=7&email=a@b.example');
    await openPage();
    delete config.query;
    expect(server.reports[0]!.events[0]!.url).toBe('https://example.com/product?id=7');
  });

  it('on later pages carries from, exitBefore and the classes of the first answer', async () => {
    server.answers({ status: 204, headers: { 'Footfall-Visit': 'DE.mobile', 'Footfall-Day': '2026-11-24' } });
    await openPage();
    visit('/b?x=1', 'https://example.com/');
    await openPage();
    visit('/', 'https://example.com/b');
    await openPage();
    expect(server.reports.map(({ events }) => events[0])).toEqual([
      { type: 'pageview', url: 'https://example.com/', page: 1, firstView: true },
      {
        type: 'pageview', url: 'https://example.com/b', page: 2, firstView: true,
        from: 'https://example.com/', exitBefore: 'https://example.com/',
      },
      {
        type: 'pageview', url: 'https://example.com/', page: 3, firstView: false,
        from: 'https://example.com/b', exitBefore: 'https://example.com/b',
      },
    ]);
    expect(server.reports.map(({ visit: { as } }) => as)).toEqual([undefined, 'DE.mobile', 'DE.mobile']);
  });

  it('of the site’s own event carries its properties and says when it is the first', async () => {
    const footfall = await openPage({ q: [['Early', {}]] });
    footfall('Signup', { props: { plan: 'pro' }, revenue: { amount: '19.90', currency: 'EUR' } });
    await settled();
    footfall('Signup');
    await settled();
    expect(server.reports.flatMap(({ events }) => events).slice(1)).toEqual([
      { type: 'event', name: 'Early', url: 'https://example.com/', first: true },
      {
        type: 'event', name: 'Signup', url: 'https://example.com/', first: true,
        props: { plan: 'pro' }, revenue: { amount: '19.90', currency: 'EUR' },
      },
      { type: 'event', name: 'Signup', url: 'https://example.com/', first: false },
    ]);
  });

  it('follows the History API, once for each address', async () => {
    await openPage();
    history.pushState({}, '', '/two');
    history.replaceState({}, '', '/two?sort=up');
    history.pushState({}, '', '/two#part');
    await settled(100);
    history.replaceState({}, '', '/three');
    await settled(100);
    expect(server.reports.flatMap(({ events }) => events.map(({ url, from }) => [url, from]))).toEqual([
      ['https://example.com/', undefined],
      ['https://example.com/two', 'https://example.com/'],
      ['https://example.com/three', 'https://example.com/two'],
    ]);
  });

  it('tells the seconds in which the page was visible and had the focus', async () => {
    await openPage();
    await settled(12_400);
    hide(true);
    await settled(100_000);
    hide(false);
    await settled(3_000);
    window.dispatchEvent(new Event('pagehide'));
    await settled();
    expect(server.reports.slice(1).map(({ events }) => events)).toEqual([
      [{ type: 'engagement', url: 'https://example.com/', seconds: 12, reached: ['seconds:10'] }],
      [{ type: 'engagement', url: 'https://example.com/', seconds: 3 }],
    ]);
  });

  it('waits until a prerendered page is shown', async () => {
    Object.defineProperty(document, 'prerendering', { value: true, configurable: true });
    await openPage();
    expect(server.requests).toEqual([]);
    Object.defineProperty(document, 'prerendering', { value: false, configurable: true });
    document.dispatchEvent(new Event('prerenderingchange'));
    await settled();
    expect(server.reports).toHaveLength(1);
  });

  it('counts a page that comes back from the back/forward cache', async () => {
    await openPage();
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await settled();
    expect(server.reports.map(({ events }) => events[0]!.page)).toEqual([1, 2]);
  });
});

describe('the visitor’s step', () => {
  const steps = () => server.reports.map(({ visitor: { day, previousDay } }) => [day, previousDay]);

  it('goes out once a day, with the day before', async () => {
    await openPage();
    await openPage();
    vi.setSystemTime('2026-11-27T10:00:00Z');
    await openPage();
    await openPage();
    expect(steps()).toEqual([
      ['2026-11-24', null],
      [undefined, undefined],
      ['2026-11-27', '2026-11-24'],
      [undefined, undefined],
    ]);
  });

  it('turns at midnight in the site’s time zone; the visit keeps its day', async () => {
    vi.setSystemTime('2026-11-24T22:59:00Z');
    await openPage();
    vi.setSystemTime('2026-11-24T23:01:00Z');
    await openPage();
    expect(steps()).toEqual([['2026-11-24', null], ['2026-11-25', '2026-11-24']]);
    expect(server.reports.map(({ visit: { day } }) => day)).toEqual(['2026-11-24', '2026-11-24']);
  });

  it('is never sent for a day at or before the last acknowledged one, when the clock is set back', async () => {
    await openPage();
    vi.setSystemTime('2026-11-20T10:00:00Z');
    await openPage();
    expect(steps()).toEqual([['2026-11-24', null], [undefined, undefined]]);
  });

  it('is repeated when it was certainly not counted, and taken as sent when nobody knows', async () => {
    server.answers({ status: 403 }, 'lost');
    await openPage();
    expect(memory().day).toBeUndefined();
    await openPage();
    await openPage();
    expect(steps()[1]).toEqual(['2026-11-24', null]);
    expect(steps().filter(([day]) => day)).toHaveLength(3);
    const [, lost, again] = server.reports;
    expect(again!.nonce).toBe(lost!.nonce);
  });

  it('is sent once by two tabs that open together', async () => {
    const waiting: (() => void)[] = [];
    let held = false;
    const request = async (_: string, work: () => Promise<unknown>) => {
      while (held) await new Promise<void>((resolve) => waiting.push(resolve));
      held = true;
      try {
        return await work();
      } finally {
        held = false;
        waiting.shift()?.();
      }
    };
    Object.defineProperty(navigator, 'locks', { value: { request }, configurable: true });
    let answer: (given: { status: number }) => void;
    server.answers(new Promise((resolve) => (answer = resolve)));
    await openPage();
    await another();
    expect(server.reports).toHaveLength(1);
    answer!({ status: 204 });
    await settled();
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
    expect(server.reports).toHaveLength(2);
    expect(steps().filter(([day]) => day)).toEqual([['2026-11-24', null]]);
    expect(server.reports.map(({ events }) => events[0]!.page)).toEqual([1, 2]);
  });

  it('believes the server about the day', async () => {
    vi.setSystemTime('2026-11-20T10:00:00Z');
    server.answers({ status: 204, headers: { 'Footfall-Day': '2026-11-24' } });
    await openPage();
    vi.setSystemTime('2026-11-21T10:00:00Z');
    await openPage();
    expect(server.reports[1]!.visitor.day).toBe('2026-11-25');
  });

  it('leaves the day alone in the minutes after midnight in which both may be right', async () => {
    vi.setSystemTime('2026-11-24T23:00:10Z');
    server.answers({ status: 204, headers: { 'Footfall-Day': '2026-11-24' } });
    await openPage();
    expect(memory().skew).toBe(0);
  });

  it('counts minutes since the last sign of life, up to 30, once a minute', async () => {
    await openPage();
    await openPage();
    vi.setSystemTime('2026-11-24T10:07:30Z');
    await openPage();
    vi.setSystemTime('2026-11-24T10:37:00Z');
    await openPage();
    vi.setSystemTime('2026-11-24T11:08:00Z');
    await openPage();
    expect(server.reports.map(({ visitor: { minutesAway } }) => minutesAway)).toEqual([null, undefined, 7, 30, null]);
  });
});

describe('a visit', () => {
  const pages = () => server.reports.map(({ events }) => events[0]!.page);

  it.each([
    ['goes on before 30 idle minutes', 29 * 60, 2],
    ['ends after 30 idle minutes', 31 * 60, 1],
  ])('%s', async (_, seconds, page) => {
    await openPage();
    vi.setSystemTime(Date.now() + seconds * 1000);
    await openPage();
    expect(pages()[1]).toBe(page);
  });

  it('ends after 24 hours, however busy', async () => {
    for (let i = 0; i < 73; i++) {
      await openPage();
      vi.setSystemTime(Date.now() + 20 * 60_000);
    }
    expect(pages().filter((page) => page == 1)).toHaveLength(2);
    expect(pages()[72]).toBe(1);
  });

  it('ends when the clock is set back by more than that', async () => {
    await openPage();
    vi.setSystemTime('2026-11-23T10:00:00Z');
    await openPage();
    expect(pages()).toEqual([1, 1]);
  });

  it('that has ended begins anew with the page in view when an event happens', async () => {
    const footfall = await openPage();
    vi.setSystemTime('2026-11-24T11:00:00Z');
    footfall('Signup');
    await settled();
    expect(server.reports[1]!.events.map(({ type, page }) => [type, page])).toEqual([['pageview', 1], ['event', undefined]]);
  });

  it('whose consent came after moving on within the document does not claim the landing’s referrer', async () => {
    browser('2026-11-24T10:00:00Z');
    visit('/', 'https://www.google.com/');
    const { Server } = await import('./page');
    server = new Server();
    vi.stubGlobal('fetch', server.fetch);
    await openPage();
    history.pushState({}, '', '/two');
    allow(receipt(['statistics']));
    window.dispatchEvent(new Event('storage'));
    await settled();
    expect(server.reports[0]!.visit.referrer).toBe('https://example.com/');
  });
});

describe('delivery', () => {
  it.each([429, 503])('%i: repeats later with the same nonce', async (status) => {
    server.answers({ status }, { status });
    await openPage();
    await settled(60_000);
    expect(server.reports).toHaveLength(3);
    expect(new Set(server.reports.map(({ nonce }) => nonce)).size).toBe(1);
    expect(memory().queue).toEqual([]);
    await settled(600_000);
    expect(server.reports).toHaveLength(3);
  });

  it.each([400, 403, 404, 413])('%i: drops the report', async (status) => {
    server.answers({ status });
    await openPage();
    await settled(600_000);
    expect(server.reports).toHaveLength(1);
    expect(memory().queue).toEqual([]);
  });

  it('offline: sends nothing, and repeats when the next page is online', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    await openPage();
    expect(server.reports).toEqual([]);
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
    await settled(30_000);
    expect(server.reports).toHaveLength(1);
    expect(memory().day).toBe('2026-11-24');
  });

  it('an answer that never comes is unknown: repeated for ten minutes with the same nonce, then taken as sent', async () => {
    server.answers(...Array<'lost'>(40).fill('lost'));
    await openPage();
    await settled(9 * 60_000);
    const repeats = server.reports.length;
    expect(repeats).toBeGreaterThan(10);
    expect(memory().day).toBeUndefined();
    await settled(2 * 60_000);
    const last = server.reports.length;
    await settled(60 * 60_000);
    expect(server.reports).toHaveLength(last);
    expect(new Set(server.reports.map(({ nonce }) => nonce)).size).toBe(1);
    expect(memory()).toMatchObject({ day: '2026-11-24', queue: [] });
  });

  it('a server that says nothing does not hold up the next page for ever', async () => {
    server.answers('never');
    await openPage();
    await settled(10_001);
    history.pushState({}, '', '/two');
    await settled(100);
    expect(server.reports.length).toBeGreaterThan(1);
  });

  it('a refused report is repeated until the end of the next site day', async () => {
    server.answers(...Array(5000).fill({ status: 503 }));
    await openPage();
    vi.setSystemTime('2026-11-25T22:59:00Z');
    await settled(30_000);
    expect(memory().queue).toHaveLength(1);
    vi.setSystemTime('2026-11-25T23:00:00Z');
    await settled(30_000);
    expect(memory().queue).toEqual([]);
    expect(memory().day).toBeUndefined();
  });

  it('a day that contradicts the site’s is corrected and repeated once', async () => {
    vi.setSystemTime('2026-11-20T10:00:00Z');
    const mismatch = {
      status: 409,
      headers: { 'Footfall-Day': '2026-11-24' },
      body: { type: 'https://stats.example.org/problems/day-mismatch', status: 409 },
    };
    server.answers(mismatch, mismatch);
    await openPage();
    await settled(120_000);
    expect(server.reports.map(({ visit: { day }, visitor }) => [day, visitor.day])).toEqual([
      ['2026-11-20', '2026-11-20'],
      ['2026-11-24', '2026-11-24'],
    ]);
  });

  it('time spent is repeated after a certain failure only', async () => {
    await openPage();
    await settled(5_000);
    server.answers('lost');
    hide(true);
    await settled();
    expect(memory().queue).toEqual([]);
    hide(false);
    await settled(5_000);
    server.answers({ status: 503 });
    hide(true);
    await settled();
    expect(memory().queue).toHaveLength(1);
  });

  it('the queue is bounded', async () => {
    server.answers(...Array(500).fill({ status: 503 }));
    for (let i = 0; i < 70; i++) {
      visit('/' + i);
      await openPage();
    }
    expect(memory().queue.length).toBe(60);
  });
});

describe('web vitals', () => {
  it('are told once, when the page goes out of view', async () => {
    const observers: Record<string, (entries: object[]) => void> = {};
    class Observer {
      static supportedEntryTypes = ['layout-shift'];
      constructor(private readonly take: (list: { getEntries: () => object[] }) => void) {}
      observe({ type }: { type: string }): void {
        observers[type] = (entries) => this.take({ getEntries: () => entries });
      }
    }
    vi.stubGlobal('PerformanceObserver', Observer);
    await openPage();
    observers['paint']!([{ name: 'first-paint', startTime: 300 }, { name: 'first-contentful-paint', startTime: 410.4 }]);
    observers['largest-contentful-paint']!([{ startTime: 500 }, { startTime: 800 }]);
    observers['event']!([{ interactionId: 1, duration: 80 }, { interactionId: 2, duration: 56 }, { interactionId: 0, duration: 900 }]);
    observers['layout-shift']!([
      { startTime: 500, value: 0.1 }, { startTime: 900, value: 0.05 }, { startTime: 3000, value: 0.1 },
      { startTime: 3100, value: 0.5, hadRecentInput: true },
    ]);
    await settled(5_000);
    hide(true);
    await settled();
    hide(false);
    await settled(5_000);
    hide(true);
    await settled();
    vi.unstubAllGlobals();
    const told = server.reports.flatMap(({ events }) => events).filter(({ type }) => type == 'vitals');
    expect(told).toEqual([{ type: 'vitals', url: 'https://example.com/', fcp: 410, lcp: 800, inp: 80, cls: 0.15 }]);
  });
});
