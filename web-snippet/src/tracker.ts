/** Watches the life of the page, and reports views, events and time spent while statistics are allowed. */
import { cleanUrl } from './cleanUrl';
import { hurry, send, stop as stopSending } from './delivery';
import { guard } from './guard';
import { alive, named, pageview } from './memory';
import type { EventOptions, WireEvent } from './types';

const landing = cleanUrl(location.href);
let watching = false;
/** The address in view, clean; empty while nothing is counted. */
let page = '';
let attentiveSince = 0;
let attention = 0;

/** Begins with the page in view; nothing when it has begun. */
export function start(): void {
  if (!page) {
    if (!watching) {
      watching = true;
      watch();
    }
    notice();
    attention = 0;
    view();
  }
}

/** Ends at once. */
export function stop(): void {
  page = '';
  stopSending();
}

/** Counts the site's own event; nothing where it may not be counted. */
export function track(name: string, { props, revenue }: EventOptions = {}): void {
  const url = page;
  if (url) {
    send(() => [
      // An event after the end of a visit begins a new one, with the page in view.
      ...(alive() ? [] : [pageview(url, url, url)]),
      named('' + name, url, { props, revenue }),
    ]);
  }
}

function view(): void {
  const before = page;
  const seconds = before && spent();
  const entry = cleanUrl(location.href, true);
  const url = (page = cleanUrl(location.href));
  const came = document.referrer ? cleanUrl(document.referrer) : undefined;
  // Whoever consents after moving on within the document has left the page that the referrer led to.
  const referrer = before || (url == landing ? came : landing);
  send(() => [
    ...(seconds && alive() ? [engagement(before, seconds)] : []),
    pageview(url, entry, referrer),
  ]);
}

function watch(): void {
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = (...args) => {
      original.apply(history, args);
      moved();
    };
  }
  addEventListener('popstate', moved);
  addEventListener('focus', notice);
  addEventListener('blur', notice);
  addEventListener('pagehide', leave);
  // Bubbles up from the document.
  addEventListener('visibilitychange', () => (document.hidden ? leave() : notice()));
  addEventListener('pageshow', guard(({ persisted }) => persisted && page && view()));
}

const moved = guard(() => {
  if (page && cleanUrl(location.href) != page) {
    view();
  }
});

const leave = guard(() => {
  const url = page;
  const seconds = spent();
  if (url && seconds) {
    hurry(() => [engagement(url, seconds)]);
  }
});

function engagement(url: string, seconds: number): WireEvent {
  return { type: 'engagement', url, seconds };
}

/** Adds up the time in which the page was visible and had the focus; 30 minutes without a change at most. */
function notice(): void {
  const now = performance.now();
  attention += attentiveSince && Math.min(now - attentiveSince, 18e5);
  attentiveSince = !document.hidden && document.hasFocus() ? now : 0;
}

/** The whole seconds of attention since the last call. */
function spent(): number {
  notice();
  const seconds = Math.floor(attention / 1e3);
  attention -= seconds * 1e3;
  return Math.min(seconds, 3600);
}
