/**
 * The only module that touches storage: the cookie with the choice's receipt, and the visit memory. Where storage is
 * blocked, keeping throws, so that nothing is sent.
 */
import { guard } from './guard';
import type { State } from './types';

/** The receipt in the cookie; empty when there is none. */
export function receipt(): string {
  return (document.cookie.match(/(?:^|; )footfall_consent=([^;]*)/) || [])[1] || '';
}

/** Deletes the receipt. */
export function dropReceipt(): void {
  document.cookie = 'footfall_consent=;Path=/;Max-Age=-1';
}

/** Keeps a receipt until an instant, milliseconds since 1970. */
export function keepReceipt(text: string, until: number): void {
  document.cookie =
    'footfall_consent=' + text + ';Path=/;SameSite=Lax;Expires=' + new Date(until).toUTCString() +
    (location.protocol == 'https:' ? ';Secure' : '');
}

/** The visit memory. */
export function recall(): State {
  try {
    return JSON.parse(localStorage.footfall);
  } catch {
    return { queue: [] };
  }
}

export function keep(state: State): void {
  localStorage.footfall = JSON.stringify(state);
}

/** Deletes the visit memory with its queue; where nothing could be stored, nothing is. */
export const forget = guard(() => delete localStorage.footfall);
