import { fill } from '../banner/fill';
import { services } from '../denied';
import { keepCookie } from '../keepCookie';
import { allowOnce, category } from './allowed';
import { config } from './config';
import { link } from './link';
import css from './placeholder.css?inline';
import { update } from './update';

/** What is seen instead of something; a frame without an address would be an empty hole. */
const SEEN = 'iframe,embed,object,video,audio';

const shown = new WeakMap<HTMLElement, { box: HTMLElement; display: string }>();
let sheet: CSSStyleSheet | undefined;

/** Says what would be here and offers to load it; what an element holds as its fallback stays. */
export function showPlaceholder(element: HTMLElement): void {
  const template = element.querySelector(':scope > template');
  const there = shown.get(element);
  if ((there && there.box.isConnected) || !(template || element.matches(SEEN))) {
    return;
  }
  const copy = template ? element.querySelector(':scope > footfall-gate') : element.previousElementSibling;
  if (copy && copy.localName == 'footfall-gate') {
    // A library has kept it with the rest of a page.
    copy.remove();
    element.style.display = '';
  }
  const box = made(element);
  if (template) {
    element.append(box);
  } else {
    place(box, element);
  }
  shown.set(element, { box, display: element.style.display });
  if (!template) {
    element.style.display = 'none';
  }
}

export function hidePlaceholder(element: HTMLElement): void {
  const there = shown.get(element);
  if (there) {
    const focused = document.activeElement == there.box;
    there.box.remove();
    shown.delete(element);
    element.style.display = there.display;
    if (focused) {
      // What was asked for is where its button was.
      element.focus();
    }
  }
}

/** In the place and of the size of the element, so that nothing moves when it comes. */
function place(box: HTMLElement, element: HTMLElement): void {
  const { position } = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  box.className = element.className;
  box.style.cssText = element.style.cssText;
  if (position == 'absolute') {
    box.style.position = position;
    box.style.inset = '0';
  } else if (height) {
    box.style.width = width + 'px';
    box.style.minHeight = height + 'px';
  }
  element.before(box);
}

function made(element: HTMLElement): HTMLElement {
  const { service, src = '', data = src } = element.dataset;
  const { name, provider = name } = config.services[service!] || { name: element.title || host(data) };
  const box = document.createElement('footfall-gate');
  box.lang = config.language;
  const root = box.attachShadow({ mode: 'open', delegatesFocus: true });
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets = [sheet];
  const text = document.createElement('p');
  text.textContent = fill(config.texts['embed.text'], { provider: provider || host(data) });
  root.append(text, button('once', {}, () => allowOnce(element)));
  // A single service goes with a choice: without one, there is nothing that it could be kept with.
  if ((link.site.services || {})[service!] && window.footfall!.consent!.get()) {
    root.append(button('always', { service: name }, () => keep(service!, category(element))));
  }
  return box;
}

function host(address: string): string {
  return new URL(address, location.href).hostname;
}

function button(kind: 'once' | 'always', words: Record<string, string>, work: () => void): HTMLElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.dataset.footfall = kind;
  made.textContent = fill(config.texts[`embed.${kind}`], words);
  made.onclick = (event) => {
    // Only a person lets something through.
    if (event.isTrusted) {
      work();
      update();
    }
  };
  return made;
}

/** Puts a service on the list, for as long as the choice lasts. */
function keep(service: string, of: string): void {
  const [year, month] = window.footfall!.consent!.get()!.month.split('-').map(Number) as [number, number];
  const entry = (link.signalled().includes(of) ? '_' : '') + service;
  const list = services().filter((one) => one && one.replace('_', '') != service);
  keepCookie('footfall_services', [...list, entry].join('.'), Date.UTC(year, month + 5));
  link.refresh();
}
