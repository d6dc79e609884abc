import type { BannerPart, How, Link } from '../types';
import { decide } from './decide';
import { element } from './element';
import { FirstLayer } from './FirstLayer';
import { pickLanguage } from './pickLanguage';
import { PreferenceCentre } from './PreferenceCentre';
import css from './style.css?inline';
import type { BannerConfig, Texts } from './types';

/**
 * The banner on the page: first layer and preference centre in a shadow root, so that neither page nor banner styles the
 * other, and a status that says what was saved.
 *
 * A grant is stored only in the handler of a trusted click, or for the site's own call. A refusal needs no trusted click,
 * so that people's own automatic refusers work.
 */
export class Banner implements BannerPart {
  private readonly texts: Texts;
  private readonly root: ShadowRoot;
  private readonly status = element('p', { class: 'status', role: 'status' });
  private timer?: ReturnType<typeof setTimeout>;
  private readonly first: FirstLayer;
  private readonly centre: PreferenceCentre;

  constructor(
    private readonly config: BannerConfig,
    private readonly link: Link,
  ) {
    const language = pickLanguage(Object.keys(config.texts));
    const texts = (this.texts = config.texts[language]!);
    const rtl = /^(ar|fa|he|ur)/.test(language);
    const host = document.createElement('footfall-consent');
    host.lang = language;
    host.dir = rtl ? 'rtl' : 'ltr';
    this.root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.root.adoptedStyleSheets = [sheet];
    this.first = new FirstLayer(config, texts, language, (given, event) =>
      given == 'choose' ? this.open() : this.answer(given, event),
    );
    this.centre = new PreferenceCentre(config, texts, language, (given, event) => this.answer(given, event));
    this.root.append(this.status, this.centre.node);
    document.body.prepend(host);
  }

  ask(): void {
    this.first.show(this.root);
    this.say(this.texts.title, false);
  }

  open(): void {
    this.centre.open(window.footfall!.consent!.get());
  }

  close(): void {
    this.first.hide();
    this.centre.close();
  }

  choose(allow: string[] = this.optional()): void {
    const known = this.optional().filter((id) => allow.includes(id));
    const how = !known.length ? 'reject_all' : known.length == this.optional().length ? 'accept_all' : 'choose';
    this.store(known, how);
  }

  tell(allow: string[], how: How): ReturnType<Link['post']> {
    const { site, policy } = this.link.site;
    return this.link.post('consent', { site, policy, how, allow, language: navigator.language });
  }

  private optional(): string[] {
    return this.config.categories.map(({ id }) => id).filter((id) => id != 'necessary');
  }

  private answer(given: 'accept' | 'reject' | 'save' | 'withdraw', event: Event): void {
    const allow = given == 'accept' ? this.optional() : given == 'save' ? this.centre.chosen() : [];
    if (allow.length && !event.isTrusted) {
      return;
    }
    if (given == 'withdraw') {
      window.footfall!.consent!.withdraw();
      this.close();
      this.say(this.texts.withdrawn);
    } else {
      this.store(allow, given == 'accept' ? 'accept_all' : given == 'reject' ? 'reject_all' : 'choose');
    }
  }

  private store(allow: string[], how: How): void {
    decide(this.config, this.link, allow, how).then((kept) => {
      this.close();
      this.say(kept ? this.texts.saved : this.texts.failed);
    });
  }

  /**
   * Says it politely, in a later turn, so that assistive technology hears the change. An outcome is shown for a while
   * too: it needs no answer.
   */
  private say(text: string, show = true): void {
    const { status } = this;
    clearTimeout(this.timer);
    status.textContent = '';
    status.classList.toggle('shown', show);
    this.timer = setTimeout(() => {
      status.textContent = text;
      this.timer = setTimeout(() => status.classList.remove('shown'), 7000);
    }, 100);
  }
}
