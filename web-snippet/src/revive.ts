/** Brings frames and scripts to life whose category is allowed; scripts one after the other, in their order. */
export async function revive(allows: (category: string) => boolean): Promise<void> {
  for (const element of document.querySelectorAll<HTMLScriptElement>(
    'iframe[data-category][data-src],script[type="text/plain"][data-category]',
  )) {
    const { category, src } = element.dataset;
    if (!allows(category!)) {
      continue;
    }
    if (src) {
      element.src = src;
      element.removeAttribute('data-src');
    } else {
      // A script runs when its copy is inserted, as it has never run before; the copy keeps nonce and integrity.
      const copy = element.cloneNode(true) as HTMLScriptElement;
      copy.type = '';
      element.replaceWith(copy);
      await (copy.src && new Promise((done) => (copy.onload = copy.onerror = done)));
    }
  }
}
