import type { Link } from '../types';

/** What this part may ask of the core. */
export let link: Link;

export function connect(core: Link): void {
  link = core;
}
