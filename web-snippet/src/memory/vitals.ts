/** Web vitals of the document, as the browser measures them; silent where it does not. */

interface Entry extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  interactionId?: number;
}

const found: Record<string, number> = {};
/** The window of layout shifts that is running: at most five seconds, and one between two shifts. */
const shifts = { begin: 0, end: 0, sum: 0 };
let watched = '';

/** Begins to watch, unless the page was loaded behind others, where times mean nothing. */
export function watchVitals(page: string): void {
  if (document.hidden || watched || !window.PerformanceObserver) {
    return;
  }
  watched = page;
  const [navigation] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & { activationStart?: number })[];
  // Before that, a page that was prerendered was not seen.
  const shown = (navigation && navigation.activationStart) || 0;
  const since = (time: number) => Math.max(0, Math.round(time - shown));
  if (navigation && navigation.responseStart) {
    found.ttfb = since(navigation.responseStart);
  }
  observe('largest-contentful-paint', ({ startTime }) => (found.lcp = since(startTime)));
  observe('paint', ({ name, startTime }) => name == 'first-contentful-paint' && (found.fcp = since(startTime)));
  observe('layout-shift', shift);
  // Of fewer than 50 interactions, the slowest one.
  observe('event', ({ interactionId, duration }) => interactionId && (found.inp = Math.max(found.inp || 0, Math.round(duration))));
}

/** What has been measured, once: when the page goes out of view for the first time. */
export function vitals(): { url: string; values: Record<string, number> } | undefined {
  const url = watched;
  watched = ' ';
  return url.trim() && Object.keys(found)[0] ? { url, values: { ...found } } : undefined;
}

function shift({ hadRecentInput, startTime, value }: Entry): void {
  if (!hadRecentInput) {
    if (startTime - shifts.end > 1e3 || startTime - shifts.begin > 5e3) {
      Object.assign(shifts, { begin: startTime, sum: 0 });
    }
    shifts.end = startTime;
    shifts.sum += value;
    found.cls = Math.max(found.cls || 0, Math.round(shifts.sum * 1e4) / 1e4);
  }
}

function observe(type: string, take: (entry: Entry) => unknown): void {
  try {
    const observer = new PerformanceObserver((list) => (list.getEntries() as Entry[]).forEach(take));
    observer.observe({ type, buffered: true, durationThreshold: 40 } as PerformanceObserverInit);
    if (type == 'layout-shift' && PerformanceObserver.supportedEntryTypes.includes(type)) {
      // Where nothing moves, that is the measure.
      found.cls = 0;
    }
  } catch {
    // This browser does not know the type.
  }
}
