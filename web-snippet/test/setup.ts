import type { SiteConfig } from '../src/types';

/** As the server would put it in place. Tests may change it before they open a page. */
export const config: SiteConfig = {
  site: 'example.com',
  url: 'https://stats.example.org',
  policy: 3,
  zone: 'Europe/Berlin',
  decisions: 'grants',
};

Object.assign(globalThis, { __FOOTFALL_SITE__: config, __FOOTFALL_MEMORY__: 'test' });
