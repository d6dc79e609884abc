import { element } from './element';
import { fill } from './fill';
import { makeRoom, uncover } from './room';
import type { Asker } from './types';

export type FirstAnswer = 'accept' | 'reject' | 'choose' | 'close' | 'ok' | 'object';

/**
 * The first layer: who asks, for what, and equal buttons. Bar and box are a region of the page, the dialog a native one that is not
 * modal: none takes the focus, traps it or locks the page.
 */
export class FirstLayer {
  readonly node: HTMLElement;
  private before: Element | null = null;
  private readonly observer =
    typeof ResizeObserver == 'undefined' ? undefined : new ResizeObserver(() => makeRoom(this.node));
  private readonly uncovers = ({ target }: Event) => {
    if (!(target as Element).shadowRoot) {
      uncover(this.node, target as Element);
    }
  };

  /**
   * @param told whether people are told and may object, instead of being asked
   * @param heeded the categories that the browser's own signals deny
   */
  constructor(
    asker: Asker,
    told: boolean,
    heeded: string[],
    private readonly answer: (given: FirstAnswer, event: Event) => void,
  ) {
    const { config, texts } = asker;
    const { layout = 'bar', position = 'bottom' } = config.design || {};
    const controller = (config.controller && config.controller.name) || config.site;
    const values = { controller, site: config.site, purposes: purposes(asker, heeded) };
    const text = element('p', {}, fill(texts[told ? 'notice.text' : 'text'], values));
    if (config.privacy) {
      text.append(' ', element('a', { href: config.privacy }, texts.privacy));
    }
    const words = element('div', { class: 'words' }, element('h2', {}, texts.title), text);
    if (heeded.length) {
      words.append(element('p', { class: 'heeded' }, texts['gpc.honoured']));
    }
    this.node = element(
      layout == 'dialog' ? 'dialog' : 'section',
      { class: 'layer ' + layout, 'data-position': position, 'aria-label': texts.label },
      words,
      element(
        'div',
        { class: 'buttons' },
        ...(told
          ? [this.button('ok', texts['notice.ok']), this.button('object', texts['notice.object'])]
          : [this.button('accept', texts.accept), this.button('reject', texts.reject)]),
        this.button('choose', texts.choose),
      ),
    );
    this.node.setAttribute(layout == 'dialog' ? 'open' : 'role', layout == 'dialog' ? '' : 'region');
    if (!told) {
      const close = this.button('close', '');
      close.className = 'close';
      close.title = texts.dismiss;
      close.setAttribute('aria-label', texts.dismiss);
      this.node.append(close);
    }
    this.node.addEventListener('focusin', ({ relatedTarget }) => {
      if (relatedTarget && !this.node.contains(relatedTarget as Node)) {
        this.before = relatedTarget as Element;
      }
    });
  }

  show(root: ShadowRoot): void {
    root.prepend(this.node);
    if (this.observer) {
      this.observer.observe(this.node);
    }
    document.addEventListener('focusin', this.uncovers);
  }

  hide(): void {
    if (this.node.isConnected) {
      const held = this.node.contains((this.node.getRootNode() as ShadowRoot).activeElement);
      this.node.remove();
      if (this.observer) {
        this.observer.disconnect();
      }
      document.removeEventListener('focusin', this.uncovers);
      makeRoom(this.node);
      if (held && this.before) {
        (this.before as HTMLElement).focus({ preventScroll: true });
      }
    }
  }

  private button(kind: FirstAnswer, text: string): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'button', 'data-footfall': kind }, text);
    button.addEventListener('click', (event) => this.answer(kind, event));
    return button;
  }
}

function purposes({ optional, texts, language }: Asker, heeded: string[]): string {
  const names = optional
    .filter((id) => !heeded.includes(id))
    .map((id) => texts[id + '.purpose'] || texts[id + '.name'] || id);
  try {
    return new Intl.ListFormat(language).format(names);
  } catch {
    return names.join(', ');
  }
}
