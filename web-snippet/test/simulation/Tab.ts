import type { Footfall } from '../../src/install';
import * as bundles from './bundles';
import type { Browser } from './Browser';

type Listener = (event: Record<string, unknown>) => void;

/** As much of a window as the script needs. */
export interface SimulatedWindow {
  footfall?: Footfall;
  scrollY: number;
  innerHeight: number;
  document: SimulatedDocument;
  [name: string]: unknown;
}

interface SimulatedDocument {
  hidden: boolean;
  title: string;
  notfound: boolean;
  documentElement: { lang: string; scrollHeight: number };
  [name: string]: unknown;
}

const cached = new Map<string, Intl.DateTimeFormat>();

/** A tab with its document. Going to another document, or closing it, ends the one before as a browser would. */
export class Tab {
  /** Number of the document; 0 for none. */
  document = 0;
  window!: SimulatedWindow;
  private location!: Record<string, string>;
  private listeners: [string, Listener][] = [];
  private under = 0;
  /** Documents that the back/forward cache holds, the last one at the end. */
  private readonly behind: { document: number; window: SimulatedWindow; location: Record<string, string>; listeners: [string, Listener][] }[] = [];

  constructor(private readonly browser: Browser) {}

  get href(): string {
    return this.location.href!;
  }

  /** Opens a document. */
  open(url: string, { referrer = '', hidden = false, title = '', notfound = false, type = 'navigate' } = {}): void {
    if (this.document) {
      const { document, window, location, listeners, busy } = this;
      this.leave();
      if (!busy) {
        this.behind.push({ document, window, location, listeners });
      }
    }
    this.document = ++documents;
    this.listeners = [];
    this.under = 0;
    this.location = {};
    Object.assign(this.location, parts(url));
    this.window = this.makeWindow(referrer, hidden, title, notfound, type);
    bundles.core(this.window);
  }

  /** Changes the address within the document. */
  push(url: string, title?: string): void {
    (this.window.history as History).pushState({}, '', url);
    if (title != null) {
      this.window.document.title = title;
    }
  }

  hide(): void {
    if (!this.window.document.hidden) {
      this.window.document.hidden = true;
      this.dispatch('visibilitychange');
    }
  }

  show(): void {
    if (this.window.document.hidden) {
      this.window.document.hidden = false;
      this.dispatch('visibilitychange');
    }
  }

  /** Goes back to the document before, if the back/forward cache has it. */
  back(): boolean {
    const before = this.behind.pop();
    if (before) {
      this.leave();
      Object.assign(this, before, { under: 0 });
      this.show();
      this.dispatch('pageshow', { persisted: true });
    }
    return !!before;
  }

  scroll(percent: number): void {
    this.window.scrollY = this.window.document.documentElement.scrollHeight * (percent / 100) - this.window.innerHeight;
    this.dispatch('scroll');
  }

  click(href: string, download = false): void {
    const link = { href, hasAttribute: (name: string) => name == 'download' && download, closest: (wanted: string) => (wanted == 'a[href]' ? link : null) };
    this.dispatch('click', { composedPath: () => [link], target: link });
  }

  submit(id: string): void {
    this.dispatch('submit', { target: { getAttribute: (name: string) => (name == 'id' ? id : null) } });
  }

  close(): void {
    this.leave();
    this.document = 0;
  }

  /** Whether a request of its document has no answer yet. */
  get busy(): boolean {
    return this.under > 0 || this.browser.lockQueue(this.location.origin!).holds(this);
  }

  dispatch(type: string, event: Record<string, unknown> = {}): void {
    // A copy: listeners may come.
    this.listeners.slice().forEach(([name, listener]) => name == type && listener({ type, ...event }));
  }

  private leave(): void {
    this.hide();
    this.dispatch('pagehide');
    const { origin } = this.location;
    this.document = -1;
    this.browser.lockQueue(origin!).leave(this);
  }

