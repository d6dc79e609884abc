/** What the browser itself says about consent. */
import { cookie } from './cookie';
import { site } from './site';

/** The site's optional categories. */
export const optional = site.categories || ['preferences', 'statistics', 'marketing'];

/** The single services on the device's list; an underscore stands before those allowed in spite of the browser's signal. */
export const services = (): string[] => cookie('footfall_services').split('.');

/**
 * The optional categories that the browser's signals deny: Global Privacy Control those that the site says, Do Not Track all of them
 * where the site heeds it.
 */
export function signalled(): string[] {
  const { doNotTrack, globalPrivacyControl } = navigator as { doNotTrack?: string | null; globalPrivacyControl?: boolean };
  return doNotTrack == '1' && (site.signals || {}).dnt ? optional : globalPrivacyControl === true ? site.gpc || ['marketing'] : [];
}

/** The same, but nothing once the visitor has chosen in spite of them: a bare underscore is on the list. */
export const denied = (): string[] => (services().includes('_') ? [] : signalled());
