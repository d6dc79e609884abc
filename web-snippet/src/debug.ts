/** Explains each step in the console: loaded where the address of a page has `?footfall-debug`. */
import { guard } from './guard';
import { element } from './debug/element';
import { receipt } from './debug/receipt';
import { surroundings } from './debug/surroundings';
import type { Choice, Link } from './types';

const say = (text: string) => console.info('Footfall: ' + text);
const told = new WeakSet<Element>();

function elements(link: Link): void {
  document.querySelectorAll<HTMLElement>('[data-category],[data-service]').forEach((found) => {
    // Copies that run are the gate's.
    if (!told.has(found) && !(found.localName == 'script' && found.previousElementSibling?.hasAttribute('data-footfall-ran'))) {
      told.add(found);
      say(element(found, link));
    }
  });
}

function requests(link: Link): void {
  new PerformanceObserver((list) =>
    list.getEntries().forEach((entry) => {
      const { name, responseStatus } = entry as PerformanceResourceTiming & { responseStatus?: number };
      if (name.startsWith(link.site.url + '/')) {
        say(`asked ${name}: ${responseStatus || 'no answer'}`);
      }
    }),
  ).observe({ type: 'resource', buffered: true });
}

const state = (made: Choice | null) =>
  made
    ? `in force: ${made.allow.join(', ') || 'nothing optional'} (version ${made.policy}, ${made.month}, ${made.basis == 'notice' ? 'told and not objected' : 'chosen'})`
    : 'nothing is decided: everything optional is denied';

function explain(link: Link): void {
  surroundings(link).forEach(say);
  say(receipt(link.site));
  const { consent } = window.footfall!;
  const again = () => elements(link);
  consent!.on('ready', (made) => say(state(made)));
  consent!.on('change', (made) => say('the choice changed; ' + state(made)));
  requests(link);
  again();
  new MutationObserver(again).observe(document, { childList: true, subtree: true });
}

guard(() =>
  window.footfall!.part!('debug', (link) => {
    explain(link);
    return {};
  }),
)();
