/** What a value of a dimension is called in front of people. Unknown values are shown as they are. */

import { country, languageName } from './format';
import { hasText, t } from './language.svelte';
import type { Dimension } from './route';

export function label(dimension: Dimension, value: string, locale: string): string {
  if (dimension === 'country') return country(value, locale) ?? known(dimension, value);
  if (dimension === 'language') return languageName(value, locale) ?? known(dimension, value);
  return known(dimension, value);
}

/** "(other)" and the closed lists of the classes have texts; a page or a source is its own name. */
function known(dimension: Dimension, value: string): string {
  const key = value.toLowerCase().replace(/[^a-z0-9]+/g, '');
  const candidates = [`value.${dimension}.${key}`];
  if (value === '' || value.startsWith('(') || key === 'unknown') candidates.push(`value.${key === '' ? 'none' : key}`);
  return candidates.filter(hasText).map((text) => t(text))[0] ?? value;
}
