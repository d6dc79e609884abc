// The recipes of docs/embed: each page that they print, run as it stands there, with what it may ask for and what it may not.
//
// SERVER_URL: the server. ADMIN_TOKEN: to add the site.
import { after, afterEach, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { launch, profile, until } from './lib/browser.mjs';
import { Api } from './lib/api.mjs';
import { EmbedSite } from './lib/embed.mjs';

const { SERVER_URL, ADMIN_TOKEN } = process.env;
const DOMAIN = 'shop.localhost';
const FOLDER = new URL('../../../docs/embed/', import.meta.url);
const STUBS = new URL('../../../target/classes/snippet/', import.meta.url);

let browser;
let site;
let visitor;

before(async () => {
  const api = new Api(SERVER_URL, ADMIN_TOKEN);
  await api.createSite({ domain: DOMAIN });
  site = await EmbedSite.listen(DOMAIN, SERVER_URL);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

afterEach(async () => {
  site.facts = {};
  site.delay = 0;
  if (!visitor) return;
  // No test leaves an error of ours, or of the page, in the console.
  const errors = visitor.errors.filter(error => !/Failed to load resource/.test(error));
  await visitor.close();
  assert.deepEqual(errors, []);
});

/** Somebody new opens a recipe's page. */
async function open(recipe, { path = `/${recipe}`, change = html => html, headers, said = [] } = {}) {
  visitor = await profile(browser);
  const url = site.page(path, change(printed(recipe)), headers);
  const page = await visitor.context.newPage();
  page.on('console', message => said.push(message.text()));
  await page.goto(url);
  return page;
}

/** The page that a recipe prints. */
function printed(recipe) {
  return /```html\n([^]*?)```/.exec(readFileSync(new URL(`${recipe}.md`, FOLDER), 'utf8'))[1];
}

const asked = page => page.locator('[data-footfall=accept]').first().waitFor();
const accept = page => page.locator('[data-footfall=accept]').first().click();
const reject = page => page.locator('[data-footfall=reject]').first().click();
const ran = page => page.evaluate(() => window.ran);
const gone = page => until('the banner to go', async () => !(await page.locator('[data-footfall=accept]').first().isVisible()));
const chosen = page => until('a choice', () => page.evaluate(() => document.cookie.includes('footfall_consent')));

/** Nothing was asked for but pages, the script and the banner; nothing is stored but what is given. */
async function refuteAll(page, stored = []) {
  for (const part of [site.others, '/collect/', '/memory.js', '/debug.js', '/tcf.js']) visitor.refute(part);
  const { cookies, ...rest } = await visitor.stored(page);
  assert.deepEqual(cookies, stored);
  assert.deepEqual(rest, { local: [], session: [], databases: [], caches: [], workers: 0 });
}

async function counts(page) {
  const answers = await visitor.expect('/collect/events', 1);
  assert.equal(answers[0].status(), 204);
}

test('each recipe prints the stubs that are built', () => {
  const stubs = new Set(['stub', 'stub-google'].map(name => readFileSync(new URL(`${name}.js`, STUBS), 'utf8')));
  for (const recipe of ['static', 'shop', 'hydration', 'gtm', 'csp', 'swaps']) {
    const [, stub] = /<script(?: nonce="\w+")?>(\{[^]*?)<\/script>/.exec(printed(recipe));
    assert.ok(stubs.has(stub), `${recipe}.md: ${stub}`);
  }
});

test('static: nothing before a choice, everything in order after it, nothing more after a withdrawal', async () => {
  site.facts = { signals: { google: 'basic' } };
  const said = [];
  const page = await open('static', { said });
  await asked(page);
  await refuteAll(page);
  assert.equal(await page.getByText('See where we are').isVisible(), true);
  await accept(page);
  await until('the tags', async () => (await ran(page)).length === 3);
  assert.deepEqual(await ran(page), ['first', 'inline', 'measure']);
  await visitor.expect(`${site.others}/film.html`, 1);
  await visitor.expect(`${site.others}/map.html`, 1);
  await visitor.expect(`${site.others}/pixel.png`, 1);
  await counts(page);
  const consent = await page.evaluate(() => dataLayer.filter(entry => entry[0] === 'consent').map(entry => [entry[1], entry[2].ad_storage, Object.keys(entry[2]).length]));
  assert.deepEqual(consent, [['default', 'denied', 8], ['update', 'granted', 7]]);
  assert.equal(await page.evaluate(() => Object.prototype.toString.call(dataLayer[0])), '[object Arguments]');
  await page.evaluate(() => footfall.consent.withdraw());
  await until('the frame to be empty', () => page.evaluate(() => !document.querySelector('iframe').hasAttribute('src')));
  await page.getByText('See where we are').waitFor();
  const { cookies, local } = await visitor.stored(page);
  assert.deepEqual([cookies, local], [[], []]);
  assert.deepEqual(said, []);
});

test('static: a refusal leaves the refusal alone, on this page and the next', async () => {
  const page = await open('static');
  await reject(page);
  await chosen(page);
  await page.reload();
  await page.getByText('Load once').first().waitFor();
  await refuteAll(page, ['footfall_consent']);
  assert.equal(visitor.requests('/banner.js').length, 1);
});

test('static: before </body> it works as well, and twice by mistake as once, with a hint', async () => {
  const line = /<script async src="https:\/\/stats[^]*?<\/script>/;
  const said = [];
  const page = await open('static', { path: '/twice', said, change: html => html.replace(line, '').replace('</body>', `${line.exec(html)[0].repeat(2)}</body>`) });
  await accept(page);
  await until('the tags', async () => (await ran(page)).length === 3);
  await counts(page);
  assert.deepEqual(said, ['Footfall is here twice']);
});

test('static: a script that does not load breaks nothing', async () => {
  const page = await open('static', { path: '/broken', change: html => html.replace('https://stats.example.org/s/example.com.js', '/nowhere.js') });
  await page.waitForLoadState();
  await page.evaluate(() => footfall('Signup'));
  assert.equal(await page.getByText('See where we are').isVisible(), true);
  await refuteAll(page);
});

test('wordpress: late, moved and renamed by an optimiser', async () => {
  const page = await open('wordpress');
  await asked(page);
  await refuteAll(page);
  await accept(page);
  await until('the tag', async () => (await ran(page)).length === 1);
  await visitor.expect(`${site.others}/film.html`, 1);
  await counts(page);
});

test('shop: an order that is called before the script counts once, and again not after a reload', async () => {
  site.delay = 500;
  const page = await open('shop');
  await accept(page);
  // A report whose answer got lost is repeated as it was.
  const order = () => new Set(visitor.requests('/collect/events').map(request => request.postData()).filter(body => body.includes('"Order"')).map(body => JSON.parse(body).nonce)).size;
  await until('the order', async () => {
    await page.evaluate(() => footfall('Order', { once: '2026-1001', revenue: { amount: '19.90', currency: 'EUR' } }));
    return order() === 1;
  });
  await page.reload();
  await until('the second view', () => visitor.requests('/collect/events').filter(request => request.postData().includes('"page":2')).length === 1);
  assert.equal(order(), 1);
});

test('hydration: what is drawn again is gated again, and shows one placeholder', async () => {
  const page = await open('hydration');
  await page.locator('body[data-hydrated]').waitFor();
  await until('one placeholder', async () => (await page.locator('footfall-gate').count()) === 1 && (await page.getByText('Load once').count()) === 1);
  await refuteAll(page);
  await accept(page);
  await until('the tag', async () => (await ran(page)).length === 1);
  await visitor.expect(`${site.others}/film.html`, 1);
  await counts(page);
});

test('gtm: the default is first in dataLayer, though the container stands first and our script is late by 3 s', async () => {
  site.facts = { signals: { google: 'advanced' } };
  site.delay = 3000;
  const page = await open('gtm');
  await until('the container', () => page.evaluate(() => window.first));
  const [first, how, state] = await page.evaluate(() => window.first);
  assert.deepEqual([first, how, state.ad_storage, state.security_storage, state.wait_for_update], ['consent', 'default', 'denied', 'granted', 500]);
  await accept(page);
  await until('the update', () => page.evaluate(() => dataLayer.some(entry => entry[1] === 'update' && entry[2].ad_user_data === 'granted')));
});

test('gtm: the template sets the same default and loads the script', async () => {
  const template = readFileSync(new URL('footfall-gtm-template.tpl', FOLDER), 'utf8');
  const [, code] = /___SANDBOXED_JS_FOR_WEB_TEMPLATE___\n([^]*?)\n___/.exec(template);
  for (const [, json] of template.matchAll(/___(?:INFO|TEMPLATE_PARAMETERS|WEB_PERMISSIONS)___\n([^]*?)\n___/g)) JSON.parse(json);
  const page = await open('gtm', { path: '/template', change: html => html.replace(/<script async src="https:\/\/stats[^]*?<\/script>/, '') });
  await page.evaluate(([code, server, domain]) => {
    const tools = {
      setDefaultConsentState: state => { window.state = state; },
      injectScript: (address, done, failed) => Object.assign(document.head.appendChild(document.createElement('script')), { src: address, onload: done, onerror: failed }),
    };
    new Function('require', 'data', code)(name => tools[name], { server, site: domain, gtmOnSuccess() { window.loaded = true; }, gtmOnFailure() {} });
  }, [code, site.url, DOMAIN]);
  await asked(page);
  const { template: set, stub } = await page.evaluate(() => ({ template: window.state, stub: Array.from(dataLayer).find(entry => entry[0] === 'consent')[2] }));
  assert.deepEqual(set, stub);
  assert.equal(await page.evaluate(() => window.loaded), true);
});

test('csp: with nonces for scripts and styles, and trusted types', async () => {
  const policy = `script-src 'nonce-R4nd0m'; style-src 'nonce-R4nd0m'; connect-src ${SERVER_URL}; require-trusted-types-for 'script'; trusted-types footfall footfall-gate`;
  site.facts = { signals: { google: 'basic' } };
  const page = await open('csp', { headers: { 'content-security-policy': policy } });
  await asked(page);
  await refuteAll(page);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('footfall-gate')).display), 'flex');
  await accept(page);
  await until('the tags', async () => (await ran(page)).length === 2);
  assert.deepEqual(await ran(page), ['first', 'inline']);
  await visitor.expect(`${site.others}/film.html`, 1);
  await counts(page);
});

test('swaps: banner and button outlive the body, and what comes with a new one is gated and counted', async () => {
  const page = await open('swaps');
  await asked(page);
  for (const swap of ['turbo', 'htmx', 'astro']) {
    await page.evaluate(name => swaps[name](), swap);
    await asked(page);
    await page.getByText('Load once').waitFor();
    assert.equal(await page.locator('footfall-consent').count(), 1);
  }
  await refuteAll(page);
  await accept(page);
  await until('the last body’s tag', async () => (await ran(page)).join() === 'astro');
  for (const swap of ['turbo', 'htmx']) {
    await page.evaluate(name => swaps[name](), swap);
    await page.locator('[data-footfall-open]').first().waitFor();
    await until(`the tag of ${swap}`, async () => (await ran(page)).includes(swap));
  }
  assert.deepEqual(await ran(page), ['astro', 'turbo', 'htmx']);
  await until('three pages', () => visitor.requests('/collect/events').map(request => request.postData()).join().match(/"type":"pageview"/g)?.length === 3);
});

test('iframes: once is for now, always is for one service, and in a frame there is nothing', async () => {
  site.facts = { services: { video: 'marketing' }, rule: undefined };
  site.page('/static', printed('static'));
  const page = await open('iframes');
  await asked(page);
  await refuteAll(page);
  const film = page.locator('#film');
  const placeholder = page.locator('footfall-gate').first();
  const { width, height } = await placeholder.boundingBox();
  assert.deepEqual([Math.round(width), Math.round(height) >= 315], [564, true]);
  assert.equal(await placeholder.locator('[data-footfall=always]').count(), 0);
  await reject(page);
  await chosen(page);
  await page.reload();
  await placeholder.locator('[data-footfall=once]').click();
  await visitor.expect(`${site.others}/film.html`, 1);
  await page.reload();
  await placeholder.locator('[data-footfall=always]').click();
  await visitor.expect(`${site.others}/film.html`, 2);
  await page.reload();
  await visitor.expect(`${site.others}/film.html`, 3);
  assert.equal(await film.isVisible(), true);
  visitor.refute(`${site.others}/offer.html`);
  visitor.refute('/collect/');
  assert.deepEqual((await visitor.stored(page)).cookies.sort(), ['footfall_consent', 'footfall_services']);
  assert.equal(await page.frameLocator('#own').locator('footfall-consent').count(), 0);
  assert.equal(await page.frameLocator('#own').locator('footfall-gate').count(), 0);
});

test('tcf: the other tool asks, and its answers are the choice', async () => {
  const page = await open('tcf');
  await page.waitForLoadState();
  await visitor.expect('/tcf.js', 1);
  visitor.refute('/banner.js');
  visitor.refute(`${site.others}/first.js`);
  assert.deepEqual((await visitor.stored(page)).cookies, []);
  await page.evaluate(() => cmpAnswers(1, 8));
  await counts(page);
  assert.deepEqual(await page.evaluate(() => footfall.consent.get().allow), ['statistics']);
  visitor.refute(`${site.others}/first.js`);
  await page.evaluate(() => cmpAnswers(1, 2, 3, 4, 7));
  await until('the tag', async () => (await ran(page)).length === 1);
  assert.deepEqual(await page.evaluate(() => footfall.consent.get().allow), ['marketing']);
  await page.evaluate(() => cmpAnswers());
  await until('a refusal', () => page.evaluate(() => footfall.consent.get().allow.length === 0));
  assert.equal(await page.locator('[data-footfall=accept]').first().isVisible(), false);
});

test('with ?footfall-debug the console tells each step', async () => {
  const said = [];
  site.page('/debug', printed('static'));
  visitor = await profile(browser);
  const page = await visitor.context.newPage();
  page.on('console', message => said.push(message.text()));
  await page.goto(`${site.url}/debug?footfall-debug`);
  await asked(page);
  await accept(page);
  await until('the counting', () => said.some(text => /collect\/events: 204/.test(text)));
  for (const step of [/site shop\.localhost, version 1/, /there is no cookie footfall_consent/, /nothing is decided/, /<script> .*first\.js: waits for marketing/, /the choice changed; in force: /]) {
    assert.ok(said.some(text => step.test(text)), `${step} in ${said.join('\n')}`);
  }
});
