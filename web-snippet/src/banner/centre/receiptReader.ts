import { receipt as kept } from '../../store';
import { element } from '../element';
import { fill } from '../fill';
import type { Asker } from '../types';
import { date } from './words';

/** Turns a pasted receipt into a sentence; nothing leaves the page. */
export function receiptReader(asker: Asker): HTMLElement {
  const { texts } = asker;
  const box = element('textarea', { rows: '3', 'aria-label': texts['receipt.label'], spellcheck: 'false' });
  const says = element('p', { role: 'status' });
  const read = () => (says.textContent = box.value.trim() && sentence(box.value.trim(), asker));
  box.addEventListener('input', read);
  const view = element(
    'details',
    { class: 'receipt' },
    element('summary', {}, texts['receipt.title']),
    element('p', {}, texts['receipt.intro']),
    box,
    says,
  );
  view.addEventListener('toggle', () => {
    if (view.open && !box.value) {
      box.value = kept();
      read();
    }
  });
  return view;
}

/** What a receipt says; it is not verified. */
export function sentence(receipt: string, { texts, language }: Asker): string {
  try {
    const { site, policy, month, allow, basis } = JSON.parse(atob(receipt.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/')));
    const names: string[] = allow.map((id: string) => texts[id + '.name'] || id);
    const values = {
      site: String(site),
      policy: Number(policy),
      month: date(month, language, true),
      purposes: new Intl.ListFormat(language).format(names),
    };
    const kind = !names.length ? 'refused' : basis == 'notice' ? 'notice' : 'granted';
    return site && policy ? fill(texts[`receipt.${kind}`], values) : texts['receipt.invalid'];
  } catch {
    return texts['receipt.invalid'];
  }
}
