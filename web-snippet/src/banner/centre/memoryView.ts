import { keep, recall } from '../../memory/store';
import { forget } from '../../store';
import type { State } from '../../types';
import { element } from '../element';
import type { Asker } from '../types';
import { list } from './category';
import { country, date, monday, unit } from './words';

/** What this site's statistics know about the visitor: the visit memory in plain words, and how to delete it. */
export function memoryView(asker: Asker): HTMLElement {
  const { texts } = asker;
  const body = element('div', {});
  const view = element('details', { class: 'memory' }, element('summary', {}, texts['memory.title']), body);
  view.addEventListener('toggle', () => view.open && show(body, asker));
  return view;
}

function show(body: HTMLElement, asker: Asker): void {
  const { texts } = asker;
  const state = recall();
  if (!state.visit && !state.day && !state.cohort) {
    body.replaceChildren(element('p', {}, texts['memory.none']));
    return;
  }
  const { receipt, ...remembered } = state;
  const remove = element('button', { type: 'button', class: 'button', 'data-footfall': 'forget' }, texts['memory.delete']);
  remove.addEventListener('click', () => {
    forget();
    if (receipt) {
      // What goes on counting goes on with the receipt for statistics alone.
      keep({ queue: [], receipt });
    }
    body.replaceChildren(element('p', { tabindex: '-1' }, texts['memory.deleted'] + ' ' + texts['memory.sums']));
    (body.firstChild as HTMLElement).focus();
    asker.say(texts['memory.deleted']);
  });
  body.replaceChildren(
    element('p', {}, texts['memory.intro']),
    list(rows(state, asker)),
    element('details', {}, element('summary', {}, 'JSON'), element('pre', { tabindex: '0' }, JSON.stringify(remembered, null, 1))),
    element('p', {}, texts['memory.sums']),
    remove,
  );
}

function rows({ cohort, visited, day, visit, first, queue }: State, { texts, language }: Asker): [string, string | undefined][] {
  const last = visited || day;
  const { as, entry } = visit ? visit.about : ({} as { as?: string; entry?: string });
  return [
    [texts['memory.first'], cohort && date(monday(cohort), language, false)],
    [texts['memory.last'], last && date(last, language, false)],
    [texts['memory.source'], first && plain(first).join(', ')],
    [texts['memory.entry'], entry],
    [texts['memory.described'], as && described(as, language)],
    [texts['memory.pages'], visit && visit.pages + ''],
    [texts['memory.time'], visit && visit.seconds ? unit(Math.round(visit.seconds), 'second', language) : ''],
    [texts['memory.seen'], visit && visit.seen ? visit.seen.length / 4 + '' : ''],
    [texts['memory.waiting'], queue.length ? queue.length + '' : ''],
  ];
}

/** `1;DE;desktop;Chrome;Windows;Organic+Search;Google`: version, country, and what else the server derived. */
function described(as: string, language: string): string {
  const [, code, ...others] = plain(as);
  return [code && country(code, language), ...others].filter(Boolean).join(', ');
}

function plain(text: string): string[] {
  return text.split(';').map((part) => decodeURIComponent(part.replace(/\+/g, ' ')));
}
