// The question as people meet it: each layout in light, dark and right to left, by keyboard, small, enlarged, in forced colours.
// The real script with a fixture in the server's place; nothing else is asked for anything.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch, picture, profile, until } from './lib/browser.mjs';
import { violations } from './lib/accessibility.mjs';
import { bannerSite, receipt } from './lib/banner-site.mjs';

const LAYOUTS = [
  ['bar', 'bottom', 'light', 'en'], ['bar', 'top', 'dark', 'ar'],
  ['box', 'start', 'dark', 'de'], ['box', 'end', 'light', 'he'],
  ['dialog', 'bottom', 'light', 'en'], ['dialog', 'bottom', 'dark', 'ar'],
];
/** What is in the window. */
const SEEN = { fullPage: false };
const PHONE = { width: 320, height: 640 };
const DESK = { width: 1280, height: 800 };
/** 1280 by 1024 at 400 %. */
const ENLARGED = { width: 320, height: 256 };

let browser;
let site;

before(async () => {
  browser = await launch();
  site = await bannerSite();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens a page whose question is there. */
async function open(look, options = {}, signal = false) {
  const person = await profile(browser, { viewport: DESK, ...options });
  const page = await person.context.newPage();
  if (signal) {
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }));
  }
  await page.goto(`${site.url}/?${new URLSearchParams(look)}`);
  await page.locator('.layer').waitFor();
  return { person, page };
}

const press = (page, kind, within = '.layer') => page.locator(`${within} [data-footfall="${kind}"]`).click();
const cookie = async (person, name) => (await person.context.cookies()).find(one => one.name === name)?.value;
const focused = page => page.evaluate(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.dataset?.footfall ?? at?.id;
});

/** Nothing wider than the window, and no control smaller than 24 by 24. */
async function fits(page) {
  const found = await page.evaluate(() => {
    const root = document.querySelector('footfall-consent').shadowRoot;
    const seen = [...root.querySelectorAll('button,input,summary')].map(one => one.getBoundingClientRect()).filter(({ width }) => width);
    return {
      wide: document.documentElement.scrollWidth > innerWidth || seen.some(({ left, right }) => left < 0 || right > innerWidth),
      small: seen.filter(({ width, height }) => width < 24 || height < 24).length,
    };
  });
  assert.deepEqual(found, { wide: false, small: 0 });
}

for (const [layout, position, colorScheme, lang] of LAYOUTS) {
  test(`${layout} at ${position}, ${colorScheme}, ${lang}: accessible, whole, and the page stays in use`, async () => {
    const { person, page } = await open({ layout, position, lang }, { colorScheme });
    const name = `banner-${layout}-${position}-${colorScheme}-${lang}`;
    assert.deepEqual(await violations(page), []);
    await fits(page);
    await picture(page, name, SEEN);
    await page.setViewportSize(PHONE);
    await fits(page);
    await picture(page, name + '-phone', SEEN);
    // Not a wall: what is beside it can be used, scrolling, Escape and clicks elsewhere are no answer.
    await page.setViewportSize(DESK);
    await page.keyboard.press('Escape');
    await page.mouse.wheel(0, 600);
    await page.mouse.click(4, 400);
    assert.equal(await page.locator('.layer').isVisible(), true);
    assert.deepEqual(await person.context.cookies(), []);
    if (layout === 'box') {
      // The preference centre is the same behind each layout.
      await person.close();
      return;
    }
    await press(page, 'choose');
    await page.locator('dialog.centre[open]').waitFor();
    await page.locator('details').evaluateAll(all => all.forEach(one => (one.open = true)));
    assert.deepEqual(await violations(page), []);
    await fits(page);
    await picture(page, name + '-centre', SEEN);
    await page.setViewportSize(PHONE);
    await fits(page);
    await picture(page, name + '-centre-phone', SEEN);
    assert.deepEqual(person.errors, []);
    await person.close();
  });
}

test('the buttons of the first layer are of one size, colour and kind', async () => {
  for (const layout of ['bar', 'box', 'dialog']) {
    const { person, page } = await open({ layout });
    const looks = await page.locator('.layer .buttons button').evaluateAll(all => all.map(one => {
      const { color, backgroundColor, fontSize, fontWeight, borderWidth } = getComputedStyle(one);
      const { height, width } = one.getBoundingClientRect();
      return JSON.stringify([one.localName, color, backgroundColor, fontSize, fontWeight, borderWidth, height, Math.round(width)]);
    }));
    assert.equal(looks.length, 3);
    assert.equal(new Set(looks).size, 1, looks.join('\n'));
    await person.close();
  }
});

test('by keyboard alone: in reach at once, no trap, focus in sight, back where it was', async () => {
  for (const [layout, position] of [['bar', 'bottom'], ['bar', 'top'], ['dialog', 'bottom']]) {
    const { person, page } = await open({ layout, position });
    assert.ok(!(await focused(page)), 'the focus is not moved');
    const visited = [];
    for (let i = 0; i < 12 && visited.at(-1) !== 'first'; i++) {
      await page.keyboard.press('Tab');
      visited.push(await focused(page));
    }
    assert.ok(['accept', 'reject', 'choose', 'close', 'first'].every(one => visited.includes(one)), visited.join());
    const hidden = () => page.evaluate(() => {
      const layer = document.querySelector('footfall-consent').shadowRoot.querySelector('.layer').getBoundingClientRect();
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return top >= layer.top && bottom <= layer.bottom ? document.activeElement.textContent : '';
    });
    assert.equal(await hidden(), '');
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Tab');
      assert.equal(await hidden(), '', `after ${i} more`);
    }
    await page.locator('#last').focus();
    assert.equal(await hidden(), '');
    await person.close();
  }
});

