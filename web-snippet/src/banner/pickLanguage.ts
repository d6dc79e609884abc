/** The best of some languages for this page: the page's own, then the browser's, then English, then any. */
export function pickLanguage(available: string[]): string {
  for (const tag of [document.documentElement.lang, ...navigator.languages, 'en']) {
    const found = available.find((one) => one == tag || one == tag.split('-')[0]);
    if (found) {
      return found;
    }
  }
  return available[0]!;
}
