/** The visitor's choice on this page: read from the cookie, changed through the banner part or withdrawn. */
import { allows, choice, decided, inForce, notice, open } from './choice';
import { cookie, dropCookie } from './cookie';
import { signalled } from './denied';
import { look } from './look';
import { connect, discard, part, present } from './parts';
import { readReceipt } from './readReceipt';
import { site } from './site';
import { dropReceipt, forget, receipt } from './store';
import { abort, askRule, post } from './transport';
import type { Choice, EventOptions, Factories, MemoryPart, Parts } from './types';
import { whenReady } from './whenReady';

/** How long a choice of this page stands against one that another tab made at the same moment, milliseconds. */
const MOMENT = 1e3;

type Handler = (choice: Choice | null) => void;

let current = '';
/** The cookie as this page knows it. */
let known: string;
/** What was chosen on this page, and until when that stands. */
let mine: string[] | undefined;
let stands = 0;
let ready = false;
let asked = false;
let ruled = !site.rule;
const handlers: [event: string, handler: Handler][] = [];
const begun: string[] = [];
const landing = location.href;

/** Takes up what the cookie says now; quiet when it says the same as before. */
export function refresh(): void {
  if (receipt() != known) {
    settle();
    known = receipt();
  }
  const made = choice();
  const text = made ? inForce() + made.allow + cookie('footfall_services') : '';
  if (text != current) {
    const expired = current && !made && known;
    if ((current || mine) && !allows('statistics') && !expired) {
      // What a yes has begun, here or in another tab, may have come after the no.
      forget();
    }
    current = text;
    const { href } = location;
    if (allows('statistics')) {
      memory((loaded) => loaded.start(href));
    } else {
      abort();
      present('memory', (loaded) => loaded.stop());
    }
    if (decided()) {
      present('banner', (shown) => shown.close());
    }
    whenReady(look);
    if (ready) {
      emit('change', made);
    }
    if (expired) {
      ask();
    }
  }
}

/** Begins: the choice that was made before is known. */
export function begin(): void {
  known = receipt();
  refresh();
  ready = true;
  emit('ready', choice());
  whenReady(ask);
}

/** Counts the site's own event; nothing where it may not be counted. */
export function track(name: string, options?: EventOptions): void {
  if (allows('statistics')) {
    memory((loaded) => loaded.track(name, options));
  }
}

/** Connects a part once its script has run. */
export function attach<N extends keyof Parts>(name: N, factory: Factories[N]): void {
  connect(
    name,
    factory({
      site,
      refresh: chosen,
      post,
      landing,
      outdated,
      receipt: receiptOr,
      allows,
      signalled,
      meanwhile,
      notice: () => (decided() ? '' : inForce()),
      begun: (category) => void begun.push(category),
      ran: (category) => begun.includes(category),
      part,
      present,
    }),
  );
}

/** What the site may call. */
export const api = {
  get: choice,
  show: () => banner((shown) => shown.open()),
  accept: (categories?: string[]) => banner((shown) => shown.choose(categories)),
  reject,
  withdraw,
  on(event: string, handler: Handler): void {
    handlers.push([event, handler]);
    if (ready && event == 'ready') {
      setTimeout(handler, 0, choice());
    }
  },
};

/** Asks on the first layer, unless there is nothing to ask. */
function ask(): void {
  if (!open()) {
    return;
  }
  if (ruled) {
    banner((shown) => shown.ask());
  } else {
    // Any doubt means that the visitor is asked.
    askRule().then(({ rule, receipt: text = '' }) => {
      ruled = true;
      if (rule == 'notice' && (readReceipt(text) || ({} as Choice)).basis == rule) {
        notice(text);
        refresh();
        banner((shown) => shown.ask(rule));
      } else if (rule != 'off') {
        ask();
      }
    });
  }
}

function emit(event: string, made: Choice | null): void {
  // In a task of its own each, so that a fault of the site's is reported as the site's.
  handlers.forEach(([wanted, handler]) => wanted == event && setTimeout(handler, 0, made));
  dispatchEvent(new CustomEvent('footfall:' + event, { detail: made }));
}

/** The receipt that events carry, empty where there may be none: the canonical one that is kept, else the one in force. */
function receiptOr(kept: string): string {
  return allows('statistics') ? (readReceipt(kept) ? kept : inForce()) : '';
}

/** The server no longer accepts the receipt: asks again, at most once on a page. */
function outdated(): void {
  dropReceipt();
  notice('');
  refresh();
  if (!asked) {
    asked = true;
    // What the banner was made of is out of date too.
    site.bv += '+';
    discard('banner');
    ask();
  }
}

/** Takes up a choice that was made on this page: what it wrote, whatever another tab has made of it since. */
function chosen(text = receipt()): void {
  const made = readReceipt(text);
  known = text;
  mine = made ? made.allow : [];
  stands = Date.now() + MOMENT;
  setTimeout(refresh, MOMENT);
  refresh();
}

/** Of what is to be granted, what another tab has not denied since this page last looked. */
function meanwhile(allow: string[]): string[] {
  const made = decided();
  return receipt() == known ? allow : allow.filter((category) => made && made.allow.includes(category));
}

/** The cookie is another tab's. Where both chose at the same moment, only what both allow is allowed. */
function settle(): void {
  const made = decided();
  if (made && Date.now() < stands) {
    const both = made.allow.filter((category) => mine!.includes(category));
    if (both.length < made.allow.length) {
      dropReceipt();
      banner((shown) => shown.choose(both));
    }
  }
}

function banner(then: (part: Parts['banner']) => void): void {
  if (!site.children) {
    part('banner', then);
  }
}

function memory(then: (part: MemoryPart) => void): void {
  // The choice may have changed while the part was loading.
  part('memory', (loaded) => allows('statistics') && then(loaded));
}

function reject(): void {
  banner((shown) => shown.choose([]));
}

function withdraw(): void {
  const told = inForce() && !decided();
  notice('');
  dropReceipt();
  dropCookie('footfall_services');
  forget();
  chosen('');
  if (told) {
    // An objection is remembered, or the next page would begin anew.
    reject();
  } else if (site.decisions == 'all') {
    banner((shown) => shown.tell([], 'withdraw'));
  }
}
