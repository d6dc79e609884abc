/** A 32-bit hash: enough to know a page again within one visit. */
export function hash(text: string): number {
  return [...text].reduce((value, letter) => (Math.imul(value, 31) + letter.charCodeAt(0)) | 0, 7);
}
