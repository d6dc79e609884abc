import { behindTcf } from './choice';
import { api, attach, begin, refresh, track } from './consent';
import { guard } from './guard';
import { watch } from './look';
import { part } from './parts';
import { site } from './site';
import type { EventOptions, SiteConfig } from './types';
import { whenReady } from './whenReady';

type Call = [name: string, options?: EventOptions];

/** `window.footfall`, as the site sees it. */
export interface Footfall {
  (...call: Call): void;
  /** Calls made before the script had loaded. */
  q?: Call[];
  consent?: typeof api;
  /** Where the parts that are loaded later connect themselves. */
  part?: typeof attach;
  /** The site, for the part that holds the visit memory. */
  site?: SiteConfig;
}

declare global {
  interface Window {
    footfall?: Footfall;
  }
}

/** Starts the one instance of a page: nothing in a frame, nothing but a hint for a second copy. */
export function install(): void {
  const stub: Partial<Footfall> = window.footfall || {};
  if (top != self) {
    return;
  }
  if (stub.consent) {
    // A library that swaps bodies may run the one script again.
    if (document.querySelectorAll(`script[src*="/s/${site.site}"]:not([src*="?"]):not([src$="/stub.js"])`).length > 1) {
      console.info('Footfall is here twice');
    }
    return;
  }
  const footfall: Footfall = (window.footfall = guard(track));
  footfall.consent = api;
  footfall.part = attach;
  footfall.site = site;
  const start = guard(() => {
    begin();
    const again = guard(refresh);
    // Another tab may have decided, or time may have passed.
    ['storage', 'pageshow', 'visibilitychange'].forEach((event) => addEventListener(event, again));
    const { cookieStore } = window as { cookieStore?: EventTarget };
    if (cookieStore) {
      cookieStore.addEventListener('change', again);
    }
    whenReady(watch);
    for (const call of stub.q || []) {
      footfall.apply(null, call);
    }
    if (/[?&]footfall-debug/.test(location.search)) {
      part('debug', () => {});
    }
    if (behindTcf()) {
      part('tcf', () => {});
    }
  });
  addEventListener('click', (event) => {
    if ((event.target as Element).closest('[data-footfall-open]')) {
      event.preventDefault();
      api.show();
    }
  });
  // Nobody sees a page that is only prerendered.
  if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener('prerenderingchange', start);
  } else {
    start();
  }
}
