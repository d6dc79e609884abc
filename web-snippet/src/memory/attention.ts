/** Time in which the page was visible and had the focus, and how far down it was seen. */

/** The most that one stretch without a change counts, milliseconds. */
const STRETCH = 18e5;
let since = 0;
let attention = 0;
let depth = 0;

export function watch(): void {
  addEventListener('focus', notice);
  addEventListener('blur', notice);
  addEventListener('load', measure);
  addEventListener('scroll', measure, { passive: true, capture: true });
}

/** Begins anew, with another page. */
export function reset(): void {
  notice();
  attention = depth = 0;
}

/** Adds up the time until now. */
export function notice(): void {
  const now = performance.now();
  attention += since && Math.min(now - since, STRETCH);
  since = !document.hidden && document.hasFocus() ? now : 0;
  measure();
}

/** The whole seconds since the last call, and the percent of the page that have been seen since then. */
export function spent(): [seconds: number, depth: number] {
  notice();
  const seconds = Math.min(Math.floor(attention / 1e3), STRETCH / 1e3);
  attention = Math.min(attention - seconds * 1e3, 1e3);
  const deepest = depth;
  depth = 0;
  return [seconds, deepest];
}

/** Looks how far down the page is in view. Before it is complete, nobody knows how long it is. */
export function measure(): void {
  const { scrollHeight } = document.documentElement;
  if (scrollHeight && !document.hidden && document.readyState == 'complete') {
    // A pixel in a hundred is what browsers round away.
    depth = Math.max(depth, Math.min(100, Math.floor(((scrollY + innerHeight + 1) / scrollHeight) * 100)));
  }
}
