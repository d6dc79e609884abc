import { element } from '../element';
import { fill } from '../fill';
import type { Asker, Category, Kept, Service } from '../types';
import { keptFor, servicesOf } from './services';
import type { Switches } from './Switches';
import { country } from './words';

/** A category with its switch and, within it, its services. */
export function categoryBlock(category: Category, asker: Asker, switches: Switches, heeded: string): HTMLElement {
  const { texts } = asker;
  const { id } = category;
  const services = servicesOf(category, asker);
  const { category: box, partly } = switches.of(id) || {};
  const about = element(
    'span',
    { class: 'about' },
    element('span', { class: 'name', id: switches.id(id) }, texts[id + '.name'] || id),
    element('span', { class: 'text', id: switches.id(id, 'text') }, texts[id + '.text'] || '', category.reason ? ' ' + category.reason : ''),
  );
  const block = element(
    'div',
    { class: 'purpose' },
    box ? element('label', { class: 'row' }, about, box) : element('div', { class: 'row' }, about, element('span', { class: 'always' }, texts.always)),
  );
  if (partly) {
    block.append(partly);
  }
  if (heeded) {
    block.append(element('p', { class: 'heeded' }, heeded));
  }
  if (services.length) {
    const summary = element('summary', {}, fill(texts.services, { count: services.length }));
    block.append(element('details', {}, summary, ...services.map((service) => serviceBlock(service, asker, switches, id))));
  }
  return block;
}

function serviceBlock(service: Service, asker: Asker, switches: Switches, category: string): HTMLElement {
  const { texts } = asker;
  const { reason, purpose, cookies = [] } = service;
  const its = switches.of(category);
  const box = its && its.services.get(service.id);
  const name = element('span', { class: 'name', id: switches.id(service.id) }, service.name);
  const rows: [string, string | Node | undefined][] = [
    [texts['service.purpose'], purpose],
    [texts['service.provider'], provider(service, asker)],
    [texts['service.reason'], category == 'necessary' ? reason : ''],
  ];
  return element(
    'div',
    { class: 'service' },
    box ? element('label', { class: 'row' }, name, box) : name,
    list(rows),
    element('ul', {}, ...cookies.map((kept) => cookie(kept, asker))),
  );
}

/** Names and values, but for those without a value. */
export function list(rows: [string, string | Node | undefined][]): HTMLElement {
  const there = rows.filter(([, value]) => value);
  return element('dl', {}, ...there.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value!))));
}

export function provider({ provider: its }: Service, { texts, language }: Asker): Node | undefined {
  if (!its) {
    return undefined;
  }
  const text = element('span', {}, its.country ? its.name + ', ' + country(its.country, language) : its.name);
  if (its.privacy && /^https?:/.test(its.privacy)) {
    text.append(' ', element('a', { href: its.privacy, 'aria-label': texts.privacy + ', ' + its.name }, texts.privacy));
  }
  return text;
}

function cookie(kept: Kept, asker: Asker): HTMLElement {
  const line = element('li', {}, element('code', {}, kept.name), ' ' + asker.texts[`kind.${kept.kind}`] + ' · ' + keptFor(kept, asker));
  if (kept.purpose) {
    line.append(' · ' + kept.purpose);
  }
  return line;
}
