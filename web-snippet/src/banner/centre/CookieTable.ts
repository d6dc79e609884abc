import { element } from '../element';
import type { Asker, Category, Service } from '../types';
import { provider } from './category';
import { keptFor, servicesOf } from './services';
import switchCss from './switch.css?inline';
import { Switches } from './Switches';
import css from './table.css?inline';

let sheet: CSSStyleSheet | undefined;
let count = 0;

/** All that is kept, in a place of the page's own, with the visitor's choices in it. What the place held stays its fallback. */
export function cookieTable(host: Element, asker: Asker): void {
  const { texts } = asker;
  const root = host.attachShadow({ mode: 'open' });
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(switchCss + css);
  }
  root.adoptedStyleSheets = [sheet];
  const switches = new Switches(asker, 'table' + count++);
  const consent = window.footfall!.consent!;
  const save = element('button', { type: 'button', class: 'button', 'data-footfall': 'save' }, texts.save);
  save.addEventListener('click', (event) => asker.answer('choose', event, switches.allowed()));
  const all = element(
    'div',
    { lang: asker.language, dir: asker.root.host.getAttribute('dir') || 'ltr' },
    ...asker.config.categories.map((category) => part(category, asker, switches)),
    save,
  );
  root.append(all);
  switches.show(consent.get());
  consent.on('change', (choice) => switches.show(choice));
}

function part(category: Category, asker: Asker, switches: Switches): HTMLElement {
  const { texts } = asker;
  const { id } = category;
  const its = switches.of(id);
  const name = element('span', { id: switches.id(id) }, texts[id + '.name'] || id);
  const text = element('p', { id: switches.id(id, 'text') }, texts[id + '.text'] || '');
  const titles = [texts['cookie.name'], texts['service.purpose'], texts['cookie.kind'], texts['cookie.time']];
  const head = element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title)));
  const services = servicesOf(category, asker).filter(({ cookies = [] }) => cookies.length || its);
  const heading = element('label', { class: 'row' }, element('strong', {}, name), its ? its.category : element('span', {}, texts.always));
  const table = element(
    'table',
    { 'aria-labelledby': switches.id(id) },
    element('thead', {}, head),
    ...services.map((service) => rows(service, asker, switches, id)),
  );
  const scroll = element('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-labelledby': switches.id(id) }, table);
  return element('section', {}, heading, text, ...(its ? [its.partly] : []), ...(services.length ? [scroll] : []));
}

function rows(service: Service, asker: Asker, switches: Switches, category: string): HTMLElement {
  const its = switches.of(category);
  const box = its && its.services.get(service.id);
  const name = element('strong', { id: switches.id(service.id) }, service.name);
  const from = provider(service, asker);
  const title = element('th', { scope: 'rowgroup', colspan: '4' }, box ? element('label', { class: 'row' }, name, box) : name);
  if (from) {
    title.append(element('div', {}, from));
  }
  return element(
    'tbody',
    {},
    element('tr', {}, title),
    ...(service.cookies || []).map((kept) =>
      element(
        'tr',
        {},
        element('td', {}, element('code', {}, kept.name)),
        element('td', {}, kept.purpose || service.purpose || ''),
        element('td', {}, asker.texts[`kind.${kept.kind}`]),
        element('td', {}, keptFor(kept, asker)),
      ),
    ),
  );
}
