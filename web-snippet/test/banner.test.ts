import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Banner } from '../src/banner/Banner';
import type { BannerConfig, Texts } from '../src/banner/types';
import type { Footfall } from '../src/install';
import de from '../src/texts/de.json';
import en from '../src/texts/en.json';
import { allow as allowCookie, browser, memory, openPage, settled, type Server } from './page';
import { receipt } from './receipts';
import { config as site } from './setup';

const IDS = ['marketing', 'preferences', 'statistics'];

function bannerConfig(): BannerConfig {
  const receipts: Record<string, string> = {};
  for (let set = 0; set < 8; set++) {
    const allow = IDS.filter((_, i) => set & (1 << i));
    receipts[allow.join()] = receipt(allow);
  }
  return {
    site: 'example.com', policy: 3, month: '2026-11', privacy: '/privacy', controller: { name: 'Example GmbH' },
    categories: ['necessary', 'preferences', 'statistics', 'marketing'].map((id) => ({ id })),
    receipts, texts: { en: en as Texts, de: de as Texts },
  };
}

let server: Server;
let footfall: Footfall;
let config: BannerConfig;

beforeEach(async () => {
  server = browser('2026-11-24T10:00:00Z');
  config = bannerConfig();
  site.decisions = 'grants';
});

/** Opens a page and lets the banner part arrive. */
async function arrive(): Promise<void> {
  footfall = await openPage();
  if (footfall.consent!.get()) {
    footfall.consent!.show();
  }
  footfall.part!('banner', (link) => new Banner(config, link));
  await settled(200);
}

const root = () => document.querySelector('footfall-consent')!.shadowRoot!;
const bar = () => root().querySelector<HTMLElement>('.layer');
const dialog = () => root().querySelector<HTMLDialogElement>('dialog.centre')!;
const button = (kind: string, within: ParentNode = root()) =>
  within.querySelector<HTMLButtonElement>(`[data-footfall="${kind}"]`)!;

/** A click as a person makes it. */
async function press(target: HTMLElement): Promise<void> {
  const click = new MouseEvent('click', { bubbles: true, composed: true });
  Object.defineProperty(click, 'isTrusted', { value: true });
  target.dispatchEvent(click);
  await settled(200);
}

describe('the first layer', () => {
  it('is a labelled region with a language, early in the page, which takes no focus', async () => {
    await arrive();
    expect(bar()!.getAttribute('role')).toBe('region');
    expect(bar()!.getAttribute('aria-label')).toBe('Privacy choices');
    expect(document.querySelector('footfall-consent')).toMatchObject({ lang: 'en', dir: 'ltr' });
    expect(document.body.firstElementChild!.localName).toBe('footfall-consent');
    expect(document.activeElement).toBe(document.body);
  });

  it('has accept, reject and choose next to each other, alike in all but their words', async () => {
    await arrive();
    const buttons = Array.from(bar()!.querySelectorAll<HTMLButtonElement>('.buttons button'));
    expect(buttons.map(({ dataset }) => dataset.footfall)).toEqual(['accept', 'reject', 'choose']);
    const alike = buttons.map((one) => {
      const copy = one.cloneNode() as HTMLElement;
      delete copy.dataset.footfall;
      return copy.outerHTML;
    });
    expect(new Set(alike).size).toBe(1);
    expect(buttons.every((one) => one.parentElement == buttons[0]!.parentElement)).toBe(true);
  });

  it.each([['en', en], ['de', de]] as const)('in %s has at most 60 words with all purposes, and balanced buttons', async (language, texts) => {
    document.documentElement.lang = language;
    await arrive();
    const words = bar()!.querySelector('.words')!.textContent!;
    expect(words.split(/\s+/).length).toBeLessThanOrEqual(60);
    for (const id of IDS) {
      expect(words).toContain(texts[(id + '.purpose') as keyof typeof texts]);
    }
    expect(words).toContain('Example GmbH');
    expect(words).not.toMatch(/[{}]/);
    expect(Math.abs(texts.accept.length - texts.reject.length)).toBeLessThanOrEqual(4);
    expect(bar()!.querySelector('a')!.getAttribute('href')).toBe('/privacy');
  });

  it('shows markup in texts as text', async () => {
    config.texts = { en: { ...(en as Texts), title: '<img src=x onerror=alert(1)>' } };
    await arrive();
    expect(root().querySelector('img')).toBeNull();
    expect(bar()!.querySelector('h2')!.textContent).toBe('<img src=x onerror=alert(1)>');
  });

  it('goes when another tab has answered', async () => {
    await arrive();
    allowCookie(receipt([]));
    window.dispatchEvent(new Event('storage'));
    await settled();
    expect(bar()).toBeNull();
  });
});

