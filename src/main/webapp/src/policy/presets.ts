/**
 * Services that many sites use, as a beginning: what they are said to store, in the words of their providers' own
 * documentation. A site checks it against what really happens on its pages.
 */

type Preset = {
  id: string;
  name: string;
  category: 'preferences' | 'statistics' | 'marketing';
  purpose: Record<'en' | 'de', string>;
  provider?: { name: string; country: string; privacy: string };
  cookies: { name: string; kind: 'cookie' | 'local' | 'session'; days: number }[];
};

const cookie = (name: string, days: number): Preset['cookies'][number] => ({ name, kind: 'cookie', days });

const GOOGLE = { name: 'Google Ireland Ltd.', country: 'IE', privacy: 'https://policies.google.com/privacy' };
const META = { name: 'Meta Platforms Ireland Ltd.', country: 'IE', privacy: 'https://www.facebook.com/privacy/policy/' };
const MICROSOFT = { name: 'Microsoft Ireland Operations Ltd.', country: 'IE', privacy: 'https://privacy.microsoft.com/privacystatement' };

export const PRESETS: readonly Preset[] = [
  {
    id: 'google-analytics',
    name: 'Google Analytics',
    category: 'statistics',
    purpose: { en: 'Counts visits and follows what visitors do on this site.', de: 'Zählt Besuche und verfolgt, was Besucher auf dieser Website tun.' },
    provider: GOOGLE,
    cookies: [cookie('_ga', 730), cookie('_ga_*', 730)],
  },
  {
    id: 'google-ads',
    name: 'Google Ads',
    category: 'marketing',
    purpose: { en: 'Measures whether advertising leads to visits and orders.', de: 'Misst, ob Werbung zu Besuchen und Bestellungen führt.' },
    provider: GOOGLE,
    cookies: [cookie('_gcl_au', 90), cookie('_gcl_aw', 90)],
  },
  {
    id: 'google-maps',
    name: 'Google Maps',
    category: 'marketing',
    purpose: { en: 'Shows maps. Loading one tells Google which page you are on.', de: 'Zeigt Karten. Beim Laden erfährt Google, auf welcher Seite Sie sind.' },
    provider: GOOGLE,
    cookies: [],
  },
  {
    id: 'youtube',
    name: 'YouTube',
    category: 'marketing',
    purpose: { en: 'Plays videos. Loading one tells Google which page you are on.', de: 'Spielt Videos ab. Beim Laden erfährt Google, auf welcher Seite Sie sind.' },
    provider: GOOGLE,
    cookies: [],
  },
  {
    id: 'vimeo',
    name: 'Vimeo',
    category: 'marketing',
    purpose: { en: 'Plays videos. Loading one tells Vimeo which page you are on.', de: 'Spielt Videos ab. Beim Laden erfährt Vimeo, auf welcher Seite Sie sind.' },
    provider: { name: 'Vimeo.com, Inc.', country: 'US', privacy: 'https://vimeo.com/privacy' },
    cookies: [],
  },
  {
    id: 'meta-pixel',
    name: 'Meta Pixel',
    category: 'marketing',
    purpose: { en: 'Measures advertising on Facebook and Instagram, and chooses who sees it.', de: 'Misst Werbung auf Facebook und Instagram und wählt aus, wer sie sieht.' },
    provider: META,
    cookies: [cookie('_fbp', 90), cookie('_fbc', 90)],
  },
  {
    id: 'linkedin',
    name: 'LinkedIn Insight Tag',
    category: 'marketing',
    purpose: { en: 'Measures advertising on LinkedIn, and chooses who sees it.', de: 'Misst Werbung auf LinkedIn und wählt aus, wer sie sieht.' },
    provider: { name: 'LinkedIn Ireland Unlimited Company', country: 'IE', privacy: 'https://www.linkedin.com/legal/privacy-policy' },
    cookies: [cookie('li_fat_id', 30)],
  },
  {
    id: 'microsoft-ads',
    name: 'Microsoft Advertising',
    category: 'marketing',
    purpose: { en: 'Measures whether advertising leads to visits and orders.', de: 'Misst, ob Werbung zu Besuchen und Bestellungen führt.' },
    provider: MICROSOFT,
    cookies: [cookie('_uetsid', 1), cookie('_uetvid', 390)],
  },
  {
    id: 'clarity',
    name: 'Microsoft Clarity',
    category: 'statistics',
    purpose: { en: 'Records how visitors move about the pages.', de: 'Zeichnet auf, wie sich Besucher auf den Seiten bewegen.' },
    provider: MICROSOFT,
    cookies: [cookie('_clck', 365), cookie('_clsk', 1)],
  },
  {
    id: 'hotjar',
    name: 'Hotjar',
    category: 'statistics',
    purpose: { en: 'Records how visitors move about the pages.', de: 'Zeichnet auf, wie sich Besucher auf den Seiten bewegen.' },
    provider: { name: 'Hotjar Ltd.', country: 'MT', privacy: 'https://www.hotjar.com/legal/policies/privacy/' },
    cookies: [cookie('_hjSessionUser_*', 365), cookie('_hjSession_*', 1)],
  },
  {
    id: 'matomo',
    name: 'Matomo',
    category: 'statistics',
    purpose: { en: 'Counts visits and recognises visitors who come back.', de: 'Zählt Besuche und erkennt wiederkehrende Besucher.' },
    cookies: [cookie('_pk_id*', 393), cookie('_pk_ses*', 1), cookie('_pk_ref*', 183)],
  },
];
