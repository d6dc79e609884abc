import type enTexts from '../texts/en.json';
import type { How } from '../types';

/** The texts of one language; sites may add `<category>.name`, `.text` and `.purpose` for categories of their own. */
export type Texts = typeof enTexts & Record<string, string>;

/** What a service keeps on the device. */
export interface Kept {
  /** A name, which may end in `*`. */
  name: string;
  kind: 'cookie' | 'local' | 'session';
  /** For how long; 0: until browser or tab is closed, or until it is deleted. */
  days: number;
  purpose?: string;
}

export interface Service {
  id: string;
  name: string;
  purpose?: string;
  provider?: {
    name: string;
    /** ISO 3166-1 alpha-2. */
    country?: string;
    /** Address of its privacy policy. */
    privacy?: string;
  };
  /** Why it is necessary. */
  reason?: string;
  cookies?: Kept[];
}

export interface Category {
  id: string;
  /** Why it is necessary. */
  reason?: string;
  services?: Service[];
}

/** Colours such as `#1f2b3d`; absent ones are the standard theme's. */
export interface Colours {
  background?: string;
  text?: string;
  accent?: string;
  accent_text?: string;
}

export interface Design {
  layout?: 'bar' | 'box' | 'dialog';
  position?: 'bottom' | 'top' | 'start' | 'end';
  light?: Colours;
  dark?: Colours;
}

/** What the server puts in place of `__FOOTFALL_BANNER__`. */
export interface BannerConfig {
  site: string;
  policy: number;
  /** Month in which the receipts were issued, UTC, such as `2026-11`. */
  month: string;
  /** That of the texts, where they are of one. */
  language?: string;
  controller?: { name?: string; contact?: string };
  /** Address of the site's privacy policy. */
  privacy?: string;
  categories: Category[];
  /** Receipts by the granted categories: sorted, joined by commas. */
  receipts: Record<string, string>;
  design?: Design;
  /** Of the language, or of several by their tags. */
  texts: Texts | Record<string, Texts>;
}

/** What the visitor allows. */
export interface Allowed {
  /** Optional categories, with all of their services. */
  allow: string[];
  /** Single services beyond them. */
  services: string[];
}

/** What the preference centre may ask of the banner. */
export interface Asker {
  config: BannerConfig;
  texts: Texts;
  language: string;
  root: ShadowRoot;
  /** The optional categories. */
  optional: string[];
  /** Takes an answer; a grant only from a trusted event. */
  answer(how: How, event: Event, allowed?: Allowed): void;
  /** Says something in the status, and shows it for a while. */
  say(text: string): void;
}
