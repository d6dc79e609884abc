// The whole story: a visit becomes a number on a dashboard, or nothing at all when the visitor says no.
//
// SERVER_URL: the server itself. PROXY_PORT: where its reverse proxy shall be; the server's public URL names it.
// ADMIN_TOKEN, ADMIN_EMAIL, ADMIN_PASSWORD: an administrator.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch, picture, profile, until } from './lib/browser.mjs';
import { Api } from './lib/api.mjs';
import { Proxy, customerSite } from './lib/proxy.mjs';

const { SERVER_URL, PROXY_PORT, ADMIN_TOKEN, ADMIN_EMAIL, ADMIN_PASSWORD } = process.env;
const PUBLIC_URL = `http://localhost:${PROXY_PORT}`;
const DEMO = 'demo.example';
const SECOND = 'second.localhost';

/** An address of a hosting company in Germany. */
const IN_GERMANY = '217.160.0.1';
const METRICS = 'visitors,visits,pageviews';

const api = new Api(SERVER_URL, ADMIN_TOKEN);
let browser;
let proxy;
let second;
let visitor;
let page;

before(async () => {
  proxy = await Proxy.listen(PROXY_PORT, SERVER_URL);
  await api.createSite({ domain: SECOND, timezone: 'Europe/Berlin' });
  second = await customerSite(SECOND, `${PUBLIC_URL}/s/${SECOND}.js`);
  browser = await launch();
  await clearOfMidnight(DEMO);
});

after(async () => {
  await browser?.close();
  await second?.close();
  await proxy?.close();
});

test('undecided: the banner asks, and nothing is sent or stored', async () => {
  visitor = await profile(browser);
  page = await visitor.context.newPage();
  await page.goto(`${PUBLIC_URL}/demo/`);
  await banner(page).waitFor();
  await picture(page, 'story-1-banner', { fullPage: false });
  visitor.refute('/collect/');
  visitor.refuteElsewhere();
  assert.deepEqual(await visitor.stored(page), NOTHING);
});

test('rejected: only the receipt is stored, nothing is sent, and nothing is counted', async () => {
  await banner(page).getByRole('button', { name: 'Reject all' }).click();
  await banner(page).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Lamps', exact: true }).click();
  await page.getByRole('heading', { name: 'Lamps and prices' }).waitFor();
  await page.getByRole('link', { name: 'Journal', exact: true }).click();
  await page.getByText('It loads only if you allow marketing').waitFor();
  assert.equal(await banner(page).count(), 0, 'whoever has said no is not asked again');
  await picture(page, 'story-2-rejected', { fullPage: false });
  assert.deepEqual(await visitor.stored(page), { ...NOTHING, cookies: ['footfall_consent'] });
  visitor.refute('/collect/');
  visitor.refuteElsewhere();
  await visitor.close();
  await api.merge();
  assert.deepEqual((await api.stats(DEMO, { metrics: METRICS })).totals, { visitors: 0, visits: 0, pageviews: 0 });
});

test('accepted: three pages are reported and answered', async () => {
  proxy.client = IN_GERMANY;
  visitor = await profile(browser, { locale: 'de-DE' });
  page = await visitor.context.newPage();
  await page.goto(`${PUBLIC_URL}/demo/`, { referer: 'https://www.google.com/' });
  await page.getByRole('button', { name: 'Accept all' }).click();
  await viewsCounted(visitor, 1);
  await page.getByRole('link', { name: 'Lamps', exact: true }).click();
  await viewsCounted(visitor, 2);
  await page.getByRole('link', { name: 'Journal', exact: true }).click();
  await viewsCounted(visitor, 3);
  await until('the film', () => visitor.requests('youtube-nocookie.com').length === 1);
  await picture(page, 'story-3-accepted', { fullPage: false });
  const { cookies, local, ...others } = await visitor.stored(page);
  assert.deepEqual({ cookies, local }, { cookies: ['footfall_consent'], local: ['footfall'] });
  assert.deepEqual({ ...others, cookies: [], local: [] }, NOTHING);
  const [consent] = await visitor.context.cookies();
  assert.match(consent.value, /^[\w-]+\.[\w-]+\.[\w-]+$/, 'the cookie is a receipt');
  await api.merge();
});

test('the dashboard shows a person who logs in one visitor, one visit, three pageviews, and where they were', async () => {
  const person = await profile(browser);
  const dashboard = await logIn(person);
  await dashboard.getByRole('link', { name: DEMO, exact: true }).click();
  await dashboard.getByRole('button', { name: 'Today' }).click();
  await figures(dashboard, { visitors: '1', visits: '1', pageviews: '3' });
  await rows(dashboard, 'pages', { '/demo': '1', '/demo/products': '1', '/demo/journal': '1' });
  await rows(dashboard, 'sources', { Google: '1' });
  await rows(dashboard, 'countries', { Germany: '1' });
  await dashboard.getByText('nobody is hidden in a crowd').waitFor();
  await picture(dashboard, 'story-4-dashboard');
  person.refuteElsewhere();
  await person.close();
});

