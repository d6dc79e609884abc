import { element } from './element';
import { fill } from './fill';
import type { BannerConfig, Texts } from './types';

type Answer = 'accept' | 'reject' | 'choose';

/**
 * The first layer: who asks, for what, and three equal buttons. A region of the page, not a dialog: it takes no focus
 * and traps none.
 */
export class FirstLayer {
  readonly node: HTMLElement;
  private before: Element | null = null;
  private readonly observer =
    typeof ResizeObserver == 'undefined' ? undefined : new ResizeObserver(() => this.makeRoom());

  constructor(
    config: BannerConfig,
    texts: Texts,
    language: string,
    answer: (given: Answer, event: Event) => void,
  ) {
    const text = element('p', {}, fill(texts.text, { controller: config.site, purposes: purposes(config, texts, language) }));
    if (config.privacy) {
      text.append(' ', element('a', { href: config.privacy }, texts.privacy));
    }
    const buttons = (['accept', 'reject', 'choose'] as const).map((kind) => {
      const button = element('button', { type: 'button', class: 'button', 'data-footfall': kind }, texts[kind]);
      button.addEventListener('click', (event) => answer(kind, event));
      return button;
    });
    this.node = element(
      'section',
      { class: 'bar', role: 'region', 'aria-label': texts.label },
      element('div', { class: 'words' }, element('h2', {}, texts.title), text),
      element('div', { class: 'buttons' }, ...buttons),
    );
    this.node.addEventListener('focusin', ({ relatedTarget }) => {
      if (relatedTarget && !this.node.contains(relatedTarget as Node)) {
        this.before = relatedTarget as Element;
      }
    });
  }

  show(root: ShadowRoot): void {
    if (!this.node.isConnected) {
      root.prepend(this.node);
      this.observer?.observe(this.node);
    }
  }

  hide(): void {
    if (this.node.isConnected) {
      const held = this.node.contains((this.node.getRootNode() as ShadowRoot).activeElement);
      this.node.remove();
      this.observer?.disconnect();
      this.makeRoom();
      if (held) {
        (this.before as HTMLElement | null)?.focus({ preventScroll: true });
      }
    }
  }

  /** Keeps what gets the focus from hiding behind the bar: also at the end of the page, which gets as much room. */
  private makeRoom(): void {
    const { style } = document.documentElement;
    const height = this.node.isConnected ? this.node.offsetHeight + 32 + 'px' : '';
    style.scrollPaddingBottom = style.paddingBottom = height;
  }
}

function purposes({ categories }: BannerConfig, texts: Texts, language: string): string {
  const names = categories
    .filter(({ id }) => id != 'necessary')
    .map(({ id }) => texts[id + '.purpose'] || texts[id + '.name'] || id);
  try {
    return new Intl.ListFormat(language).format(names);
  } catch {
    return names.join(', ');
  }
}
