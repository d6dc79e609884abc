// The demo's pages as a person sees them, in each width and colour scheme. BASE_URL: where they are served.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch, picture, profile } from './lib/browser.mjs';
import { violations } from './lib/accessibility.mjs';

const PAGES = ['', 'products', 'journal', 'contact', 'privacy', 'thanks', 'nowhere'];
const BASE = process.env.BASE_URL;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const colorScheme of ['light', 'dark']) {
  for (const width of [390, 1280]) {
    test(`demo pages are accessible and fit, ${colorScheme}, ${width} wide`, async () => {
      const visitor = await profile(browser, { colorScheme, viewport: { width, height: 900 } });
      const page = await visitor.context.newPage();
      for (const name of PAGES) {
        await page.goto(`${BASE}/demo/${name}`);
        await picture(page, `demo-${name || 'home'}-${width}-${colorScheme}`);
        assert.equal(await overflow(page), 0, `${name} scrolls sideways`);
        if (width === 1280) assert.deepEqual(await violations(page), [], name);
      }
      visitor.refuteElsewhere();
      await visitor.close();
    });
  }
}

test('demo pages fit a width of 320, where they are accessible too', async () => {
  const visitor = await profile(browser, { viewport: { width: 320, height: 600 } });
  const page = await visitor.context.newPage();
  for (const name of PAGES) {
    await page.goto(`${BASE}/demo/${name}`);
    assert.equal(await overflow(page), 0, `${name} scrolls sideways`);
    assert.deepEqual(await violations(page), [], name);
  }
  await visitor.close();
});

test('the film is not asked for, and its place says why', async () => {
  const visitor = await profile(browser);
  const page = await visitor.context.newPage();
  await page.goto(`${BASE}/demo/journal`, { waitUntil: 'networkidle' });
  await page.getByText('It loads only if you allow marketing').waitFor();
  assert.equal(await page.locator('iframe').isVisible(), false);
  visitor.refuteElsewhere();
  await visitor.close();
});

test('the form can be filled in, sent, and thanks', async () => {
  const visitor = await profile(browser);
  const page = await visitor.context.newPage();
  await page.goto(`${BASE}/demo/contact`);
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('Your e-mail address').fill('ada@example.org');
  await page.getByLabel('Your message').fill('A lamp, please.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  assert.equal(new URL(page.url()).search, '');
  await visitor.close();
});

function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
