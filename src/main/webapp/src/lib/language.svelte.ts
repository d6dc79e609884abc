/** The language of the page: the browser's first that we speak, until the person chooses. */

import { de } from '../texts/de';
import { en, type TextKey } from '../texts/en';
import { keep, recall } from './storage';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

class LanguageChoice {
  current: Language = $state('en');

  constructor() {
    this.show(spoken(recall('footfall.language')) ?? fromBrowser());
  }

  /** For Intl: the browser's own variant of the language (en-GB rather than en), where it has one. */
  get locale(): string {
    return localeOf(this.current, navigator.languages);
  }

  choose(language: Language): void {
    keep('footfall.language', language);
    this.show(language);
  }

  private show(language: Language): void {
    this.current = language;
    document.documentElement.lang = language;
  }
}

/**
 * The first of some tags that is a variant of a language and that Intl takes, else the language: some browsers give what is
 * no tag, such as en-US@posix, and Intl throws.
 */
export function localeOf(language: Language, tags: readonly string[]): string {
  return tags.find((tag) => spoken(tag) === language && isLocale(tag)) ?? language;
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function spoken(tag: string | null): Language | undefined {
  const short = tag?.slice(0, 2).toLowerCase();
  return LANGUAGES.find((language) => language === short);
}

function fromBrowser(): Language {
  for (const tag of navigator.languages) {
    const language = spoken(tag);
    if (language !== undefined) return language;
  }
  return 'en';
}

export const language = new LanguageChoice();

/**
 * Gives texts of some dictionaries in the person's language. `{name}` is replaced by the value of that name; of "one|many"
 * the side is taken that fits the number `n`.
 */
export function translator<Key extends string>(
  dictionaries: Record<Language, Record<Key, string>>,
): (key: Key, values?: Record<string, string | number>) => string {
  return (key, values = {}) => {
    const [one = '', many = one] = dictionaries[language.current][key].split('|');
    const plural = new Intl.PluralRules(language.current).select(Number(values.n ?? 0));
    return fill(plural === 'one' ? one : many, values);
  };
}

/** The texts that every screen needs. */
export const t = translator<TextKey>({ en, de });

/** Whether a key made up from data has a text. */
export function hasText(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? new Intl.NumberFormat(language.locale).format(value) : value;
  });
}
