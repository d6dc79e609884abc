import type enTexts from '../texts/en.json';

/** The texts of one language; sites may add `<category>.name`, `.text` and `.purpose` for categories of their own. */
export type Texts = typeof enTexts & Record<string, string>;

/** What the server puts in place of `__FOOTFALL_BANNER__`. */
export interface BannerConfig {
  site: string;
  policy: number;
  /** Month in which the receipts were issued, UTC, such as `2026-11`. */
  month: string;
  /** Address of the site's privacy policy. */
  privacy?: string;
  categories: { id: string }[];
  /** Receipts by the granted categories: sorted, joined by commas. */
  receipts: Record<string, string>;
  texts: Record<string, Texts>;
}
