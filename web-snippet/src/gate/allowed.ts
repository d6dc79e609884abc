import { services } from '../denied';
import { link } from './link';

/** What was let through once, for this page alone. */
const once = new WeakSet<Element>();

/** The category of a gated element: its service's, where the site has such a service. */
export function category(element: HTMLElement): string {
  const { service, category: named } = element.dataset;
  return (link.site.services || {})[service!] || named!;
}

/** Whether a gated element may come to life: by its category, by its service alone, or once. */
export function allowed(element: HTMLElement): boolean {
  return once.has(element) || link.allows(category(element)) || listed(element.dataset.service!);
}

export function allowOnce(element: Element): void {
  once.add(element);
}

/** Whether the list of single services has it. Without a choice in force the list says nothing: it is of an earlier version. */
function listed(service: string): boolean {
  const known = (link.site.services || {})[service];
  return (
    !!known &&
    !!window.footfall!.consent!.get() &&
    (services().includes('_' + service) || (services().includes(service) && !link.signalled().includes(known)))
  );
}
