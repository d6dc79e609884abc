/** What a value of a dimension is called in front of people. Unknown values are shown as they are. */

import { country, languageName } from './format';
import { hasText, t } from './language.svelte';
import type { Dimension } from './route';

export function label(dimension: Dimension, value: string, locale: string): string {
  if (dimension === 'country') return country(value, locale) ?? known(dimension, value);
  if (dimension === 'language') return languageName(value, locale) ?? known(dimension, value);
  return known(dimension, value);
}

/**
 * The values that the server made up have texts: "(other)" and the like everywhere, and the closed lists of classes. What sites and
 * visitors name (a page, a source, a campaign) is its own name, even if it is called "none".
 */
function known(dimension: Dimension, value: string): string {
  const madeUp = value.startsWith('(') || value === 'unknown';
  const closed = dimension === 'channel' || dimension === 'device' || (dimension === 'source' && value === 'Direct');
  const key = value.toLowerCase().replace(/[^a-z0-9]+/g, '');
  const candidates = [madeUp || closed ? `value.${dimension}.${key}` : '', madeUp ? `value.${key}` : ''];
  return candidates.filter(hasText).map((text) => t(text))[0] ?? value;
}
