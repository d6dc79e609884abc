/**
 * The only module that talks to the server. Every call returns an {@link Answer}: what was asked for, or the problem
 * that stood in the way, as a value. A 401 also calls {@link Api.onLoggedOut}.
 */

import type { PolicyDocument } from '../policy/document';

/** RFC 9457; `status` is 0 when no answer came at all. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  field?: string;
  /** Of a policy that may not be published: why. */
  findings?: Finding[];
}

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export interface Session {
  email: string;
  role: string;
  csrf: string;
}

export interface Thresholds {
  value: number;
  pair: number;
  crowd: number;
}

export interface Site {
  domain: string;
  aliases: string[];
  subdomains: boolean;
  timezone: string;
  policy: number;
  thresholds: Thresholds;
  /** Whether anything has been counted yet; the time zone is fixed from then on. */
  counting: boolean;
}

export type SiteDraft = Pick<Site, 'domain' | 'timezone'>;
export type SiteChange = Partial<Pick<Site, 'aliases' | 'timezone'>>;

/** `bounce_rate` is a share 0..1, `visit_duration` seconds; null: cannot be said, `notes` say why. */
export type Metric = 'visitors' | 'visits' | 'pageviews' | 'bounce_rate' | 'pages_per_visit' | 'visit_duration';
export type Figures = Partial<Record<Metric, number | null>>;
export type Row = Figures & { value: string };

export interface Question {
  /** Calendar days of the site, both included. */
  from: string;
  to: string;
  metrics: readonly Metric[];
  by?: string;
  limit?: number;
  order?: string;
}

export interface Stats {
  from: string;
  to: string;
  timezone: string;
  totals: Figures;
  rows?: Row[];
  /** What is left of the totals besides the rows. */
  few?: Figures;
  /** About how many values became (other), and since which day; absent when none did. */
  folded?: { values: number; since: string };
  /** How many more visits the breakdowns wait for; absent when none wait. */
  waiting?: number;
  notes?: string[];
}

/** Visitors of the last 5 and 30 minutes. */
export interface Live {
  last5: number;
  last30: number;
}

/** A published state of a policy: it never changes. */
export interface PublishedPolicy {
  version: number;
  revision: number;
  hash: string;
  /** An instant. */
  published_at: string;
}

export interface SitePolicy {
  in_force: PublishedPolicy & { document: PolicyDocument };
  draft: PolicyDocument | null;
}

export interface Finding {
  level: 'error' | 'warning';
  rule: string;
  /** Of the field in the document, such as `services[2].purpose`. */
  path: string;
  message: string;
}

/** What publishing the draft would mean. */
export interface PolicyCheck {
  findings: Finding[];
  asks_again: boolean;
  /** Why everybody is asked again. */
  why: string[];
  next: { version: number; revision: number };
}

/** `until`: the instant at which the next one took its place; null for the one in force. */
export interface ArchivedPolicy extends PublishedPolicy {
  until: string | null;
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const OFFLINE: Problem = { type: 'offline', title: 'No answer from the server', status: 0 };

export class Api {
  private csrf: string | undefined;

  /** Called when the server no longer knows the session. */
  onLoggedOut: () => void = () => undefined;

  /** @param base what precedes `/api/v1`: empty for the server that the page came from */
  constructor(
    private readonly base = '',
    private readonly fetcher: Fetch = (url, init) => fetch(url, init),
  ) {}

  async session(): Promise<Answer<Session>> {
    return this.remember(await this.call<Session>('GET', '/session'));
  }

  async logIn(email: string, password: string): Promise<Answer<Session>> {
    return this.remember(await this.call<Session>('POST', '/session', { email, password }));
  }

  async setUp(token: string, email: string, password: string): Promise<Answer<Session>> {
    return this.remember(await this.call<Session>('POST', '/setup', { token, email, password }));
  }

  async logOut(): Promise<Answer<void>> {
    const answer = await this.call<void>('DELETE', '/session');
    if (answer.ok) this.csrf = undefined;
    return answer;
  }

  async sites(): Promise<Answer<Site[]>> {
    const answer = await this.call<{ sites: Site[] }>('GET', '/sites');
    return answer.ok ? { ok: true, value: answer.value.sites } : answer;
  }