test('a site with the usual thresholds shows its totals, and no breakdown of a single visit', async () => {
  const other = await profile(browser);
  const otherPage = await other.context.newPage();
  await otherPage.goto(second.url);
  await banner(otherPage).getByRole('button', { name: 'Accept all' }).click();
  await viewsCounted(other, 1);
  await other.close();
  await api.merge();

  const person = await profile(browser);
  const dashboard = await logIn(person);
  await dashboard.getByRole('link', { name: SECOND, exact: true }).click();
  await dashboard.getByRole('button', { name: 'Today' }).click();
  await figures(dashboard, { visitors: '1', visits: '1', pageviews: '1' });
  for (const panel of ['pages', 'sources', 'countries', 'devices']) {
    await dashboard.getByTestId(`panel-${panel}`).getByText('Breakdowns follow with the next 9 visits').waitFor();
    assert.equal(await dashboard.getByTestId(`panel-${panel}`).getByTestId('row').count(), 0, panel);
  }
  await picture(dashboard, 'story-5-second-site');
  await person.close();
  const answer = await api.stats(SECOND, { metrics: 'visits', by: 'country' });
  assert.deepEqual(answer.rows, []);
});

test('withdrawn: receipt and memory are gone, and the next page is not counted', async () => {
  await page.getByRole('link', { name: 'Privacy and cookies' }).click();
  await viewsCounted(visitor, 4);
  await page.getByRole('link', { name: 'Open your privacy choices' }).click();
  await page.getByRole('dialog').waitFor();
  await picture(page, 'story-6-preferences', { fullPage: false });
  await page.getByRole('button', { name: 'Withdraw consent' }).click();
  await until('an empty browser', async () => same(await visitor.stored(page), NOTHING));
  await picture(page, 'story-7-withdrawn', { fullPage: false });

  const sent = visitor.requests('/collect/').length;
  await page.goto(`${PUBLIC_URL}/demo/contact`);
  await banner(page).waitFor();
  assert.equal(visitor.requests('/collect/').length, sent, 'nothing is sent after the withdrawal');
  assert.deepEqual(await visitor.stored(page), NOTHING);
  await visitor.close();
  await api.merge();
  assert.deepEqual((await api.stats(DEMO, { metrics: METRICS })).totals, { visitors: 1, visits: 1, pageviews: 4 });
});

const NOTHING = { cookies: [], local: [], session: [], databases: [], caches: [], workers: 0 };

function banner(on) {
  return on.getByRole('region', { name: 'Privacy choices' });
}

/** Waits until so many pageviews were reported, and answered as counted. */
async function viewsCounted(by, count) {
  const views = () => by.requests('/collect/events').filter(request => request.postData().includes('"pageview"'));
  await until(`${count} pageviews`, () => views().length >= count);
  assert.equal(views().length, count);
  const answer = await views().at(-1).response();
  assert.equal(answer.status(), 204, 'counted');
}

async function logIn(person) {
  const dashboard = await person.context.newPage();
  await dashboard.goto(`${PUBLIC_URL}/app/`);
  await dashboard.getByLabel('Email').fill(ADMIN_EMAIL);
  await dashboard.getByLabel('Password').fill(ADMIN_PASSWORD);
  await dashboard.getByRole('button', { name: 'Log in' }).click();
  return dashboard;
}

async function figures(dashboard, expected) {
  for (const [metric, text] of Object.entries(expected)) {
    await becomes(`the ${metric}`, text, () => dashboard.getByTestId(`figure-${metric}`).getByTestId('value').innerText());
  }
}

/** Waits until a panel shows exactly these labels and amounts, as a person reads them. */
async function rows(dashboard, panel, expected) {
  await becomes(`the panel ${panel}`, expected, async () => {
    const shown = await dashboard.getByTestId(`panel-${panel}`).getByTestId('row').all();
    return Object.fromEntries(
      await Promise.all(shown.map(async row => [
        await row.getByTestId('label').innerText(),
        await row.getByTestId('amount').innerText(),
      ])));
  });
}

async function becomes(what, expected, read) {
  let last;
  const done = async () => same((last = await read()), expected);
  await until(what, done).catch(() => assert.deepEqual(last, expected, what));
}

function same(one, other) {
  try {
    assert.deepEqual(one, other);
    return true;
  } catch {
    return false;
  }
}

/** The story is told within one of the site's days. */
async function clearOfMidnight(site) {
  const { timezone } = await api.site(site);
  const clock = () => new Date().toLocaleTimeString('sv-SE', { timeZone: timezone });
  await until('midnight to pass', () => clock() < '23:56:00', { timeout: 300_000, pause: 1000 });
}
