import { Browser, type BrowserOptions } from './Browser';
import type { Clock } from './Clock';
import type { Server } from './Server';
import type { SiteConfig } from '../../src/types';
import type { Tab } from './Tab';
import { Truth } from './Truth';

/** What a person does next; pages and tabs are chosen by number. */
export type Act =
  | { do: 'link' | 'push' | 'type'; page: number }
  | { do: 'tabs'; pages: number[] }
  | { do: 'switch'; tab: number }
  | { do: 'back' | 'reload' | 'out' }
  | { do: 'event'; name: number }
  | { do: 'order'; key: number; amount: number }
  | { do: 'scroll'; percent: number };

const ORIGIN = 'https://example.com';
export const PAGES = ['/', '/pricing', '/signup', '/blog/one', '/blog/two', '/search?q=lamp', '/thanks'];
const NAMES = ['Signup', 'Play', 'Download all'];

/** What the truth needs to know of a document in a tab. */
interface Shown {
  url: string;
  /** Percent, the most since it came into view. */
  depth: number;
  /** Percent, now. */
  position: number;
  /** When it came into view; 0 while it is not. */
  since: number;
}

/** A person with a browser, and the truth about what was done. */
export class Person {
  readonly truth: Truth;
  readonly browser: Browser;
  /** Whether the browser is online for the next thing that is done. */
  weather: () => boolean = () => true;
  /** Called when a session begins. */
  begins: () => void = () => {};
  /** Ends a session while the network is at its best, so that all is repeated. */
  atLast: (work: () => Promise<void>) => Promise<void>;
  private current = '';
  private names = 0;
  private readonly shown = new Map<string, Shown>();
  private readonly stacks = new Map<string, Shown[]>();

  constructor(
    private readonly clock: Clock,
    server: Server,
    settings: SiteConfig,
    receipt: string,
    options: BrowserOptions,
  ) {
    this.atLast = async (work) => {
      const { fate } = server;
      server.fate = () => 'fine';
      await work();
      server.fate = fate;
    };
    this.truth = new Truth(settings.zone, settings.funnels);
    this.browser = new Browser(clock, server, settings, options);
    this.browser.writeCookie('example.com', 'footfall_consent=' + receipt + ';Path=/');
  }

  /** Comes to the site in a new tab. */
  arrive(page: number, referrer: string): void {
    this.hide();
    this.current = 'tab ' + ++this.names;
    this.load(this.current, this.url(page), referrer, undefined);
  }

  /** Leaves everything; tabs stay open or not. */
  leave(closing: boolean): void {
    this.hide();
    if (closing) {
      this.browser.tabs.forEach((tab) => tab.close());
      this.browser.tabs.clear();
      this.shown.clear();
      this.stacks.clear();
    }
    this.current = '';
  }

  /** Looks away, and comes back later. */
  lookAway(): void {
    this.hide();
  }

  lookAgain(): void {
    this.tab.show();
    this.document.since = this.clock.now;
  }

  act(act: Act): void {
    const { document, tab } = this;
    switch (act.do) {
      case 'link':
        return this.load(this.current, this.url(act.page), document.url, document.url);
      case 'type':
        return this.load(this.current, this.url(act.page), '', undefined);
      case 'reload':
        return this.load(this.current, document.url, document.url, undefined, 'reload');
      case 'push':
        return this.push(this.url(act.page));
      case 'tabs':
        return act.pages.forEach((page) => this.load('tab ' + ++this.names, this.url(page), document.url, document.url, 'navigate', true));
      case 'switch':
        return this.switch(act.tab);
      case 'back':
        return this.back();
      case 'out':
        this.truth.outbound(this.clock.now, document.url, 'https://other.example/shop');
        return tab.click('https://other.example/shop?token=1');
      case 'event':
        this.truth.event(this.clock.now, document.url, NAMES[act.name]!);
        return tab.window.footfall!(NAMES[act.name]!);
      case 'order':
        this.truth.event(this.clock.now, document.url, 'Purchase', '' + act.key, act.amount);
        return tab.window.footfall!('Purchase', { once: act.key, revenue: { amount: act.amount, currency: 'EUR' } });
      case 'scroll':
        document.position = act.percent;
        document.depth = Math.max(document.depth, act.percent);
        return tab.scroll(act.percent);
    }
  }

  private get tab(): Tab {
    return this.browser.tab(this.current);
  }

  private get document(): Shown {
    return this.shown.get(this.current)!;
  }

  private url(page: number): string {
    return ORIGIN + PAGES[page];
  }

  private load(name: string, url: string, referrer: string, from: string | undefined, type = 'navigate', hidden = false): void {
    const before = this.shown.get(name);
    if (before) {
      this.tell(before);
      const stack = this.stacks.get(name) ?? [];
      this.stacks.set(name, [...stack, before]);
    }
    this.truth.view(this.clock.now, clean(url), from && clean(from));
    this.shown.set(name, { url: clean(url), depth: 10, position: 10, since: hidden ? 0 : this.clock.now });
    this.browser.tab(name).open(url, { referrer, hidden, type });
  }

  private push(url: string): void {
    const { document } = this;
    if (clean(url) != document.url) {
      this.tell(document);
      this.truth.view(this.clock.now, clean(url), document.url);
      Object.assign(document, { url: clean(url), since: this.clock.now });
    }
    this.tab.push(url);
  }

  private back(): void {
    const stack = this.stacks.get(this.current) ?? [];
    const before = stack.pop();
    if (before) {
      this.tell(this.document);
      this.truth.view(this.clock.now, before.url, this.truth.lastPage(this.clock.now));
      this.shown.set(this.current, { ...before, since: this.clock.now });
      if (!this.tab.back()) {
        throw new Error('nothing in the cache');
      }
    }
  }

  private switch(to: number): void {
    const names = [...this.shown.keys()];
    this.hide();
    this.current = names[to % names.length]!;
    this.lookAgain();
  }

  private hide(): void {
    if (this.current) {
      this.tell(this.document);
      this.tab.hide();
    }
  }

  /** The page goes out of view. */
  private tell(document: Shown): void {
    const { now } = this.clock;
    if (document.since) {
      const seconds = Math.min(Math.floor((now - document.since) / 1000), 30 * 60);
      this.truth.attention(now, document.url, seconds, document.depth);
      // What was seen is told once; where the page stands is seen again when it comes back into view.
      Object.assign(document, { since: 0, depth: document.position });
    }
  }
}

function clean(url: string): string {
  return url.replace(/\?.*/, '');
}
