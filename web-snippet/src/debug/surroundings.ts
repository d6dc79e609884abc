import { cookie } from '../cookie';
import type { Link } from '../types';

/** What has an influence on the choice, a sentence each. */
export function surroundings(link: Link): string[] {
  const { site } = link;
  const { google, uet, clarity, dnt } = site.signals || {};
  const { globalPrivacyControl, doNotTrack } = navigator as { globalPrivacyControl?: boolean; doNotTrack?: string | null };
  const layer = (window as { dataLayer?: unknown[][] }).dataLayer || [];
  const first = layer.findIndex((entry) => entry[0] == 'consent' && entry[1] == 'default');
  const signalled = link.signalled();
  return [
    `site ${site.site}, version ${site.policy}, served by ${site.url}`,
    `categories: ${(site.categories || ['preferences', 'statistics', 'marketing']).join(', ')}`,
    site.children ? 'the site is for children: nothing optional, no question' : '',
    site.rule ? 'whether people are asked depends on their country' : '',
    navigator.cookieEnabled ? '' : 'the browser stores nothing here: nobody is asked, everything is denied',
    `the browser says ${globalPrivacyControl ? 'Global Privacy Control' : 'no Global Privacy Control'}${doNotTrack == '1' ? (dnt ? ' and Do Not Track' : ' and Do Not Track, which this site does not heed') : ''}`,
    signalled.length
      ? `that denies ${signalled.join(', ')}${/(^|\.)_(\.|$)/.test(cookie('footfall_services')) ? ', but the visitor has chosen since' : ''}`
      : '',
    google
      ? first < 0
        ? 'there is no consent default in dataLayer: put the stub into the head'
        : `the consent default is number ${first} in dataLayer`
      : '',
    uet ? 'Microsoft UET is told' : '',
    clarity ? 'Microsoft Clarity is told' : '',
    document.querySelector('meta[name=footfall][content=tcf]')
      ? `choices come from ${(window as { __tcfapi?: unknown }).__tcfapi ? '__tcfapi' : '__tcfapi, which is not there yet'}`
      : '',
  ].filter(Boolean);
}
