/** Looks at the page for what waits for consent, at first and whenever the page has changed. */
import { choice, decided } from './choice';
import { part, present } from './parts';
import { reopenButton } from './reopenButton';
import { site } from './site';

const GATED = '[data-category],[data-service]';

let banner: Element | undefined;
let soon: unknown;

/** Watches the page from now on. */
export function watch(): void {
  new MutationObserver(() => {
    soon = soon || setTimeout(look, 50);
  }).observe(document, { childList: true, subtree: true });
  look();
}

/** Brings back what a new body has lost, and has the gate see to what is gated. */
export function look(): void {
  soon = 0;
  document.querySelectorAll('footfall-consent').forEach((found) => {
    if (found.shadowRoot) {
      banner = found;
    } else {
      // A copy, which a library has kept with the rest of a page.
      found.remove();
    }
  });
  if (banner && !banner.isConnected) {
    document.body.prepend(banner);
  }
  if (decided()) {
    reopenButton();
  }
  if (document.querySelector('[data-footfall-cookies]') && !site.children) {
    part('banner', (shown) => shown.tables());
  }
  const made = choice();
  const some = made && made.allow.length;
  // Scripts and pictures that may not load need nothing of us; frames and the like show why they are not there. What is to be
  // removed when consent ends has to be at hand before the network is gone; others' scripts assume that all is denied.
  const needed =
    document.querySelector(some ? GATED : ':is(' + GATED + '):not(script):not(img):not(link)') || (some && (site.clear || site.signals));
  (needed ? part : present)('gate', (gate) => gate.update());
}
