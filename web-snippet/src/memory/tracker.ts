/** Watches the life of the page, and reports views, events and time spent while statistics are allowed. */
import { guard } from '../guard';
import { site } from '../site';
import type { EventOptions, WireEvent } from '../types';
import { measure, notice, reset, spent, watch as watchAttention } from './attention';
import { cleanPath, cleanUrl } from './cleanUrl';
import { own, watchClicks } from './clicks';
import { cut } from './cut';
import { hurry, note, send, stop as stopSending } from './delivery';
import { link } from './link';
import { alive, state } from './state';
import { counted, engagement, named, noticed, pageview } from './visit';
import { vitals, watchVitals } from './vitals';

/** How long a page has for its title and shape after a change of the address, milliseconds. */
const TITLE = 100;
let watching = false;
/** The address in view, clean; empty while nothing is counted. */
let page = '';

export function start(href: string): void {
  if (!page) {
    if (!watching) {
      watching = true;
      watch();
    }
    reset();
    view(href, arrival);
    if (page == cleanUrl(link.landing)) {
      watchVitals(page);
    }
    send();
    // The page may have moved on while this part was loading.
    moved();
  }
}

export function stop(): void {
  page = '';
  stopSending();
}

export function track(name: string, options: EventOptions = {}): void {
  const text = cut('' + name, 100).trim();
  if (text == '404') {
    // As other tools call it.
    act((url) => [noticed('notfound', url, url)]);
  } else if (text) {
    act((url) => named(text, url, options), () => counted(text, options));
  }
}

/** Reports something that is done on the page in view. After the end of a visit it begins a new one, with that page. */
function act(events: (url: string) => WireEvent[], unless?: () => boolean): void {
  const url = page;
  if (url) {
    send(() => (unless && unless() ? [] : [...(alive() ? [] : pageview({ url, entry: url, referrer: url })), ...events(url)]));
  }
}

function view(href: string, from: () => string | undefined): void {
  const before = page;
  const landing = cleanUrl(link.landing);
  const came = document.referrer ? cleanPath(document.referrer) : undefined;
  const url = (page = cleanUrl(href));
  const entry = cleanUrl(href, true);
  if (before) {
    const [seconds, depth] = spent();
    note(() => engagement(before, seconds, depth));
    reset();
  }
  note(() => {
    const inView = cleanUrl(location.href) == url;
    return [
      ...pageview({
        url,
        entry,
        // Whoever consents after moving on within the document has left the page that the referrer led to.
        referrer: before || (url == landing ? came : landing),
        from,
        title: inView ? document.title : undefined,
      }),
      ...searched(href).map((term) => noticed('search', url, term)),
      ...(inView && document.querySelector('meta[name=footfall][content=notfound]') ? [noticed('notfound', url, url)] : []),
    ];
  });
}

function searched(href: string): string[] {
  const { searchParams } = new URL(href);
  return (site.search || [])
    .map((name) => cut((searchParams.get(name) || '').trim(), 100))
    .filter((term) => term);
}

/** The page of this tab before the one that the document was opened with. */
function arrival(): string | undefined {
  const { type } = (performance.getEntriesByType('navigation')[0] || { type: 'navigate' }) as { type: string };
  const { page: last } = state.visit!;
  if (type != 'navigate' || !document.referrer) {
    // A page that is loaded again comes from nowhere; the way back and forth is not told, but for the last page seen.
    return type == 'back_forward' ? last : undefined;
  }
  const { origin, hostname } = new URL(document.referrer);
  // Browsers tell no fragment, and to another host no path.
  if (origin == location.origin && !site.hash) {
    return cleanUrl(document.referrer);
  }
  return own(hostname) && last.startsWith(origin + '/') ? last : undefined;
}

function watch(): void {
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = (...args) => {
      original.apply(history, args);
      moved();
    };
  }
  watchAttention();
  watchClicks((type, target) => act((url) => [noticed(type, url, target)]));
  addEventListener('popstate', moved);
  addEventListener('hashchange', moved);
  addEventListener('online', () => send());
  addEventListener('pagehide', left);
  // Bubbles up from the document.
  addEventListener('visibilitychange', () => (document.hidden ? left() : notice()));
  addEventListener(
    'pageshow',
    guard(({ persisted }) => {
      if (persisted && page) {
        view(location.href, () => state.visit!.page);
        settle();
      }
    }),
  );
}

const moved = guard(() => {
  const before = page;
  if (before && cleanUrl(location.href) != before) {
    view(location.href, () => before);
    setTimeout(settle, TITLE);
  }
});

const settle = guard(() => {
  measure();
  send();
});

const left = guard(() => {
  const url = page;
  const [seconds, depth] = spent();
  if (url) {
    const measured = vitals();
    hurry(() => [
      ...engagement(url, seconds, depth),
      ...(measured && alive() ? [{ type: 'vitals', url: measured.url, ...measured.values }] : []),
    ]);
  }
});
