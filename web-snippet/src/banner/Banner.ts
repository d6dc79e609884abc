import { dropCookie } from '../cookie';
import type { BannerPart, CentrePart, How, Link } from '../types';
import { decide } from './decide';
import { element } from './element';
import { FirstLayer, type FirstAnswer } from './FirstLayer';
import { pickLanguage } from './pickLanguage';
import css from './style.css?inline';
import { theme } from './theme';
import type { Allowed, Asker, BannerConfig, Texts } from './types';

/**
 * The banner on the page: the first layer in a shadow root, so that neither page nor banner styles the other, and a status that says
 * what was saved. The preference centre is a part of its own, fetched once the question is shown.
 *
 * A grant is stored only in the handler of a trusted click, or for the site's own call. A refusal needs no trusted click,
 * so that people's own automatic refusers work.
 */
export class Banner implements BannerPart, Asker {
  readonly texts: Texts;
  readonly language: string;
  readonly root: ShadowRoot;
  readonly optional: string[];
  private readonly status = element('p', { class: 'status', role: 'status' });
  private timer?: ReturnType<typeof setTimeout>;
  private reload: HTMLElement | undefined;
  private first: FirstLayer | undefined;

  constructor(
    readonly config: BannerConfig,
    private readonly link: Link,
  ) {
    const { texts } = config;
    const one = typeof texts.title == 'string';
    this.language = config.language || (one ? 'en' : pickLanguage(Object.keys(texts)));
    this.texts = (one ? texts : (texts as Record<string, Texts>)[this.language]) as Texts;
    this.optional = config.categories.map(({ id }) => id).filter((id) => id != 'necessary');
    const host = document.createElement('footfall-consent');
    host.lang = this.language;
    host.dir = /^(ar|fa|he|ur)/.test(this.language) ? 'rtl' : 'ltr';
    this.root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css + theme(config.design || {}));
    this.root.adoptedStyleSheets = [sheet];
    this.root.append(this.status);
    document.body.prepend(host);
  }

  ask(rule?: 'notice'): void {
    if (!this.first) {
      this.first = new FirstLayer(this, !!rule, rule ? [] : this.link.signalled(), (given, event) => this.answered(given, event));
      this.first.show(this.root);
      this.say(this.texts.title, false);
      // At hand before the network is gone, and after all that the page itself needs.
      setTimeout(() => this.centre(() => {}), 2e3);
    }
  }

  open(): void {
    this.centre((centre) => centre.open(this));
  }

  tables(): void {
    this.centre((centre) => centre.tables(this));
  }

  close(): void {
    if (this.first) {
      this.first.hide();
      this.first = undefined;
    }
    this.link.present('centre', (centre) => centre.close());
  }

  choose(allow: string[] = this.unsignalled()): void {
    const known = this.optional.filter((id) => allow.includes(id));
    const how = !known.length ? 'reject_all' : known.length == this.optional.length ? 'accept_all' : 'choose';
    this.store({ allow: known, services: [] }, how);
  }

  tell(allow: string[], how: How): ReturnType<Link['post']> {
    const { site, policy } = this.link.site;
    return this.link.post('consent', { site, policy, how, allow, language: navigator.language });
  }

  answer(how: How, event: Event, allowed: Allowed = { allow: how == 'accept_all' ? this.unsignalled() : [], services: [] }): void {
    if (allowed.allow.concat(allowed.services).length && !event.isTrusted) {
      return;
    }
    if (how == 'withdraw') {
      const ran = this.ran({ allow: [], services: [] });
      dropCookie('footfall_services');
      window.footfall!.consent!.withdraw();
      this.close();
      this.report(this.texts.withdrawn, ran);
    } else {
      this.store(allowed, how);
    }
  }

  /**
   * Says it politely, in a later turn, so that assistive technology hears the change. An outcome is shown for a while
   * too: it needs no answer.
   */
  say(text: string, show = true): void {
    const { status } = this;
    clearTimeout(this.timer);
    status.textContent = '';
    status.classList.toggle('shown', show);
    this.timer = setTimeout(() => {
      status.textContent = text;
      this.timer = setTimeout(() => status.classList.toggle('shown', !!this.reload), 7000);
    }, 100);
  }

  private centre(then: (centre: CentrePart) => void): void {
    this.link.part('centre', then);
  }

  private answered(given: FirstAnswer, event: Event): void {
    const notice = this.link.notice();
    if (given == 'choose') {
      this.open();
    } else if (given == 'ok') {
      // What was told is kept as it was told: not as a consent.
      if (event.isTrusted && notice) {
        this.store({ allow: [], services: [] }, 'choose', notice);
      }
    } else {
      this.answer(given == 'accept' ? 'accept_all' : 'reject_all', event);
    }
  }

  /** The browser's own no goes before a yes to everything; a switch of its own goes before that. */
  private unsignalled(): string[] {
    const signalled = this.link.signalled();
    return this.optional.filter((id) => !signalled.includes(id));
  }

  private store(allowed: Allowed, how: How, notice?: string): void {
    const ran = !notice && this.ran(allowed);
    decide(this.config, this.link, allowed, how, notice).then((kept) => {
      this.close();
      this.report(kept ? this.texts.saved : this.texts.failed, ran);
    });
  }

  /** Whether code has run of a category that is not allowed any more. */
  private ran({ allow, services }: Allowed): boolean {
    return this.config.categories.some(
      ({ id, services: its = [] }) =>
        this.link.ran(id) && !allow.includes(id) && !(its.length && its.every((service) => services.includes(service.id))),
    );
  }

  private report(text: string, ran: boolean): void {
    if (this.reload) {
      this.reload.remove();
      this.reload = undefined;
    }
    if (ran) {
      const button = element('button', { type: 'button', class: 'button reload', 'data-footfall': 'reload' }, this.texts.reload);
      button.addEventListener('click', () => location.reload());
      this.reload = button;
      this.root.append(button);
    }
    this.say(ran ? text + ' ' + this.texts.ran : text);
  }
}
