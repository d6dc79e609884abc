/**
 * The only module that touches the visit memory's storage: one entry of `localStorage`; where the hosts of a domain share the
 * memory, a cookie for all but the queue. Where storage is blocked, keeping throws, so that nothing is sent.
 */
import { cookie } from '../cookie';
import { keepCookie, scope } from '../keepCookie';
import type { State } from '../types';

const NAME = 'footfall_memory';
/** Letters of a cookie's value: browsers refuse cookies of more than 4,096 bytes with name and attributes. */
const MOST = 3400;

/** The visit memory. */
export function recall(): State {
  const local = stored();
  if (!scope()) {
    return local;
  }
  const shared = cookie(NAME);
  if (shared) {
    return { ...decoded(shared), queue: local.queue };
  }
  // From before hosts shared it. A queue alone is left over from a memory that was deleted on another host.
  return local.day || local.visit || local.receipt ? local : { queue: [] };
}

export function keep(state: State): void {
  if (scope()) {
    const { queue, ...shared } = state;
    const text = bounded(shared);
    keepCookie(NAME, text, Date.now() + 184 * 864e5);
    if (cookie(NAME) != text) {
      throw Error('refused');
    }
    localStorage.footfall = JSON.stringify({ queue });
  } else {
    localStorage.footfall = JSON.stringify(state);
  }
}

function stored(): State {
  try {
    const found = JSON.parse(localStorage.footfall);
    return { ...found, queue: found.queue || [] };
  } catch {
    return { queue: [] };
  }
}

/** Forgets the oldest pages and orders where it would become too long. */
function bounded(shared: Omit<State, 'queue'>): string {
  let text = encoded(shared);
  while (text.length > MOST && (shared.visit?.seen || shared.once)) {
    if (shared.visit?.seen) {
      shared.visit.seen = shared.visit.seen.slice(40);
    } else {
      shared.once = shared.once!.slice(40);
    }
    text = encoded(shared);
  }
  return text;
}

/** In letters that every server takes in a cookie; the receipt has only such. */
function encoded({ receipt, ...others }: Omit<State, 'queue'>): string {
  const ascii = JSON.stringify(others).replace(/[^ -~]/g, (letter) => '\\u' + ('000' + letter.charCodeAt(0).toString(16)).slice(-4));
  return btoa(ascii).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '') + '~' + (receipt || '');
}

function decoded(text: string): Omit<State, 'queue'> {
  try {
    const [others, receipt] = text.split('~') as [string, string];
    return { ...JSON.parse(atob(others.replace(/-/g, '+').replace(/_/g, '/'))), ...(receipt && { receipt }) };
  } catch {
    return {};
  }
}
