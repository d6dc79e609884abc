/** The visitor's choice on this page: read from the cookie, changed through the banner part or withdrawn. */
import { readReceipt } from './readReceipt';
import { reopenButton } from './reopenButton';
import { revive } from './revive';
import { site } from './site';
import { dropReceipt, forget, receipt, recall } from './store';
import { start, stop } from './tracker';
import { loadBanner, post } from './transport';
import type { BannerFactory, BannerPart, Choice } from './types';
import { whenReady } from './whenReady';

let current = '';
let asked = false;
let part: Promise<BannerPart> | undefined;
let attached: (part: BannerPart) => void;
const handlers: ((choice: Choice | null) => void)[] = [];

/** The choice in force; null while undecided. */
const choice = () => readReceipt(receipt());

const allows = (category: string) => (choice() || { allow: [] as string[] }).allow.includes(category);

/** The receipt that events carry: the canonical one that is kept with the memory, else the cookie's. */
export function receiptForEvents(): string {
  const own = recall().receipt || '';
  return allows('statistics') ? (readReceipt(own) ? own : receipt()) : '';
}

/** Takes up what the cookie says now; quiet when it says the same as before. */
export function refresh(): void {
  const made = choice();
  const text = made ? receipt() : '';
  if (text != current) {
    current = text;
    if (allows('statistics')) {
      start();
    } else {
      stop();
    }
    if (made) {
      whenReady(() => {
        revive(allows);
        reopenButton();
      });
      if (part) {
        part.then((banner) => banner.close());
      }
    }
    // In a task of its own each, so that a fault of the site's is reported as the site's.
    handlers.forEach((handler) => setTimeout(handler, 0, made));
  }
}

/** Asks on the first layer, unless the visitor has decided. */
export function ask(): void {
  if (!choice()) {
    banner((shown) => shown.ask());
  }
}

/** The server no longer accepts the receipt: asks again, at most once on a page. */
export function outdated(): void {
  dropReceipt();
  refresh();
  if (!asked) {
    asked = true;
    ask();
  }
}

/** Connects the banner part once its script has run. */
export function attach(factory: BannerFactory): void {
  attached(factory({ site, refresh, post }));
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

function banner(then: (part: BannerPart) => void): void {
  part =
    part ||
    new Promise((resolve) => {
      attached = resolve;
      loadBanner(() => (part = undefined));
    });
  part.then(then);
}

function withdraw(): void {
  dropReceipt();
  forget();
  refresh();
  if (site.decisions == 'all') {
    banner((shown) => shown.tell([], 'withdraw'));
  }
}