  site(domain: string): Promise<Answer<Site>> {
    return this.call('GET', sitePath(domain));
  }

  createSite(draft: SiteDraft): Promise<Answer<Site>> {
    return this.call('POST', '/sites', draft);
  }

  changeSite(domain: string, change: SiteChange): Promise<Answer<Site>> {
    return this.call('PATCH', sitePath(domain), change);
  }

  stats(domain: string, question: Question): Promise<Answer<Stats>> {
    const query = new URLSearchParams({ from: question.from, to: question.to, metrics: question.metrics.join(',') });
    if (question.by !== undefined) query.set('by', question.by);
    if (question.limit !== undefined) query.set('limit', String(question.limit));
    if (question.order !== undefined) query.set('order', question.order);
    return this.call('GET', `${sitePath(domain)}/stats?${query}`);
  }

  live(domain: string): Promise<Answer<Live>> {
    return this.call('GET', `${sitePath(domain)}/live`);
  }

  policy(domain: string): Promise<Answer<SitePolicy>> {
    return this.call('GET', `${sitePath(domain)}/policy`);
  }

  savePolicyDraft(domain: string, document: PolicyDocument): Promise<Answer<{ draft: PolicyDocument; check: PolicyCheck }>> {
    return this.call('PUT', `${sitePath(domain)}/policy/draft`, document);
  }

  discardPolicyDraft(domain: string): Promise<Answer<void>> {
    return this.call('DELETE', `${sitePath(domain)}/policy/draft`);
  }

  checkPolicy(domain: string): Promise<Answer<PolicyCheck>> {
    return this.call('GET', `${sitePath(domain)}/policy/check`);
  }

  publishPolicy(domain: string): Promise<Answer<PublishedPolicy>> {
    return this.call('POST', `${sitePath(domain)}/policy/publish`);
  }

  /** @param on a calendar day of the site: only what was shown on it; all when absent */
  async policyArchive(domain: string, on?: string): Promise<Answer<ArchivedPolicy[]>> {
    const query = on === undefined ? '' : `?${new URLSearchParams({ on })}`;
    const answer = await this.call<{ versions: ArchivedPolicy[] }>('GET', `${sitePath(domain)}/policy/archive${query}`);
    return answer.ok ? { ok: true, value: answer.value.versions } : answer;
  }

  /** Where a page with the draft's banner is, for a frame; asked for once, so that a frame never shows a refusal. */
  async policyPreview(domain: string, language: string): Promise<Answer<string>> {
    const address = `${this.base}/api/v1${sitePath(domain)}/policy/preview?${new URLSearchParams({ language })}`;
    try {
      const response = await this.fetcher(address, { credentials: 'same-origin' });
      return response.ok ? { ok: true, value: address } : this.refusal(response);
    } catch {
      return { ok: false, problem: OFFLINE };
    }
  }

  private remember(answer: Answer<Session>): Answer<Session> {
    if (answer.ok) this.csrf = answer.value.csrf;
    return answer;
  }

  private async call<T>(method: Method, path: string, body?: object): Promise<Answer<T>> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (method !== 'GET' && this.csrf !== undefined) headers['X-CSRF-Token'] = this.csrf;
    try {
      const response = await this.fetcher(`${this.base}/api/v1${path}`, {
        method,
        headers,
        credentials: 'same-origin',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return response.ok ? { ok: true, value: await content<T>(response) } : this.refusal(response);
    } catch {
      return { ok: false, problem: OFFLINE };
    }
  }

  private async refusal<T>(response: Response): Promise<Answer<T>> {
    if (response.status === 401 && this.csrf !== undefined) {
      this.csrf = undefined;
      this.onLoggedOut();
    }
    return { ok: false, problem: await problemOf(response) };
  }
}

function sitePath(domain: string): string {
  return `/sites/${encodeURIComponent(domain)}`;
}

async function content<T>(response: Response): Promise<T> {
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** The problem document of an answer; one made up from the status when a proxy answered in its own words. */
async function problemOf(response: Response): Promise<Problem> {
  const plain: Problem = { type: 'about:blank', title: response.statusText, status: response.status };
  try {
    const document = (await response.json()) as Partial<Problem> | null;
    return { ...plain, ...document, status: response.status };
  } catch {
    return plain;
  }
}
