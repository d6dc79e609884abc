/** At most so many letters of a text, as the server counts them; halves of letters are left out. */
export function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udfff]/gu, '');
}
