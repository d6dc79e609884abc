/** The shapes that the parts of the script share. Names on the wire are the contract's. */
import type { Asker } from './banner/types';

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
  /** Names of query parameters that hold a term of the site's own search. */
  search?: string[];
  /** Whether the site's routes are fragments. */
  hash?: boolean;
  /** The domain whose hosts share receipt and memory; absent where it is each host alone. */
  scope?: string;
  funnels?: Funnel[];
  /** The optional categories; absent for the three standard ones. */
  categories?: string[];
  /** The categories that Global Privacy Control denies; absent for marketing alone. */
  gpc?: string[];
  /** What others' scripts are told, and whether Do Not Track is heeded. */
  signals?: { google?: 'basic' | 'advanced'; uet?: boolean; clarity?: boolean; dnt?: boolean };
  /** Whether the site is directed at children: nothing optional, no question. */
  children?: boolean;
  /** Whether the rule depends on the country of the request. */
  rule?: boolean;
  /** The category of each service that a page can gate. */
  services?: Record<string, string>;
  /** What is removed when a category is no longer allowed: `name`, `local:name`, `session:name`; a name may end in `*`. */
  clear?: Record<string, string[]>;
  /** Hash of what the banner part is made of. */
  bv?: string;
}

/** Steps in their order; a page is a path, may end in `*`. */
export interface Funnel {
  name: string;
  steps: { page?: string; event?: string }[];
}

/** A receipt's claims, as far as the page needs them. */
export interface Choice {
  /** Granted optional categories. */
  allow: string[];
  policy: number;
  /** Month of the decision, UTC, such as `2026-11`. */
  month: string;
  /** Whether the visitor chose, or was told and may object. */
  basis: 'consent' | 'notice';
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
  /** A key, such as the number of an order: the event counts once for each. */
  once?: string | number;
}

/** A page as it comes into view. Addresses are clean. */
export interface View {
  url: string;
  /** The same with campaign parameters. */
  entry: string;
  referrer?: string | undefined;
  title?: string | undefined;
  /** The page of this tab before, asked for while the memory is open and a visit goes on. */
  from?: (() => string | undefined) | undefined;
}

/** An event as sent. */
export interface WireEvent {
  type: string;
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
  /** Days since the visit before this one, 0 for the same day; null for none. */
  since?: number | null;
  /** Channel and source of the first visit; absent in it. */
  first?: string | undefined;
  /** Channel and source of the last visit that came from somewhere, of the last 30 days. */
  last?: string | undefined;
  /** The classes that the server derived, from `Footfall-Visit`. */
  as?: string | undefined;
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
    week?: string;
    cohort?: string;
    minutesAway?: number | null;
  };
  decision: { how: How; policy: number } | undefined;
  events: WireEvent[];
}

/** A report that waits for its answer. Times are milliseconds since 1970, by the device's clock. */
export interface Pending {
  report: Report;
  /** When the attempt began that is under way. */
  flying?: number | undefined;
  /** When the first attempt began whose outcome nobody knows. */
  unsure?: number | undefined;
}

/** The visit as the browser remembers it. Times are milliseconds since 1970, by the device's clock. */
export interface Visit {
  about: VisitAttributes;
  /** Day of the visit before. */
  before: string | undefined;
  started: number;
  last: number;
  pages: number;
  /** The last page of the visit, over all tabs. */
  page: string;
  /** Engaged seconds. */
  seconds: number;
  /** Hashes of the pages seen and the events done, bounded, one after the other. */
  seen: string;
  /** How many steps have been taken, by the hash of the funnel's name. */
  funnels: Record<string, number>;
}

