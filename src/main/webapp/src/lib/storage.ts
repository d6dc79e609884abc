/** The only module that keeps something in the browser: the wishes of the person about language and colours. */

type Key = 'footfall.language' | 'footfall.theme';

export function recall(key: Key): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is forbidden here: the defaults serve
  }
}

export function keep(key: Key, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // As above: the wish lasts until the page is left.
  }
}
