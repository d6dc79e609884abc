// The first day with a server of one's own: the printed link makes the administrator, a site is added, waits for its
// first visit, shows totals at once and breakdowns from the tenth visit on. Every screen is looked at in light and dark.
//
// SERVER_URL: the server. SETUP_URL: the link that it printed. ADMIN_TOKEN: for merges when we want them.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch, picture, profile, until } from './lib/browser.mjs';
import { violations } from './lib/accessibility.mjs';
import { Api } from './lib/api.mjs';
import { customerSite } from './lib/proxy.mjs';

const { SERVER_URL, SETUP_URL, ADMIN_TOKEN } = process.env;
const SITE = 'second.localhost';
const EMAIL = 'owner@example.org';
const PASSWORD = 'a sentence works rather well';
const PANELS = ['pages', 'sources', 'countries', 'devices'];

const api = new Api(SERVER_URL, ADMIN_TOKEN);
let browser;
let site;
let person;
let page;

before(async () => {
  browser = await launch();
  site = await customerSite(SITE, `${SERVER_URL}/s/${SITE}.js`);
  person = await profile(browser);
  page = await person.context.newPage();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

test('the printed link makes the administrator, and refuses what cannot be one', async () => {
  await page.goto(SETUP_URL);
  await page.getByTestId('submit').click();
  await page.getByTestId('error-email').waitFor();
  await page.getByTestId('error-password').waitFor();
  await enter({ email: EMAIL, password: 'short' });
  await page.getByText('A password has at least 12 characters.').waitFor();
  await looksWell('set-up');
  await enter({ email: EMAIL, password: PASSWORD });
  await page.getByText('No site yet').waitFor();
  await looksWell('no-site');
});

test('a new site waits for its first visit, with the line to copy', async () => {
  await page.getByTestId('add-site').click();
  await enter({ domain: `https://${SITE}/`, timezone: 'Europe/Berlin' });
  await page.getByTestId('error-domain').waitFor();
  await looksWell('new-site');
  await enter({ domain: SITE });
  await page.getByTestId('empty-state').waitFor();
  assert.equal(await page.getByTestId('snippet').innerText(), `<script async src="${SERVER_URL}/s/${SITE}.js"></script>`);
  await looksWell('waiting-for-the-first');
});

test('one visit is in the totals by itself, and in no breakdown', async () => {
  await visit();
  await api.merge();
  // As when somebody comes back to the tab; otherwise the page asks a few times a minute.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByTestId('figure-visits').waitFor();
  await amount('visits', '1');
  await page.getByText(/^Counting since /).waitFor();
  await page.getByTestId('chart').waitFor();
  for (const name of PANELS) {
    await panel(name).getByText('Breakdowns follow with the next 9 visits').waitFor();
    assert.equal(await panel(name).getByTestId('row').count(), 0, name);
  }
  await looksWell('one-visit');
});

test('the tenth visit brings the breakdowns', async () => {
  await Promise.all([visit(), visit(), visit()]);
  await Promise.all([visit(), visit(), visit()]);
  await Promise.all([visit(), visit(), visit()]);
  await api.merge();
  await page.reload();
  await amount('visitors', '10');
  for (const name of PANELS) {
    assert.equal(await panel(name).getByTestId('row').first().getByTestId('amount').innerText(), '10', name);
    assert.equal(await panel(name).getByTestId('waiting').count(), 0, name);
  }
  await looksWell('ten-visits');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByText('Fixed, because counting has begun').waitFor();
  await enter({ aliases: 'not a domain!' });
  await page.getByText('Each line is one domain').waitFor();
  await looksWell('settings');
});

test('in German no English is left, and a used link leads to the log-in', async () => {
  await page.getByTestId('language-de').click();
  await page.getByText('Jede Zeile ist eine Domain').waitFor();
  await looksWell('settings-german');
  await page.getByRole('link', { name: 'Dashboard' }).click();
  await panel('pages').getByTestId('row').first().waitFor();
  const text = await page.locator('main').innerText();
  assert.doesNotMatch(text, /\b(visits?|visitors?|pages|sources|countries|today|settings|counting|days)\b/i);
  await looksWell('dashboard-german');
  await page.getByTestId('log-out').click();
  await page.getByTestId('log-in').waitFor();
  await enter({ email: EMAIL, password: 'something else entirely' });
  await page.getByText('E-Mail oder Passwort stimmt nicht.').waitFor();
  await looksWell('log-in-german');
  await page.goto(SETUP_URL);
  await enter({ email: 'other@example.org', password: PASSWORD });
  await page.getByText('Dieser Link ist schon benutzt').waitFor();
  await looksWell('used-link-german');
  await page.getByTestId('problem').getByRole('link', { name: 'Anmelden' }).click();
  await enter({ email: EMAIL, password: PASSWORD });
  await page.getByRole('heading', { name: 'Websites' }).waitFor();
  await looksWell('sites-german');
});

test('nothing went wrong in the console but the refusals, and no other host was asked', () => {
  assert.deepEqual(person.errors.filter(error => !/^Failed to load resource: .* 40[0139] /.test(error)), []);
  person.refuteElsewhere();
});

async function enter(fields) {
  for (const [name, value] of Object.entries(fields)) await page.getByTestId(`field-${name}`).fill(value);
  await page.getByTestId('submit').click();
}

/** Somebody new comes, agrees, and is counted. */
async function visit() {
  const visitor = await profile(browser);
  const seen = await visitor.context.newPage();
  await seen.goto(site.url);
  await seen.getByRole('button', { name: 'Accept all' }).click();
  const [counted] = await visitor.expect('/collect/events', 1);
  assert.equal(counted.status(), 204);
  await seen.getByText('Your choice has been saved.').waitFor();
  await visitor.close();
}

function panel(name) {
  return page.getByTestId(`panel-${name}`);
}

async function amount(metric, expected) {
  const value = page.getByTestId(`figure-${metric}`).getByTestId('value');
  await value.getByText(expected, { exact: true }).waitFor();
}

/** Accessible in light and dark, and nothing reaches beyond a phone's screen. */
async function looksWell(name) {
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    await until(colorScheme, () => page.evaluate(() => document.documentElement.dataset.theme).then(theme => theme === colorScheme));
    assert.deepEqual(await violations(page), [], `${name}, ${colorScheme}`);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await until(`${name} to fit a phone`, async () => (await beyond()) === 0); // the drawing follows in a later frame
  await page.setViewportSize({ width: 1280, height: 900 });
  await picture(page, `first-steps-${name}`);
}
