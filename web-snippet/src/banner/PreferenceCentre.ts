import type { Choice } from '../types';
import { element } from './element';
import { fill } from './fill';
import type { BannerConfig, Texts } from './types';

export type CentreAnswer = 'accept' | 'reject' | 'save' | 'withdraw';

/** The preference centre: a native dialog with one switch for each purpose, all optional ones off until chosen. */
export class PreferenceCentre {
  readonly node: HTMLDialogElement;
  private readonly switches = new Map<string, HTMLInputElement>();
  private readonly decided = element('p', { class: 'decided' });
  private readonly withdrawal: HTMLButtonElement;

  constructor(
    config: BannerConfig,
    private readonly texts: Texts,
    private readonly language: string,
    private readonly answer: (given: CentreAnswer, event: Event) => void,
  ) {
    const close = element('button', {
      type: 'button',
      class: 'close',
      'data-footfall': 'close',
      'aria-label': texts.close,
      title: texts.close,
    });
    close.addEventListener('click', () => this.node.close());
    this.withdrawal = this.button('withdraw');
    const intro = element('p', {}, texts.intro);
    if (config.privacy) {
      intro.append(' ', element('a', { href: config.privacy }, texts.privacy));
    }
    this.node = element(
      'dialog',
      { class: 'centre', 'aria-labelledby': 'centre' },
      element('header', {}, element('h2', { id: 'centre' }, texts.label), close),
      element('div', { class: 'purposes' }, intro, this.decided, ...config.categories.map(({ id }) => this.purpose(id))),
      element(
        'footer',
        { class: 'buttons' },
        this.button('accept'),
        this.button('reject'),
        this.button('save'),
        this.withdrawal,
      ),
    );
  }

  /** Opens it with the choice in force. */
  open(choice: Choice | null): void {
    this.switches.forEach((box, id) => (box.checked = !!choice && choice.allow.includes(id)));
    this.withdrawal.hidden = !choice || !choice.allow.length;
    this.decided.hidden = !choice;
    if (choice) {
      const month = new Intl.DateTimeFormat(this.language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
      const values = { month: month.format(new Date(choice.month)), policy: choice.policy };
      this.decided.textContent = fill(this.texts.decided, values);
    }
    if (!this.node.open) {
      this.node.showModal();
    }
  }

  close(): void {
    this.node.close();
  }

  /** The categories that are switched on. */
  chosen(): string[] {
    return Array.from(this.switches.keys()).filter((id) => this.switches.get(id)!.checked);
  }

  private purpose(id: string): HTMLElement {
    const { texts } = this;
    const name = element('span', { class: 'name', id: 'name-' + id }, texts[id + '.name'] || id);
    const text = element('span', { class: 'text', id: 'text-' + id }, texts[id + '.text'] || '');
    if (id == 'necessary') {
      return element(
        'div',
        { class: 'purpose' },
        element('span', { class: 'about' }, name, text),
        element('span', { class: 'always' }, texts.always),
      );
    }
    const box = element('input', {
      type: 'checkbox',
      role: 'switch',
      'data-category': id,
      'aria-labelledby': 'name-' + id,
      'aria-describedby': 'text-' + id,
    });
    this.switches.set(id, box);
    return element('label', { class: 'purpose' }, element('span', { class: 'about' }, name, text), box);
  }

  private button(kind: CentreAnswer): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'button', 'data-footfall': kind }, this.texts[kind]);
    button.addEventListener('click', (event) => this.answer(kind, event));
    return button;
  }
}