describe('a choice', () => {
  it('to accept stores the full receipt in the cookie, the canonical one in the memory, and counts from then on', async () => {
    await arrive();
    expect(server.requests).toEqual([]);
    await press(button('accept'));
    expect(document.cookie).toBe('footfall_consent=' + receipt(IDS));
    expect(memory().receipt).toBe(receipt(['statistics']));
    expect(server.reports).toHaveLength(1);
    expect(server.reports[0]).toMatchObject({
      receipt: receipt(['statistics']),
      decision: { how: 'accept_all', policy: 3 },
    });
    expect(bar()).toBeNull();
    expect(root().querySelector('[role=status]')!.textContent).toBe(en.saved);
  });

  it('to reject stores the refusal and requests nothing', async () => {
    await arrive();
    await press(button('reject'));
    expect(document.cookie).toBe('footfall_consent=' + receipt([]));
    expect(localStorage.length).toBe(0);
    expect(server.requests).toEqual([]);
    expect(bar()).toBeNull();
  });

  it('to accept needs a trusted click; to reject does not, so that automatic refusers work', async () => {
    await arrive();
    button('accept').dispatchEvent(new MouseEvent('click'));
    await settled();
    expect(document.cookie).toBe('');
    button('reject').dispatchEvent(new MouseEvent('click'));
    await settled();
    expect(document.cookie).toBe('footfall_consent=' + receipt([]));
  });

  it('in the preference centre starts with all optional ones off and stores what is switched on', async () => {
    await arrive();
    await press(button('choose'));
    expect(dialog().open).toBe(true);
    const switches = Array.from(dialog().querySelectorAll('input'));
    expect(switches.map(({ checked, dataset }) => [dataset.category, checked])).toEqual([
      ['preferences', false], ['statistics', false], ['marketing', false],
    ]);
    expect(switches.every((one) => one.getAttribute('role') == 'switch')).toBe(true);
    switches[0]!.checked = true;
    await press(button('save', dialog()));
    expect(document.cookie).toBe('footfall_consent=' + receipt(['preferences']));
    expect(dialog()).toBeNull();
    expect(server.requests).toEqual([]);
  });

  it('is not made by closing', async () => {
    await arrive();
    await press(button('choose'));
    await press(button('close', dialog()));
    expect(dialog()).toBeNull();
    expect(document.cookie).toBe('');
    expect(bar()).not.toBeNull();
  });

  it('can be withdrawn in the preference centre, as easily as given', async () => {
    await arrive();
    await press(button('accept'));
    footfall.consent!.show();
    await settled();
    expect(Array.from(dialog().querySelectorAll('input')).every(({ checked }) => checked)).toBe(true);
    expect(dialog().querySelector('.decided')!.textContent).toContain('November 2026');
    await press(button('withdraw', dialog()));
    expect(document.cookie).toBe('');
    expect(localStorage.length).toBe(0);
    expect(bar()).toBeNull();
    expect(root().querySelector('[role=status]')!.textContent).toBe(en.withdrawn);
  });

  it('against statistics after a grant deletes the memory', async () => {
    await arrive();
    await press(button('accept'));
    footfall.consent!.reject();
    await settled();
    expect(document.cookie).toBe('footfall_consent=' + receipt([]));
    expect(localStorage.length).toBe(0);
    footfall('Signup');
    await settled(60_000);
    expect(server.reports).toHaveLength(1);
  });

  it('by the site’s call is one like any other', async () => {
    await arrive();
    footfall.consent!.accept(['statistics', 'unknown']);
    await settled();
    expect(document.cookie).toBe('footfall_consent=' + receipt(['statistics']));
    expect(server.reports[0]!.decision).toEqual({ how: 'choose', policy: 3 });
  });

  it('whose receipt did not travel along is fetched', async () => {
    delete config.receipts.statistics;
    server.answers({ status: 200, body: { receipt: receipt(['statistics']), expires: '2027-04' } });
    await arrive();
    footfall.consent!.accept(['statistics']);
    await settled();
    expect(server.requests[0]).toMatchObject({
      url: 'https://stats.example.org/collect/consent',
      body: { site: 'example.com', policy: 3, how: 'choose', allow: ['statistics'] },
    });
    expect(document.cookie).toBe('footfall_consent=' + receipt(['statistics']));
  });

  it.each([
    ['reject', 'reject_all'],
    ['withdraw', 'withdraw'],
  ] as const)('to %s is told only where the site counts all decisions', async (call, how) => {
    site.decisions = 'all';
    allowCookie(receipt(['statistics']));
    await arrive();
    await settled();
    footfall.consent![call]();
    await settled();
    expect(server.requests.slice(-1)[0]).toMatchObject({
      url: 'https://stats.example.org/collect/consent',
      body: { site: 'example.com', policy: 3, how, allow: [] },
    });
  });
});

it('the cookie lasts to the end of the month of the decision + 5, for a yes and a no alike', async () => {
  await arrive();
  const written = vi.spyOn(document, 'cookie', 'set');
  await press(button('reject'));
  expect(written.mock.calls[0]![0]).toBe(
    `footfall_consent=${receipt([])};Path=/;SameSite=Lax;Expires=Sat, 01 May 2027 00:00:00 GMT;Secure`,
  );
  written.mockRestore();
});
