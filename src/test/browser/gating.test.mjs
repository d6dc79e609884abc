// What is gated, and when it stops, in several tabs of a real browser; with signals, filters and blocked storage.
//
// SERVER_URL: the server. ADMIN_TOKEN: to add the site.
import { after, afterEach, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch, profile, until } from './lib/browser.mjs';
import { Api } from './lib/api.mjs';
import { EmbedSite } from './lib/embed.mjs';

const { SERVER_URL, ADMIN_TOKEN } = process.env;
const DOMAIN = 'tabs.localhost';
const LINE = '<script async src="https://stats.example.org/s/example.com.js"></script>';
const CLEAR = { marketing: ['_ga_*', 'local:ads', 'session:ads'] };

let browser;
let site;
let visitor;

before(async () => {
  await new Api(SERVER_URL, ADMIN_TOKEN).createSite({ domain: DOMAIN });
  site = await EmbedSite.listen(DOMAIN, SERVER_URL);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

afterEach(async () => {
  site.facts = {};
  const errors = visitor.errors.filter(error => !/Failed to load resource/.test(error));
  await visitor.close();
  assert.deepEqual(errors, []);
});

function page(path, body) {
  return site.page(path, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tabs</title>${LINE}</head><body><h1>Tabs</h1>${body}</body></html>`);
}

const tag = name => `<script type="text/plain" data-category="marketing" data-src="https://tags.example.net/${name}.js"></script>`;
const button = (tab, kind) => tab.locator(`[data-footfall=${kind}]`).first();
const ran = tab => tab.evaluate(() => window.ran);
const choice = tab => tab.evaluate(() => footfall.consent.get()?.allow.slice().sort() ?? null);

async function tab(url) {
  const opened = await visitor.context.newPage();
  await opened.goto(url);
  return opened;
}

test('yes in one tab and no in another at the same moment is no, in both, and stays it', async () => {
  const url = page('/race', tag('first'));
  for (let round = 0; round < 6; round++) {
    visitor = await profile(browser);
    const tabs = [await tab(url), await tab(url)];
    for (const one of tabs) await button(one, 'accept').waitFor();
    const at = Date.now() + 300;
    await Promise.all(['accept', 'reject'].map((call, i) => tabs[i].evaluate(([name, time]) => new Promise(done => {
      setTimeout(() => { while (Date.now() < time); footfall.consent[name](); done(); }, time - Date.now() - 20);
    }), [call, at + (round % 3) - 1])));
    for (const one of tabs) await until('no', async () => (await choice(one))?.length === 0);
    await tabs[0].waitForTimeout(1100); // the moment in which choices count as made at once
    for (const one of tabs) assert.deepEqual(await choice(one), [], `round ${round}`);
    const next = await tab(url);
    await until('the choice', async () => (await choice(next)) !== null);
    assert.deepEqual([await choice(next), await ran(next)], [[], []]);
    assert.deepEqual((await visitor.stored(next)).local, []);
    if (round < 5) await visitor.close();
  }
});

test('withdrawal in one tab ends all tabs, offline too, and removes what was stored, in each', async () => {
  site.facts = { clear: CLEAR };
  visitor = await profile(browser);
  const url = page('/deep/shop', `${tag('stores')}<iframe title="A film" data-category="marketing" data-src="https://tags.example.net/film.html"></iframe>`);
  const one = await tab(url);
  await button(one, 'accept').click();
  await until('the tag', async () => (await ran(one)).includes('stores'));
  const other = await tab(url);
  await until('the tag in the other tab', async () => (await ran(other)).includes('stores'));
  await other.evaluate(() => { document.cookie = 'cart=1; Path=/'; document.cookie = '_ga_3=1; Path=/; Domain=tabs.localhost'; });
  await visitor.expect('/collect/events', 2);
  const asked = visitor.requests().length;
  await visitor.context.setOffline(true);
  await other.evaluate(() => footfall.consent.withdraw());
  await until('the first tab to know', async () => (await choice(one)) === null);
  for (const seen of [one, other]) {
    await until('the frame to be empty', () => seen.evaluate(() => !document.querySelector('iframe').hasAttribute('src')));
    const { cookies, local, session } = await visitor.stored(seen);
    assert.deepEqual([cookies, local, session], [['cart'], [], []]);
  }
  await one.evaluate(() => footfall('Signup'));
  await visitor.context.setOffline(false);
  assert.equal(visitor.requests().length, asked, 'nothing was asked for after it');
});

test('Global Privacy Control: what was granted before it is off, what is named in a grant after it is on', async () => {
  site.facts = { signals: { google: 'basic' } };
  visitor = await profile(browser);
  const url = page('/gpc', tag('first'));
  const before = await tab(url);
  await button(before, 'accept').click();
  await until('the tag', async () => (await ran(before)).length === 1);
  await visitor.context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }));
  const after = await tab(url);
  await until('the choice', async () => (await choice(after))?.join() === 'preferences,statistics');
  assert.deepEqual(await ran(after), []);
  await until('the signal', () => after.evaluate(() => dataLayer.some(entry => entry[1] === 'update' && entry[2].ad_storage === 'denied' && entry[2].analytics_storage === 'granted')));
  await after.evaluate(() => footfall.consent.accept());
  await until('what was saved', async () => (await after.locator('footfall-consent [role=status]').textContent()) !== '');
  assert.deepEqual([await choice(after), await ran(after)], [['preferences', 'statistics'], []], 'a yes to everything does not name it');
  await after.evaluate(() => footfall.consent.accept(['preferences', 'statistics', 'marketing']));
  await until('the tag', async () => (await ran(after)).length === 1);
  await after.reload();
  await until('the tag again', async () => (await ran(after)).length === 1);
});

test('where the browser keeps no cookies nobody is asked and nothing is allowed', async () => {
  visitor = await profile(browser);
  const opened = await visitor.context.newPage();
  await (await visitor.context.newCDPSession(opened)).send('Emulation.setDocumentCookieDisabled', { disabled: true });
  await opened.goto(page('/blocked', tag('first')));
  await until('the script', () => opened.evaluate(() => !!window.footfall?.consent));
  assert.equal(await choice(opened), null);
  for (const part of ['/banner.js', '/collect/', '/gate.js', site.others]) visitor.refute(part);
});

test('a filter that removes the banner, again and again, leaves the page usable and everything denied', async () => {
  visitor = await profile(browser);
  await visitor.context.addInitScript(() => {
    window.removed = 0;
    new MutationObserver(() => document.querySelectorAll('footfall-consent').forEach(found => { found.remove(); window.removed++; })).observe(document, { childList: true, subtree: true });
  });
  const opened = await tab(page('/filter', `${tag('first')}<button onclick="this.textContent = 'done'">Do</button>`));
  await until('the filter to work', () => opened.evaluate(() => window.removed > 0));
  await opened.getByText('Do').click();
  await opened.getByText('done').waitFor();
  await opened.waitForTimeout(500);
  assert.equal(await opened.evaluate(() => window.removed), 1, 'it is not put back');
  assert.deepEqual([await choice(opened), await ran(opened)], [null, []]);
  for (const part of ['/collect/', '/gate.js', site.others]) visitor.refute(part);
});

test('ten scripts come to life in turns: no task of more than 200 ms on a processor four times slower, and after the banner has gone', async () => {
  visitor = await profile(browser);
  const opened = await visitor.context.newPage();
  await opened.goto(page('/busy', `<script type="text/plain" data-category="marketing">window.still = !!document.querySelector('footfall-consent').shadowRoot.querySelector('[data-footfall=accept]')?.offsetParent;</script>${tag('busy').repeat(10)}`));
  await button(opened, 'accept').waitFor();
  await (await visitor.context.newCDPSession(opened)).send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await opened.evaluate(() => {
    window.tasks = [];
    new PerformanceObserver(list => list.getEntries().forEach(({ duration }) => window.tasks.push(duration))).observe({ type: 'longtask' });
  });
  await button(opened, 'accept').click();
  await until('all ten', async () => (await ran(opened)).length === 10, { timeout: 20_000 });
  const longest = Math.max(0, ...(await opened.evaluate(() => window.tasks)));
  assert.ok(longest <= 200, `${longest} ms`);
  assert.equal(await opened.evaluate(() => window.still), false);
});

test('a rule that says off asks nothing and sends nothing; one that nobody knows asks', async () => {
  site.facts = { rule: true };
  for (const [answer, asks] of [[{ rule: 'off' }, false], [{ rule: 'else' }, true]]) {
    visitor = await profile(browser);
    await visitor.context.route(`**/s/${DOMAIN}/rule`, route => route.fulfill({ json: answer, headers: { 'access-control-allow-origin': '*' } }));
    const opened = await tab(page('/rule', tag('first')));
    await visitor.expect(`/s/${DOMAIN}/rule`, 1);
    const [request] = visitor.requests(`/s/${DOMAIN}/rule`);
    const { cookie, referer } = await request.allHeaders();
    assert.deepEqual([cookie, referer], [undefined, undefined]);
    if (asks) await button(opened, 'accept').waitFor();
    else {
      await opened.waitForTimeout(500);
      visitor.refute('/banner.js');
    }
    for (const part of ['/collect/', site.others]) visitor.refute(part);
    assert.deepEqual((await visitor.stored(opened)).cookies, []);
    if (!asks) await visitor.close();
  }
});
