import type { GateConfig } from '../src/gate/config';
import type { SiteConfig } from '../src/types';

/** As the server would put it in place. Tests may change it before they open a page. */
export const config: SiteConfig = {
  site: 'example.com',
  url: 'https://stats.example.org',
  policy: 3,
  zone: 'Europe/Berlin',
  decisions: 'grants',
};

const gate: GateConfig = {
  language: 'en',
  texts: { 'embed.text': 'From {provider}.', 'embed.once': 'Load once', 'embed.always': 'Always load {service}' },
  services: { youtube: { name: 'YouTube', provider: 'Google' } },
};

Object.assign(globalThis, { __FOOTFALL_GATE__: gate, __FOOTFALL_SITE__: config, __FOOTFALL_PARTS__: 'test' });
