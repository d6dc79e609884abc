/** The parts of the editor, and the way from a path in the document to its field. */

export const PARTS = ['basics', 'categories', 'services', 'texts', 'design', 'regions', 'signals'] as const;
export type Part = (typeof PARTS)[number];

const OF_MEMBER: Record<string, Part> = {
  controller: 'basics',
  privacy: 'basics',
  language: 'basics',
  categories: 'categories',
  services: 'services',
  texts: 'texts',
  design: 'design',
  rules: 'regions',
  children: 'regions',
  signals: 'signals',
};

/** The part in which a path such as `services[2].cookies[0].days` is edited. */
export function partOf(path: string): Part {
  return OF_MEMBER[path.split(/[.[]/, 1)[0] ?? ''] ?? 'basics';
}

/** A path and those around it, from the inside: `a[1].b`, `a[1]`, `a`. */
export function around(path: string): string[] {
  const paths = [];
  for (let rest = path; rest !== ''; rest = rest.replace(/(\[\d+\]|\.?[^.[]+)$/, '')) paths.push(rest);
  return paths;
}

/** The field of a path that is on the page, or the nearest thing around it; what hides it is opened. */
export function reveal(path: string): HTMLElement | undefined {
  for (const candidate of around(path)) {
    const found = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(candidate)}"]`);
    if (found === null) continue;
    for (let box = found.closest('details'); box !== null; box = box.parentElement?.closest('details') ?? null) box.open = true;
    found.scrollIntoView({ block: 'center' });
    found.focus({ preventScroll: true });
    return found;
  }
  return undefined;
}
