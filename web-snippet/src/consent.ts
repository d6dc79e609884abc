/** The visitor's choice on this page: read from the cookie, changed through the banner part or withdrawn. */
import { readReceipt } from './readReceipt';
import { reopenButton } from './reopenButton';
import { revive } from './revive';
import { site } from './site';
import { dropReceipt, forget, receipt } from './store';
import { abort, load, post } from './transport';
import type { BannerPart, Choice, EventOptions, Factories, MemoryPart, Parts } from './types';
import { whenReady } from './whenReady';

/** Of the memory part, so that an old core never meets a new one in the browser's cache. Put in place by the build. */
declare const __FOOTFALL_MEMORY__: string;

let current = '';
let asked = false;
const parts: { [N in keyof Parts]?: Promise<Parts[N]> } = {};
const attached: { [N in keyof Parts]?: (part: Parts[N]) => void } = {};
const handlers: ((choice: Choice | null) => void)[] = [];
const landing = location.href;

/** The choice in force; null while undecided. */
const choice = () => readReceipt(receipt());

const allows = (category: string) => (choice() || { allow: [] as string[] }).allow.includes(category);

/** Takes up what the cookie says now; quiet when it says the same as before. */
export function refresh(): void {
  const made = choice();
  const text = made ? receipt() : '';
  if (text != current) {
    current = text;
    const { href } = location;
    if (allows('statistics')) {
      memory((part) => part.start(href));
    } else {
      abort();
      if (parts.memory) {
        parts.memory.then((part) => part.stop());
      }
    }
    if (made) {
      whenReady(() => {
        revive(allows);
        reopenButton();
      });
      if (parts.banner) {
        parts.banner.then((part) => part.close());
      }
    }
    // In a task of its own each, so that a fault of the site's is reported as the site's.
    handlers.forEach((handler) => setTimeout(handler, 0, made));
  }
}

/** Counts the site's own event; nothing where it may not be counted. */
export function track(name: string, options?: EventOptions): void {
  if (allows('statistics')) {
    memory((part) => part.track(name, options));
  }
}

/** Asks on the first layer, unless the visitor has decided. */
export function ask(): void {
  if (!choice()) {
    banner((shown) => shown.ask());
  }
}

/** Connects a part once its script has run. */
export function attach<N extends keyof Parts>(name: N, factory: Factories[N]): void {
  attached[name]!(factory({ site, refresh, post, landing, outdated, receipt: receiptOr }));
}

/** What the site may call. */
export const api = {
  get: choice,
  show: () => banner((shown) => shown.open()),
  accept: (categories?: string[]) => banner((shown) => shown.choose(categories)),
  reject: () => banner((shown) => shown.choose([])),
  withdraw,
  on: (event: string, handler: (choice: Choice | null) => void) => void (event == 'change' && handlers.push(handler)),
};

/** The receipt that events carry, empty where there may be none: the canonical one that is kept, else the cookie's. */
function receiptOr(kept: string): string {
  return allows('statistics') ? (readReceipt(kept) ? kept : receipt()) : '';
}

/** The server no longer accepts the receipt: asks again, at most once on a page. */
function outdated(): void {
  dropReceipt();
  refresh();
  if (!asked) {
    asked = true;
    ask();
  }
}

function part<N extends keyof Parts>(name: N, file: string): Promise<Parts[N]> {
  return (
    parts[name] ||
    ((parts as Record<N, Promise<Parts[N]>>)[name] = new Promise((resolve) => {
      attached[name] = resolve as (typeof attached)[N];
      load(file, () => delete parts[name]);
    }))
  );
}

function banner(then: (part: BannerPart) => void): void {
  part('banner', 'banner.js').then(then);
}

function memory(then: (part: MemoryPart) => void): void {
  // The choice may have changed while the part was loading.
  part('memory', 'memory.js?' + __FOOTFALL_MEMORY__).then((loaded) => allows('statistics') && then(loaded));
}

function withdraw(): void {
  dropReceipt();
  forget();
  refresh();
  if (site.decisions == 'all') {
    banner((shown) => shown.tell([], 'withdraw'));
  }
}
