import type { Colours, Design } from './types';

const NAMES: [keyof Colours, string][] = [
  ['background', 'surface'],
  ['text', 'text'],
  ['text', 'soft'],
  ['accent', 'accent'],
  ['accent', 'button'],
  ['accent', 'button-over'],
  ['accent_text', 'button-text'],
];

/** A site's colours as rules over those of the standard theme; the page's own custom properties stand above both. */
export function theme({ light = {}, dark = {} }: Design): string {
  return rule(light, '') + '@media (prefers-color-scheme:dark){' + rule(dark, '-dark') + '}';
}

function rule(colours: Colours, suffix: string): string {
  const set = NAMES.filter(([key]) => /^#[\da-f]{3,8}$/i.test(colours[key] || ''));
  return ':host{' + set.map(([key, name]) => `--${name}:var(--footfall-${name}${suffix},${colours[key]});`).join('') + '}';
}
