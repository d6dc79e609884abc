// A person's browser: a fresh profile with a usual User-Agent, and a record of every request it made.
import path from 'node:path';
import assert from 'node:assert/strict';
import { SCREENSHOTS } from './chromium.mjs';

export { launch } from './chromium.mjs';

/**
 * A new profile: nothing stored, nothing remembered.
 *
 * Hosts other than this machine are never reached: what a page asks of them is answered with an empty page and recorded.
 *
 * @param browser what `launch` gave
 * @param options of playwright's `newContext`, such as `viewport`, `colorScheme`
 * @returns {Promise<Profile>}
 */
export async function profile(browser, options = {}) {
  const version = browser.version().split('.')[0];
  const context = await browser.newContext({
    // The server refuses headless browsers as bots; a visitor has an ordinary one.
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`,
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(15_000);
  await context.route(url => !local(url), route => route.fulfill({ contentType: 'text/html', body: '<title>elsewhere</title>' }));
  return new Profile(context);
}

function local(url) {
  const { hostname, protocol } = new URL(url);
  return protocol === 'data:' || protocol === 'blob:' || hostname === '127.0.0.1' || hostname === 'localhost' || hostname.endsWith('.localhost');
}

/** One visitor's browser profile, and what it asked for. */
export class Profile {
  #requests = [];

  constructor(context) {
    this.context = context;
    this.errors = [];
    context.on('request', request => this.#requests.push(request));
    context.on('weberror', error => this.errors.push(String(error.error())));
    context.on('console', message => message.type() === 'error' && this.errors.push(message.text()));
  }

  /** All requests so far whose URL contains the part. */
  requests(part = '') {
    return this.#requests.filter(request => request.url().includes(part));
  }

  /** Fails if a request to the part was made. */
  refute(part) {
    assert.deepEqual(this.requests(part).map(describe), [], `no request to ${part} may be made`);
  }

  /** The answers to requests to the part, once there are as many as expected. */
  async expect(part, count, { timeout = 10_000 } = {}) {
    await until(`${count} requests to ${part}`, () => this.requests(part).length >= count, { timeout });
    const requests = this.requests(part);
    assert.equal(requests.length, count, `requests to ${part}: ${requests.map(describe).join(', ')}`);
    return Promise.all(requests.map(request => request.response()));
  }

  /** Fails if a host other than this machine was asked. */
  refuteElsewhere() {
    assert.deepEqual(this.requests().filter(request => !local(request.url())).map(describe), []);
  }

  /** Everything that a site could have stored here: cookies, and what the page's storages hold. */
  async stored(page) {
    const cookies = (await this.context.cookies()).map(cookie => cookie.name);
    const inPage = await page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).map(database => database.name),
      caches: 'caches' in window ? await caches.keys() : [],
      workers: 'serviceWorker' in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
    }));
    return { cookies, ...inPage };
  }

  close() {
    return this.context.close();
  }
}

function describe(request) {
  return `${request.method()} ${request.url()}`;
}

/** Waits for a condition, which may be asynchronous; its first truthy value is the answer. */
export async function until(what, condition, { timeout = 10_000, pause = 50 } = {}) {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited ${timeout} ms in vain for ${what}`);
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}

/** A picture for people to look at, in target/screenshots/. */
export function picture(page, name, { fullPage = true } = {}) {
  return page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage });
}
