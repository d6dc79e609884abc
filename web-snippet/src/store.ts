/** What the core knows of storage: the receipt of the choice, and how to leave nothing behind. */
import { cookie, dropCookie } from './cookie';
import { guard } from './guard';

/** The receipt in the cookie; empty when there is none. */
export const receipt = (): string => cookie('footfall_consent');

/** Deletes the receipt. */
export const dropReceipt = (): void => dropCookie('footfall_consent');

/** Deletes the visit memory with its queue; where nothing could be stored, nothing is. */
export const forget = guard(() => {
  dropCookie('footfall_memory');
  delete localStorage.footfall;
  delete localStorage.footfall_turn;
});
