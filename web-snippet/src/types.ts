/** The shapes that the parts of the script share. Names on the wire are the contract's. */

/** What the server puts in place of `__FOOTFALL_SITE__`. */
export interface SiteConfig {
  /** The domain that names the site. */
  site: string;
  /** How browsers reach the server, without a slash at the end. */
  url: string;
  /** Version of the policy in force. */
  policy: number;
  /** IANA name of the site's time zone. */
  zone: string;
  /** Which decisions the site counts. */
  decisions: 'grants' | 'all' | 'none';
  /** Name of the button that opens the preference centre. */
  label?: string;
  /** Names of query parameters that belong to a page's address. */
  query?: string[];
}

/** A receipt's claims, as far as the page needs them. */
export interface Choice {
  /** Granted optional categories. */
  allow: string[];
  policy: number;
  /** Month of the decision, UTC, such as `2026-11`. */
  month: string;
}

export type How = 'accept_all' | 'reject_all' | 'choose' | 'withdraw' | 'signal';

export interface Revenue {
  amount: string | number;
  currency: string;
}

/** What goes along with the site's own event. */
export interface EventOptions {
  props?: Record<string, string | number | boolean>;
  revenue?: Revenue;
}

/** An event as sent. */
export interface WireEvent {
  type: string;
  url: string;
  [field: string]: unknown;
}

/** One visit's one set of attributes, as sent. */
export interface VisitAttributes {
  /** The site's day on which it began. */
  day: string;
  entry: string;
  referrer: string | undefined;
  /** Width of the screen, CSS pixels. */
  screen: number;
  language: string;
  /** The classes that the server derived, from `Footfall-Visit`. */
  as?: string;
}

/** The body of `POST /collect/events`. */
export interface Report {
  site: string;
  receipt: string;
  visit: VisitAttributes;
  nonce: string;
  visitor: {
    day?: string;
    previousDay?: string | null;
    minutesAway?: number | null;
  };
  decision: { how: How; policy: number } | undefined;
  events: WireEvent[];
}

/** A report that waits for its answer. */
export interface Pending {
  report: Report;
  /** When, milliseconds by the device's clock. */
  made: number;
  /** Time of the first attempt whose outcome is unknown; 0 for none. */
  unsure?: number;
}

/** The visit as the browser remembers it. Times are milliseconds since 1970, by the device's clock. */
export interface Visit {
  about: VisitAttributes;
  started: number;
  last: number;
  pages: number;
  /** The last page of the visit, over all tabs. */
  page: string;
  /** Hashes of the pages seen and the events done, bounded. */
  seen: number[];
}

/** Everything that is remembered, as stored under the key `footfall`. */
export interface State {
  /** The receipt that events carry: `allow: ["statistics"]`. */
  receipt?: string;
  /** The last day of activity that the server has acknowledged. */
  day?: string | undefined;
  /** Milliseconds, whole days, that the device's calendar is behind the site's. */
  skew?: number;
  /** Minute of the last sign of life, minutes since 1970. */
  minute?: number;
  /** A grant that has not yet been counted. */
  decision?: { how: How; policy: number } | undefined;
  visit?: Visit;
  queue: Pending[];
}

/** What the server answered; status 0: nobody knows. */
export interface Answer {
  status: number;
  /** The site's current day. */
  day?: string | null;
  /** The visit's derived classes. */
  as?: string | null;
  /** The problem's type. */
  type?: string;
  /** A receipt, where one was asked for. */
  receipt?: string;
}

/** What the banner part may ask of the core. */
export interface Link {
  site: SiteConfig;
  /** Takes up what the cookie says now. */
  refresh(): void;
  /** Sends a body below `/collect/`. */
  post(path: string, body: unknown): Promise<Answer>;
}

/** What the core may ask of the banner part. */
export interface BannerPart {
  /** Shows the first layer, unless it is shown. */
  ask(): void;
  /** Opens the preference centre. */
  open(): void;
  /** Takes the first layer away, as the visitor has decided, here or in another tab. */
  close(): void;
  /** Makes a choice for the site's own call; all categories when none are named. */
  choose(allow?: string[]): void;
  /** Tells the server of a choice; the answer brings its receipt. */
  tell(allow: string[], how: How): Promise<Answer>;
}

export type BannerFactory = (link: Link) => BannerPart;