/** Everything that is remembered, as stored under the key `footfall`. */
export interface State {
  /** The receipt that events carry: `allow: ["statistics"]`. */
  receipt?: string | undefined;
  /** The last day of activity that the server has acknowledged. */
  day?: string | undefined;
  /** The last day of activity whose report was made and is not acknowledged. */
  claim?: string | undefined;
  /** ISO week of the first activity. */
  cohort?: string;
  /** Day of the last visit. */
  visited?: string;
  /** Milliseconds, whole days, that the device's calendar is behind the site's. */
  skew?: number;
  /** Minute of the last sign of life, minutes since 1970. */
  minute?: number;
  /** Channel and source of the first visit. */
  first?: string;
  /** The last visit that came from somewhere. */
  last?: { source: string; day: string };
  /** Hashes of the orders that were counted, bounded, one after the other. */
  once?: string;
  /** A grant that has not yet been counted. */
  decision?: { how: How; policy: number } | undefined;
  visit?: Visit | undefined;
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

/** What is done about consent in the country of a request. */
export interface RegionRule {
  rule?: 'ask' | 'notice' | 'off';
  /** The receipt in force until somebody objects; with `notice` alone. */
  receipt?: string;
}

/** What the parts that are loaded later may ask of the core. */
export interface Link {
  site: SiteConfig;
  /** The address at which the document was opened. */
  landing: string;
  /** Takes up a choice that was stored on this page: its receipt, which another tab may have overwritten by now. */
  refresh(receipt?: string): void;
  /** Sends a body below `/collect/`. */
  post(path: string, body: unknown): Promise<Answer>;
  /** The receipt that events carry: the kept one while it fits, else the cookie's; empty where nothing may be sent. */
  receipt(kept: string): string;
  /** The server no longer accepts the receipt. */
  outdated(): void;
  /** Whether a category is allowed on this page now. */
  allows(category: string): boolean;
  /** The categories that the browser's own signals deny, whatever the visitor has chosen since. */
  signalled(): string[];
  /** Of what is to be granted, what another tab has not denied since this page last looked. */
  meanwhile(allow: string[]): string[];
  /** The receipt of a rule that tells people instead of asking them; empty where there is none, or a choice. */
  notice(): string;
  /** Notes that gated code of a category runs on this page. */
  begun(category: string): void;
  /** Whether gated code of a category has run on this page: it may still act after a no. */
  ran(category: string): boolean;
  /** Does something with a part, which is loaded first where it is not there. */
  part<N extends keyof Parts>(name: N, then: (part: Parts[N]) => void): void;
  /** Does something with a part, unless nothing has asked for it. */
  present<N extends keyof Parts>(name: N, then: (part: Parts[N]) => void): void;
}

/** What the core may ask of the banner part. */
export interface BannerPart {
  /** Shows the first layer, unless it is shown; one that informs and lets people object where the rule is `notice`. */
  ask(rule?: 'notice'): void;
  /** Opens the preference centre. */
  open(): void;
  /** Shows the tables of cookies where the page has a place for them. */
  tables(): void;
  /** Takes the first layer away, as the visitor has decided, here or in another tab. */
  close(): void;
  /** Makes a choice for the site's own call; all categories when none are named. */
  choose(allow?: string[]): void;
  /** Tells the server of a choice; the answer brings its receipt. */
  tell(allow: string[], how: How): Promise<Answer>;
}

/** What the core may ask of the part that holds the visit memory. */
export interface MemoryPart {
  /** Begins with the page in view; nothing when it has begun. The address is the one at which that was allowed. */
  start(href: string): void;
  /** Ends at once. */
  stop(): void;
  /** Counts the site's own event. */
  track(name: string, options?: EventOptions): void;
}

/** What the core may ask of the part that gates what is not ours. */
export interface GatePart {
  /** Brings to life what is allowed now, shows why the rest is not there, and removes what is no longer allowed. */
  update(): void;
}

/** What the banner may ask of the part with the preference centre. */
export interface CentrePart {
  /** Opens it with the choice in force. */
  open(asker: Asker): void;
  /** Shows the tables of cookies in the page's elements with `data-footfall-cookies`. */
  tables(asker: Asker): void;
  close(): void;
}

export interface Parts {
  banner: BannerPart;
  centre: CentrePart;
  memory: MemoryPart;
  gate: GatePart;
  /** Explains each step in the console. */
  debug: object;
  /** Takes choices from another consent tool's TCF interface. */
  tcf: object;
}

export type Factories = { [N in keyof Parts]: (link: Link) => Parts[N] };
