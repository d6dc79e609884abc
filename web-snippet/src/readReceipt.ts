import { site } from './site';
import type { Choice } from './types';

/**
 * Reads what a receipt says, without verifying it: that is the server's part. Null when it is no receipt for this
 * site and policy, or no longer accepted.
 */
export function readReceipt(receipt: string): Choice | null {
  try {
    // Claims hold no character whose base64url differs from base64: of ASCII, only > ? and ~ have.
    const choice = JSON.parse(atob(receipt.split('.')[1]!));
    const [year, month] = choice.month.split('-');
    // Accepted to the last instant of the month of the decision + 5: equal for a yes and a no.
    return choice.site == site.site && choice.policy >= site.policy && Date.now() < Date.UTC(year, +month + 5)
      ? choice
      : null;
  } catch {
    return null;
  }
}
