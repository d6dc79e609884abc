import type { Clock } from './Clock';
import type { Server } from './Server';
import type { SiteConfig } from '../../src/types';
import { Tab } from './Tab';

/** Suffixes under which anybody can have a host: browsers take no cookie for them. */
const PUBLIC_SUFFIXES = ['example', 'com', 'github.example'];

export interface BrowserOptions {
  /** Whether it has Web Locks. */
  locks?: boolean;
  /** Milliseconds to the server. */
  latency?: number;
  /** Milliseconds that a part of the script takes to load. */
  loading?: number;
  /** Whether pages may not store anything. */
  blocked?: boolean;
}

interface Cookie {
  name: string;
  value: string;
  /** The host, or the domain with a dot before it. */
  domain: string;
}

/** One person's browser: tabs, storage, and what the tabs share. */
export class Browser {
  readonly tabs = new Map<string, Tab>();
  online = true;
  /** Milliseconds that its clock is ahead of the true time. */
  ahead = 0;
  private cookies: Cookie[] = [];
  private readonly storages = new Map<string, Record<string, string>>();
  private readonly locks = new Map<string, LockQueue>();

  constructor(
    readonly clock: Clock,
    readonly server: Server,
    readonly settings: SiteConfig,
    readonly options: BrowserOptions = {},
  ) {}

  /** The tab of a name, opened where it is not there. */
  tab(name: string): Tab {
    let tab = this.tabs.get(name);
    if (!tab) {
      this.tabs.set(name, (tab = new Tab(this)));
    }
    return tab;
  }

  /** What a page of an origin finds as `localStorage`. */
  storage(origin: string): Record<string, string> {
    if (this.options.blocked) {
      return new Proxy({}, { get: () => { throw new Error('blocked'); }, set: () => { throw new Error('blocked'); }, deleteProperty: () => { throw new Error('blocked'); } });
    }
    if (!this.storages.has(origin)) {
      this.storages.set(origin, {});
    }
    return this.storages.get(origin)!;
  }

  /** Forgets everything but the choice. */
  clear(): void {
    this.storages.forEach((storage) => Object.keys(storage).forEach((key) => delete storage[key]));
    this.cookies = this.cookies.filter(({ name }) => name == 'footfall_consent');
  }

  lockQueue(origin: string): LockQueue {
    if (!this.locks.has(origin)) {
      this.locks.set(origin, new LockQueue());
    }
    return this.locks.get(origin)!;
  }

  readCookies(host: string): string {
    return this.cookies
      .filter(({ domain }) => domain == host || ('.' + host).endsWith(domain))
      .map(({ name, value }) => name + '=' + value)
      .join('; ');
  }

  writeCookie(host: string, text: string): void {
    const [pair, ...attributes] = text.split(';');
    const [name, value] = pair!.split('=') as [string, string];
    const asked = attributes.map((one) => /^Domain=(.+)/.exec(one)?.[1]).find((one) => one);
    if ((asked && (PUBLIC_SUFFIXES.includes(asked) || !('.' + host).endsWith('.' + asked))) || text.length > 4096) {
      return;
    }
    const domain = asked ? '.' + asked : host;
    this.cookies = this.cookies.filter((one) => one.name != name || one.domain != domain);
    if (!/Max-Age=-1/.test(text)) {
      this.cookies.push({ name, value, domain });
    }
  }
}

/** Web Locks of one origin and name: one after the other; a page that goes away gives its lock back. */
export class LockQueue {
  private holder: Tab | undefined;
  private waiting: { page: Tab; document: number; begin: () => void }[] = [];

  request<T>(page: Tab, work: () => Promise<T>): Promise<T> {
    const { document } = page;
    return new Promise((resolve, reject) => {
      this.waiting.push({
        page,
        document,
        begin: () => {
          work()
            .then(resolve, reject)
            .finally(() => {
              if (page.document == document) {
                this.release(page);
              }
            });
        },
      });
      this.grant();
    });
  }

  holds(page: Tab): boolean {
    return this.holder == page || this.waiting.some((one) => one.page == page);
  }

  /** The document of a tab is gone. */
  leave(page: Tab): void {
    this.waiting = this.waiting.filter((one) => one.page != page);
    if (this.holder == page) {
      this.release(page);
    }
  }

  private release(page: Tab): void {
    if (this.holder == page) {
      this.holder = undefined;
      this.grant();
    }
  }

  private grant(): void {
    const next = this.holder ? undefined : this.waiting.shift();
    if (next) {
      this.holder = next.page;
      // As browsers do, in a task of its own.
      void Promise.resolve().then(next.begin);
    }
  }
}
