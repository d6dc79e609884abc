/** The policy of a site: what people are asked to agree to, and how. The shapes of the API, and the form that is edited. */

/** A text by language tag. */
export type LocalText = Record<string, string>;

export const STANDARD_CATEGORIES = ['necessary', 'preferences', 'statistics', 'marketing'] as const;
export const MOST_CATEGORIES = 8;
export const LANGUAGES = (
  'bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv ' +
  'nb nn is uk ru tr ar he zh-Hans zh-Hant ja ko'
).split(' ');
export const KINDS = ['cookie', 'local', 'session'] as const;
export const LAYOUTS = ['bar', 'box', 'dialog'] as const;
export const POSITIONS = ['bottom', 'top', 'start', 'end'] as const;
export const COLOURS = ['background', 'text', 'accent', 'accent_text'] as const;

export type Colours = Record<(typeof COLOURS)[number], string>;

export interface Category {
  id: string;
  name: LocalText;
  text: LocalText;
  purpose: LocalText;
  reason: LocalText;
}

export interface StoredItem {
  name: string;
  kind: (typeof KINDS)[number];
  /** 0: a session. */
  days: number;
  purpose: LocalText;
}

export interface Service {
  id: string;
  name: string;
  category: string;
  purpose: LocalText;
  provider: { name: string; country: string; privacy: string };
  reason: LocalText;
  cookies: StoredItem[];
}

export interface RegionRule {
  countries: string[];
  rule: 'notice' | 'off';
  ground: string;
}

/** The form that is edited: every member is there, and what says nothing is empty. */
export interface Policy {
  controller: { name: string; contact: string };
  privacy: string;
  language: string;
  categories: Category[];
  services: Service[];
  design: {
    layout: (typeof LAYOUTS)[number];
    position: (typeof POSITIONS)[number];
    reopen: 'button' | 'link';
    light: Colours | undefined;
    dark: Colours | undefined;
  };
  rules: RegionRule[];
  children: boolean;
  signals: { google: 'off' | 'basic' | 'advanced'; uet: boolean; clarity: boolean; dnt: boolean; gpc_denies: string[] };
  standard_texts: number;
  texts: Record<string, Record<string, string>>;
}

/** What the API says and takes: members that say nothing may be missing at every depth. */
export type PolicyDocument = { [K in keyof Policy]?: unknown };

type Loose = Record<string, any>;

/** The form of a document, for editing; it shares nothing with the document. */
export function formOf(document: PolicyDocument): Policy {
  const given = structuredClone(document) as Loose;
  return {
    controller: { name: '', contact: '', ...given.controller },
    privacy: given.privacy ?? '',
    language: given.language ?? 'en',
    categories: (given.categories ?? []).map((entry: Loose | string) => category(entry)),
    services: (given.services ?? []).map((entry: Loose) => service(entry)),
    design: { layout: 'bar', position: 'bottom', reopen: 'button', light: undefined, dark: undefined, ...given.design },
    rules: (given.rules ?? []).map((rule: Loose) => ({ countries: [], rule: 'notice', ground: '', ...rule })),
    children: given.children ?? false,
    signals: { google: 'off', uet: false, clarity: false, dnt: false, gpc_denies: ['marketing'], ...given.signals },
    standard_texts: given.standard_texts ?? 1,
    texts: given.texts ?? {},
  };
}

/** The entry of a category of which nothing but some members is known. */
export function category(entry: Loose | string): Category {
  const known = typeof entry === 'string' ? { id: entry } : entry;
  return { id: '', name: {}, text: {}, purpose: {}, reason: {}, ...known };
}

export function service(entry: Loose): Service {
  return {
    id: '',
    name: '',
    category: 'marketing',
    ...entry,
    purpose: entry.purpose ?? {},
    provider: { name: '', country: '', privacy: '', ...entry.provider },
    reason: entry.reason ?? {},
    cookies: (entry.cookies ?? []).map((item: Loose) => storedItem(item)),
  };
}

export function storedItem(item: Loose = {}): StoredItem {
  return { name: '', kind: 'cookie', days: 0, purpose: {}, ...item };
}

/** The document to send: without what says nothing, and without what belongs to another kind of entry. */
export function documentOf(form: Policy): PolicyDocument {
  const ids = form.categories.map(({ id }) => id);
  return {
    ...form,
    categories: form.categories.map((entry) => spare(entry, isStandard(entry.id) ? (entry.id === 'necessary' ? ['id', 'reason'] : ['id']) : ['id', 'name', 'text', 'purpose'])),
    services: form.services.map((entry) => ({
      ...spare(entry, entry.category === 'necessary' ? ['id', 'purpose', 'reason'] : ['id', 'purpose']),
      name: entry.name,
      category: entry.category,
      ...(Object.values(entry.provider).some((value) => value !== '') ? { provider: spare(entry.provider, ['country', 'privacy'], { name: entry.provider.name }) } : {}),
      cookies: entry.cookies.map((item) => ({ ...spare(item, ['purpose']), name: item.name, kind: item.kind, days: item.days })),
    })),
    design: spare(form.design, ['layout', 'position', 'reopen', 'light', 'dark']),
    signals: { ...form.signals, gpc_denies: form.signals.gpc_denies.filter((id) => id === 'marketing' || ids.includes(id)) },
    texts: Object.fromEntries(
      Object.entries(form.texts)
        .map(([tag, byKey]): [string, LocalText] => [tag, written(byKey)])
        .filter(([, byKey]) => Object.keys(byKey).length > 0),
    ),
  };
}

export function isStandard(id: string): boolean {
  return (STANDARD_CATEGORIES as readonly string[]).includes(id);
}

/** Some members of an entry, without the empty ones. */
function spare(entry: object, members: string[], begin: Loose = {}): Loose {
  const kept: Loose = { ...begin };
  for (const name of members) {
    const value = (entry as Loose)[name];
    const left = value !== null && typeof value === 'object' && !Array.isArray(value) ? written(value) : value;
    const empty = left === undefined || left === null || left === '' || (typeof left === 'object' && Object.keys(left).length === 0);
    if (!empty || name === 'id') kept[name] = left;
  }
  return kept;
}

function written(byKey: Loose): LocalText {
  return Object.fromEntries(Object.entries(byKey).filter(([, text]) => typeof text === 'string' && text.trim() !== ''));
}

/** The languages in which a form says something, the default one first. */
export function languagesOf(form: Policy): string[] {
  const found = new Set<string>([form.language, ...Object.keys(form.texts)]);
  const add = (text: LocalText): void => Object.keys(written(text)).forEach((tag) => found.add(tag));
  for (const entry of form.categories) [entry.name, entry.text, entry.purpose, entry.reason].forEach(add);
  for (const entry of form.services) [entry.purpose, entry.reason, ...entry.cookies.map(({ purpose }) => purpose)].forEach(add);
  return [...found];
}

/** An id made of a name, unlike those that are taken; empty when nothing of the name fits. */
export function idOf(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 26)
    .replace(/-+$/, '');
  if (plain === '') return '';
  let id = plain;
  for (let n = 2; taken.includes(id); n++) id = `${plain}-${n}`;
  return id;
}
