import { api, ask, attach, refresh, track } from './consent';
import { guard } from './guard';
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
    console.info('Footfall is here twice');
    return;
  }
  const footfall: Footfall = (window.footfall = guard(track));
  footfall.consent = api;
  footfall.part = attach;
  footfall.site = site;
  const begin = guard(() => {
    // Another tab may have decided: deleted or begun the memory.
    addEventListener('storage', refresh);
    refresh();
    for (const call of stub.q || []) {
      footfall.apply(null, call);
    }
    whenReady(ask);
  });
  addEventListener('click', (event) => {
    if ((event.target as Element).closest('[data-footfall-open]')) {
      event.preventDefault();
      api.show();
    }
  });
  // Nobody sees a page that is only prerendered.
  if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener('prerenderingchange', begin);
  } else {
    begin();
  }
}
