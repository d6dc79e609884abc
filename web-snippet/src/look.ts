/** Looks at the page for what waits for consent, at first and whenever the page has changed. */
import { choice, decided } from './choice';
import { part, present } from './parts';
import { reopenButton } from './reopenButton';
import { site } from './site';

const GATED = '[data-category],[data-service]';

/** Where on the site something of ours was put. */
const here = () => ({ body: document.body, href: location.href });
let soon: unknown;
let banner: Element | undefined;
let bannerAt = here();
let buttonAt: typeof bannerAt | undefined;

/** Something that a filter has removed stays away; what a new page has lost comes back. */
const elsewhere = (from: typeof bannerAt) => from.body != document.body || from.href != location.href;

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
      if (banner != found) {
        banner = found;
        bannerAt = here();
      }
    } else {
      // A copy, which a library has kept with the rest of a page.
      found.remove();
    }
  });
  if (banner && !banner.isConnected && elsewhere(bannerAt)) {
    bannerAt = here();
    document.body.prepend(banner);
  }
  if (decided() && (!buttonAt || elsewhere(buttonAt))) {
    buttonAt = here();
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