test('at 400 % all of it is in reach, and the page too', async () => {
  const { person, page } = await open({ layout: 'bar' }, { viewport: ENLARGED });
  await fits(page);
  await picture(page, 'banner-enlarged', SEEN);
  await page.locator('.layer [data-footfall="choose"]').scrollIntoViewIfNeeded();
  await press(page, 'choose');
  await page.locator('.centre [data-footfall="save"]').scrollIntoViewIfNeeded();
  await fits(page);
  await person.close();
});

test('in forced colours switches and buttons have edges, and with reduced motion nothing moves', async () => {
  const { person, page } = await open({ layout: 'box' }, { forcedColors: 'active', reducedMotion: 'reduce' });
  const { border, animation } = await page.locator('.layer').evaluate(layer => ({
    border: getComputedStyle(layer).borderTopWidth, animation: getComputedStyle(layer).animationName }));
  assert.deepEqual([border, animation], ['1px', 'none']);
  await press(page, 'choose');
  await page.locator('dialog.centre[open]').waitFor();
  await picture(page, 'banner-forced-colours', SEEN);
  assert.deepEqual(await violations(page), []);
  await person.close();
});

test('a choice of one service is kept, said once, and shown where the page lists cookies', async () => {
  const { person, page } = await open({ layout: 'bar' });
  await page.locator('#fallback').waitFor({ state: 'hidden' });
  await page.locator('#first').focus();
  await page.keyboard.press('Shift+Tab');
  await press(page, 'choose');
  await page.getByText('Services and cookies (2)').click();
  await page.getByRole('switch', { name: 'YouTube <b>' }).first().check();
  await press(page, 'save', '.centre');
  await until('the status', async () => (await page.getByRole('status').first().innerText()) === 'Your choice has been saved.');
  assert.equal(await cookie(person, 'footfall_consent'), receipt([]));
  assert.equal(await cookie(person, 'footfall_services'), 'youtube');
  const table = page.locator('[data-footfall-cookies]');
  assert.equal(await table.getByRole('switch', { name: 'YouTube <b>' }).isChecked(), true);
  assert.equal(await table.getByRole('switch', { name: 'Marketing' }).isChecked(), false);
  assert.match((await table.locator('section').allInnerTexts()).join(), /2 years/);
  await table.getByRole('switch', { name: 'Maps' }).check();
  assert.equal(await table.getByRole('switch', { name: 'Marketing' }).isChecked(), true);
  await table.locator('[data-footfall="save"]').click();
  await until('the category', async () => (await cookie(person, 'footfall_consent')) === receipt(['marketing']));
  assert.equal(await cookie(person, 'footfall_services'), undefined);
  assert.deepEqual(await violations(page), []);
  await table.scrollIntoViewIfNeeded();
  await picture(page, 'banner-table', SEEN);
  await person.close();
});

test('withdrawing works without a network once the question was there, in as many clicks as granting', async () => {
  const { person, page } = await open({ layout: 'dialog' });
  await person.expect('/centre.js', 1);
  await press(page, 'accept');
  await page.getByText('Your choice has been saved.').waitFor();
  await person.context.setOffline(true);
  await page.locator('button[data-footfall-open]').click();
  await page.getByText('What this site’s statistics know about you').click();
  await page.getByText('Read a receipt').click();
  await page.getByText('On localhost, in').waitFor();
  await picture(page, 'banner-receipt', SEEN);
  await press(page, 'withdraw', '.centre');
  await page.getByText('Your consent has been withdrawn').waitFor();
  assert.deepEqual(await person.context.cookies(), []);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await person.close();
});

test('closing without accepting is a refusal', async () => {
  const { person, page } = await open({ layout: 'box' });
  await page.getByRole('button', { name: 'Close without accepting' }).click();
  await until('the refusal', async () => (await cookie(person, 'footfall_consent')) === receipt([]));
  assert.equal((await person.context.cookies()).length, 1);
  person.refute('/collect/');
  await person.close();
});

test('the browser’s own opt-out is shown as heeded, stands before a yes to all, and yields to a switch of its own', async () => {
  const { person, page } = await open({ layout: 'bar' }, {}, true);
  await page.getByText('Opt-out request honoured.').waitFor();
  await picture(page, 'banner-signal', SEEN);
  await press(page, 'accept');
  await until('the choice', async () => (await cookie(person, 'footfall_consent')) === receipt(['preferences', 'statistics']));
  await page.locator('button[data-footfall-open]').click();
  await page.getByText('Opt-out request honoured: your browser').waitFor();
  await page.locator('.centre').getByRole('switch', { name: 'Marketing' }).check();
  await press(page, 'save', '.centre');
  await until('the choice', async () => (await cookie(person, 'footfall_consent')) === receipt(['marketing', 'preferences', 'statistics']));
  assert.match(await cookie(person, 'footfall_services'), /^_/);
  await person.close();
});
