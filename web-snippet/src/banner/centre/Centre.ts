import { services as listed } from '../../denied';
import type { CentrePart, Choice, How, Link } from '../../types';
import { element } from '../element';
import { fill } from '../fill';
import type { Asker } from '../types';
import { categoryBlock } from './category';
import { cookieTable } from './CookieTable';
import css from './centre.css?inline';
import { memoryView } from './memoryView';
import { receiptReader } from './receiptReader';
import switchCss from './switch.css?inline';
import { Switches } from './Switches';
import { date } from './words';

/**
 * The preference centre: a native modal dialog, made anew each time it opens, with a switch for each purpose and service; all
 * optional ones are off until chosen. Closing it changes nothing.
 */
export class Centre implements CentrePart {
  private node: HTMLDialogElement | undefined;

  constructor(private readonly link: Link) {}

  open(asker: Asker): void {
    if (this.node && this.node.open) {
      return;
    }
    style(asker.root);
    const choice = window.footfall!.consent!.get();
    const switches = new Switches(asker, 'centre');
    switches.show(choice);
    const node = this.made(asker, switches, choice);
    this.node = node;
    node.addEventListener('close', () => node.remove());
    asker.root.append(node);
    node.showModal();
  }

  tables(asker: Asker): void {
    document.querySelectorAll('[data-footfall-cookies]').forEach((host) => {
      if (!host.shadowRoot) {
        cookieTable(host, asker);
      }
    });
  }

  close(): void {
    if (this.node) {
      this.node.close();
    }
  }

  private made(asker: Asker, switches: Switches, choice: Choice | null): HTMLDialogElement {
    const { config, texts } = asker;
    const close = element('button', {
      type: 'button',
      class: 'close',
      'data-footfall': 'close',
      'aria-label': texts.close,
      title: texts.close,
    });
    close.addEventListener('click', () => this.close());
    const intro = element('p', {}, texts.intro);
    if (config.privacy) {
      intro.append(' ', element('a', { href: config.privacy }, texts.privacy));
    }
    const withdraw = this.button(asker, 'withdraw', 'withdraw', switches);
    withdraw.hidden = !choice || !(choice.allow.length || listed()[0]);
    return element(
      'dialog',
      { class: 'centre', 'aria-labelledby': 'centre' },
      element('header', {}, element('h2', { id: 'centre' }, texts.label), close),
      element(
        'div',
        { class: 'purposes', tabindex: '0', role: 'group', 'aria-labelledby': 'centre' },
        intro,
        this.decided(asker, choice),
        ...config.categories.map((one) => categoryBlock(one, asker, switches, this.heeded(one.id, asker, choice))),
        memoryView(asker),
        receiptReader(asker),
      ),
      element(
        'footer',
        { class: 'buttons' },
        this.button(asker, 'accept', 'accept_all', switches),
        this.button(asker, 'reject', 'reject_all', switches),
        this.button(asker, 'save', 'choose', switches),
        withdraw,
      ),
    );
  }

  /** The choice's month and version, with the way to exactly that text. */
  private decided({ texts, language }: Asker, choice: Choice | null): HTMLElement {
    if (!choice) {
      return element('p', { class: 'decided' }, texts.undecided);
    }
    const { url, site } = this.link.site;
    const { month, policy } = choice;
    return element(
      'p',
      { class: 'decided' },
      fill(texts.decided, { month: date(month, language, true), policy }),
      ' ',
      element('a', { href: url + '/s/' + site + '/policy/' + policy }, texts['decided.link']),
    );
  }

  /** That the browser's own signal denies a category, or that the visitor allowed it all the same. */
  private heeded(id: string, { texts }: Asker, choice: Choice | null): string {
    return !this.link.signalled().includes(id) ? '' : choice && choice.allow.includes(id) ? texts['gpc.overridden'] : texts.gpc;
  }

  private button(asker: Asker, kind: 'accept' | 'reject' | 'save' | 'withdraw', how: How, switches: Switches): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'button', 'data-footfall': kind }, asker.texts[kind]);
    button.addEventListener('click', (event) => asker.answer(how, event, kind == 'save' ? switches.allowed() : undefined));
    return button;
  }
}

const styled = new WeakSet<ShadowRoot>();

function style(root: ShadowRoot): void {
  if (!styled.has(root)) {
    styled.add(root);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(switchCss + css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
}
