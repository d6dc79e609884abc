import { Banner } from './banner/Banner';
import type { BannerConfig } from './banner/types';

/** Put in place by the server, for each site and month. */
declare const __FOOTFALL_BANNER__: BannerConfig;

const config = __FOOTFALL_BANNER__;

try {
  window.footfall?.part?.('banner', (link) => {
    // A banner of an earlier version, where one was published while the page was open.
    document.querySelectorAll('footfall-consent').forEach((old) => old.remove());
    link.site.policy = Math.max(link.site.policy, config.policy);
    return new Banner(config, link);
  });
} catch {
  // The page goes on without us, undecided.
}
