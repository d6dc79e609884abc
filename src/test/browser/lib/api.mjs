// The server's API as a program uses it, with an administrator's token.
import assert from 'node:assert/strict';

export class Api {
  #token;

  constructor(url, token) {
    this.url = url;
    this.#token = token;
  }

  /** Statistics of a site: the answer to a question such as `{ metrics: 'visits', by: 'page' }`; today's unless it says otherwise. */
  async stats(site, question) {
    const today = await this.today(site);
    return this.#ask('GET', `/api/v1/sites/${site}/stats?${new URLSearchParams({ from: today, to: today, ...question })}`);
  }

  /** Merges now what may be merged. */
  merge() {
    return this.#ask('POST', '/api/v1/merge');
  }

  site(domain) {
    return this.#ask('GET', `/api/v1/sites/${domain}`);
  }

  createSite(draft) {
    return this.#ask('POST', '/api/v1/sites', draft);
  }

  /** The site's current day, such as 2026-11-24. */
  async today(domain) {
    const { timezone } = await this.site(domain);
    return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(new Date());
  }

  async #ask(method, path, body) {
    const response = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }
}
