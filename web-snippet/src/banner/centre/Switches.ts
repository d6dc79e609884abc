import { services as listed } from '../../denied';
import type { Choice } from '../../types';
import { element } from '../element';
import type { Allowed, Asker } from '../types';
import { servicesOf, single } from './services';

interface Purpose {
  category: HTMLInputElement;
  services: Map<string, HTMLInputElement>;
  partly: HTMLElement;
}

/** The switches of one place: a category is on when all of its services are. */
export class Switches {
  private readonly purposes = new Map<string, Purpose>();

  /** Several places may show the same names. */
  constructor(
    asker: Asker,
    private readonly prefix: string,
  ) {
    for (const category of asker.config.categories.filter(({ id }) => id != 'necessary')) {
      const { id } = category;
      const purpose: Purpose = {
        category: this.box(id, { 'data-category': id, 'aria-describedby': this.id(id, 'text') }),
        services: new Map(),
        partly: element('span', { class: 'partly' }, asker.texts.partly),
      };
      for (const service of servicesOf(category, asker).filter(single)) {
        const box = this.box(service.id, { 'data-service': service.id });
        box.addEventListener('change', () => this.sync(purpose));
        purpose.services.set(service.id, box);
      }
      purpose.category.addEventListener('change', () => {
        purpose.services.forEach((box) => (box.checked = purpose.category.checked));
        this.sync(purpose);
      });
      this.purposes.set(id, purpose);
    }
  }

  of(category: string): Purpose | undefined {
    return this.purposes.get(category);
  }

  /** The id of what names or describes a switch. */
  id(of: string, what = 'name'): string {
    return [this.prefix, what, of].join('-');
  }

  show(choice: Choice | null): void {
    const allow = choice ? choice.allow : [];
    const singles = choice ? listed().map((one) => one.replace('_', '')) : [];
    this.purposes.forEach((purpose, id) => {
      purpose.category.checked = allow.includes(id);
      purpose.services.forEach((box, service) => (box.checked = allow.includes(id) || singles.includes(service)));
      this.partly(purpose);
    });
  }

  allowed(): Allowed {
    const allow: string[] = [];
    const services: string[] = [];
    this.purposes.forEach((purpose, id) => {
      if (purpose.category.checked) {
        allow.push(id);
      } else {
        purpose.services.forEach((box, service) => box.checked && services.push(service));
      }
    });
    return { allow, services };
  }

  private sync(purpose: Purpose): void {
    const boxes = Array.from(purpose.services.values());
    if (boxes.length) {
      purpose.category.checked = boxes.every(({ checked }) => checked);
    }
    this.partly(purpose);
  }

  private partly({ category, services, partly }: Purpose): void {
    partly.hidden = category.checked || !Array.from(services.values()).some(({ checked }) => checked);
  }

  private box(id: string, attributes: Record<string, string>): HTMLInputElement {
    return element('input', { type: 'checkbox', role: 'switch', 'aria-labelledby': this.id(id), ...attributes });
  }
}
