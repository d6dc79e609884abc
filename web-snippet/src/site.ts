import type { SiteConfig } from './types';

/** Put in place by the server, for each site. */
declare const __FOOTFALL_SITE__: SiteConfig;

/** The site that this script was served for. */
export const site: SiteConfig = __FOOTFALL_SITE__;