  private makeWindow(referrer: string, hidden: boolean, title: string, notfound: boolean, type: string): SimulatedWindow {
    const { browser, location } = this;
    const { clock } = browser;
    const document = this.document;
    const host = location.hostname!;
    const mine = (work: () => void) => () => this.document == document && work();
    const listen = (name: string, listener: Listener) => void this.listeners.push([name, listener]);
    const deviceTime = () => clock.now + browser.ahead;
    class SimulatedDate extends Date {
      static override now = deviceTime;
    }
    const move = (_: unknown, __: string, url: string) => void Object.assign(location, parts(new URL(url, location.href).href));
    const page = {
      hidden, title, notfound, referrer,
      readyState: 'complete',
      documentElement: { lang: 'en', scrollHeight: 10_000 },
      hasFocus: () => !page.hidden,
      querySelector: (wanted: string) => (/meta/.test(wanted) ? page.notfound || null : /open/.test(wanted) ? {} : null),
      querySelectorAll: () => [],
      addEventListener: listen,
      createElement: () => ({}),
      head: {
        append: ({ src }: { src: string }) => {
          if (/\/memory\.js/.test(src)) {
            clock.after(browser.options.loading ?? 0, mine(() => bundles.memory(this.window)));
          }
        },
      },
    };
    Object.defineProperty(page, 'cookie', {
      get: () => browser.readCookies(host),
      set: (text: string) => browser.writeCookie(host, text),
    });
    const queue = browser.lockQueue(location.origin!);
    const window: Record<string, unknown> = {
      settings: browser.settings,
      scrollY: 0,
      innerHeight: 1000,
      document: page,
      location,
      history: { pushState: move, replaceState: move },
      navigator: {
        get onLine() { return browser.online; },
        language: 'de-DE',
        locks: browser.options.locks == false ? undefined : { request: (_: string, work: () => Promise<unknown>) => queue.request(this, work) },
      },
      localStorage: browser.storage(location.origin!),
      performance: { now: () => clock.now, getEntriesByType: () => [{ type }] },
      screen: { width: 1280 },
      addEventListener: listen,
      dispatchEvent: () => true,
      MutationObserver: class {
        observe = () => {};
      },
      setTimeout: (work: (...given: unknown[]) => void, time: number, ...given: unknown[]) => clock.after(time || 0, mine(() => work(...given))),
      clearTimeout: (timer: number) => clock.cancel(timer),
      setInterval: (work: (...given: unknown[]) => void, time: number, ...given: unknown[]) => {
        const timer = { number: 0 };
        const again = mine(() => { work(...given); timer.number = clock.after(time, again); });
        timer.number = clock.after(time, again);
        return timer;
      },
      clearInterval: (timer: { number: number }) => clock.cancel(timer.number),
      Date: SimulatedDate,
      Intl: {
        DateTimeFormat: function (locale: string, options: Intl.DateTimeFormatOptions) {
          const key = locale + options.timeZone;
          cached.set(key, cached.get(key) ?? new Intl.DateTimeFormat(locale, options));
          return cached.get(key);
        },
      },
      fetch: (_: string, { body }: { body: string }) => this.request(body, document),
    };
    window.window = window.self = window.top = window;
    return window as SimulatedWindow;
  }

  private request(body: string, document: number): Promise<unknown> {
    const { browser } = this;
    const { clock } = browser;
    const latency = browser.options.latency ?? 50;
    return new Promise((resolve, reject) => {
      if (!browser.online) {
        reject(new TypeError('offline'));
        return;
      }
      this.under++;
      clock.after(latency, () => {
        const answer = browser.server.receive(body, this.document != document);
        clock.after(latency, () => {
          // A page that is gone gets no answer.
          if (this.document == document) {
            this.under--;
            if (answer) {
              const { status, headers, body: details } = answer;
              const json = () => (details ? Promise.resolve(details) : Promise.reject(new Error('empty')));
              resolve({ status, headers: { get: (name: string) => headers[name] ?? null }, json });
            } else {
              reject(new TypeError('connection'));
            }
          }
        });
      });
    });
  }
}

let documents = 0;

function parts(url: string): Record<string, string> {
  const { href, origin, protocol, host, hostname, pathname, search, hash } = new URL(url);
  return { href, origin, protocol, host, hostname, pathname, search, hash };
}
