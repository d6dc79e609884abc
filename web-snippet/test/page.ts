import { vi } from 'vitest';
import type { Footfall } from '../src/install';
import type { Report, State } from '../src/types';

export interface Request {
  url: string;
  init: RequestInit;
  body: Report;
}

export interface ServerAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: object;
}

type Told = ServerAnswer | 'lost' | 'never' | Promise<ServerAnswer>;

/** A server that notes requests and answers as told; 204 when nothing is told. */
export class Server {
  readonly requests: Request[] = [];
  private readonly told: Told[] = [];

  /** The next answers: one each, `lost` for a broken connection, `never` for none at all. */
  answers(...next: Told[]): void {
    this.told.push(...next);
  }

  get reports(): Report[] {
    return this.requests.filter(({ url }) => url.endsWith('/collect/events')).map(({ body }) => body);
  }

  readonly fetch = (url: string, init: RequestInit): Promise<Response> => {
    this.requests.push({ url, init, body: JSON.parse(init.body as string) });
    const answer = this.told.shift() ?? { status: 204 };
    return new Promise((resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      if (answer == 'lost') {
        reject(new TypeError('connection'));
      } else if (answer != 'never') {
        Promise.resolve(answer).then(({ status, headers, body }) => {
          resolve(new Response(body ? JSON.stringify(body) : null, { status, headers: headers ?? {} }));
        });
      }
    });
  };
}

const listeners: [EventTarget, string, EventListenerOrEventListenerObject][] = [];
for (const target of [window, document] as EventTarget[]) {
  const add = target.addEventListener.bind(target);
  target.addEventListener = (name: string, listener: EventListener) => {
    listeners.push([target, name, listener]);
    add(name, listener);
  };
}
const observers: MutationObserver[] = [];
const Observer = window.MutationObserver;
window.MutationObserver = class extends Observer {
  constructor(callback: MutationCallback) {
    super(callback);
    observers.push(this);
  }
};
const original = { pushState: history.pushState, replaceState: history.replaceState };

/** Begins a test: an empty browser at an instant, on a server. */
export function browser(now: string): Server {
  closePages();
  vi.useFakeTimers({ now: new Date(now) });
  vi.advanceTimersByTime(50);
  const server = new Server();
  vi.stubGlobal('fetch', server.fetch);
  localStorage.clear();
  document.cookie = 'footfall_consent=;Path=/;Max-Age=-1';
  document.documentElement.innerHTML = '<head></head><body></body>';
  document.documentElement.lang = 'en';
  document.head.append = (...nodes) => {
    Element.prototype.append.apply(document.head, nodes);
    const [, part] = /\/(memory|gate|tcf|debug|centre)\.js\?/.exec((nodes[0] as HTMLScriptElement).src) || [];
    if (part) {
      void { gate: () => import('../src/gate'), centre: () => import('../src/centre'), memory: () => import('../src/memory'), tcf: () => import('../src/tcf'), debug: () => import('../src/debug') }[part]!();
    }
  };
  Object.defineProperty(navigator, 'locks', { value: locks(), configurable: true });
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  visit('/');
  return server;
}

/** Goes to another document of the site. */
export function visit(path: string, referrer = ''): void {
  Object.defineProperty(document, 'referrer', { value: referrer, configurable: true });
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL('https://example.com' + path);
}

/** Runs a fresh copy of the script, as a new document would. */
export async function openPage(stub?: Partial<Footfall>): Promise<Footfall> {
  closePages();
  return another(stub);
}

/** Runs one more copy of the script, as a second tab would. */
export async function another(stub?: Partial<Footfall>): Promise<Footfall> {
  window.footfall = stub as Footfall;
  vi.resetModules();
  const { install } = await import('../src/install');
  install();
  await settled();
  return window.footfall!;
}

/** Lets everything that is under way come to its end. */
export async function settled(milliseconds = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(milliseconds);
}

/** Web Locks, one after the other. */
export function locks(): Pick<LockManager, 'request'> {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_: string, work: () => Promise<unknown>) => (last = last.catch(() => {}).then(work));
  return { request } as Pick<LockManager, 'request'>;
}

export function memory(): State {
  return JSON.parse(localStorage.getItem('footfall') ?? '{}') as State;
}

export function allow(text: string): void {
  document.cookie = 'footfall_consent=' + text + ';Path=/';
}

export function hide(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  window.dispatchEvent(new Event('visibilitychange'));
}

function closePages(): void {
  listeners.splice(0).forEach(([target, name, listener]) => target.removeEventListener(name, listener));
  observers.splice(0).forEach((observer) => observer.disconnect());
  Object.assign(history, original);
  delete (window as { footfall?: unknown }).footfall;
  Object.defineProperty(document, 'hidden', { value: false, configurable: true });
}
