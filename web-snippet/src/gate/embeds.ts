import { guard } from '../guard';
import { allowed, category } from './allowed';
import { link } from './link';
import { hidePlaceholder, showPlaceholder } from './placeholder';

const NAMES = ['src', 'srcset', 'href', 'data', 'poster'];

/** What was put into elements, to take it back when it is no longer allowed. */
const alive = new WeakMap<HTMLElement, () => void>();

/** Brings frames, pictures, players and templates to life that are allowed; the others show why they are not there. */
export function embeds(): void {
  document.querySelectorAll<HTMLElement>(':is([data-category],[data-service]):not(script)').forEach(
    guard((element: HTMLElement) => {
      const { service, category: named } = element.dataset;
      if (!service && !named) {
        return;
      }
      if (allowed(element)) {
        if (!alive.has(element)) {
          hidePlaceholder(element);
          alive.set(element, revive(element));
          link.begun(category(element));
        }
      } else {
        (alive.get(element) || (() => {}))();
        alive.delete(element);
        showPlaceholder(element);
      }
    }),
  );
}

/** @returns what takes it back */
function revive(element: HTMLElement): () => void {
  const template = element.querySelector<HTMLTemplateElement>(':scope > template');
  if (template) {
    const fallback = Array.from(element.childNodes);
    element.replaceChildren(document.importNode(template.content, true));
    return () => element.replaceChildren(...fallback);
  }
  const put = NAMES.filter((name) => element.dataset[name]);
  put.forEach((name) => {
    const value = element.dataset[name]!;
    delete element.dataset[name];
    element.setAttribute(name, value);
  });
  return () =>
    put.forEach((name) => {
      element.dataset[name] = element.getAttribute(name)!;
      element.removeAttribute(name);
    });
}
