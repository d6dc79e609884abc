import { Banner } from './banner/Banner';
import type { BannerConfig } from './banner/types';

/** Put in place by the server, for each site and month. */
declare const __FOOTFALL_BANNER__: BannerConfig;

try {
  window.footfall?.part?.('banner', (link) => new Banner(__FOOTFALL_BANNER__, link));
} catch {
  // The page goes on without us, undecided.
}
