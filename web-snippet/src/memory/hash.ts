const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** 24 bits of a hash, as four letters: enough to know a page again within one visit, too few to tell what was hashed. */
export function hash(text: string): string {
  let value = 7;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    value ^= value >>> 15;
  }
  return [0, 6, 12, 18].map((shift) => LETTERS[(value >>> shift) & 63]).join('');
}

/** Whether a list of hashes, written one after the other, holds one. */
export function holds(list: string, one: string): boolean {
  return ((list.match(/.{4}/g) || []) as string[]).includes(one);
}
