import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Link } from '../src/types';
import { allow, browser, openPage, settled } from './page';
import { receipt } from './receipts';
import { config } from './setup';

let ran: string[];

beforeEach(() => {
  browser('2026-11-24T10:00:00Z');
  ran = [];
  config.services = { youtube: 'marketing', maps: 'preferences' };
  config.clear = { marketing: ['_ga*', 'local:ads', 'session:ads*'] };
  document.cookie.split('; ').forEach((pair) => (document.cookie = pair.split('=')[0] + '=;Path=/;Max-Age=-1'));
  return () => {
    vi.restoreAllMocks();
    delete config.services;
    delete config.clear;
    delete config.signals;
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: undefined, configurable: true });
  };
});

/** Has copies of scripts say what would have run, in its order. */
function watchScripts(then = () => {}): void {
  const after = Element.prototype.after;
  vi.spyOn(Element.prototype, 'after').mockImplementation(function (this: Element, ...nodes) {
    after.apply(this, nodes);
    const script = nodes[0] as HTMLScriptElement;
    ran.push(script.id + (script.type && ':' + script.type));
    then();
  });
}

function body(html: string): void {
  document.body.innerHTML = html;
}

const gates = () => Array.from(document.querySelectorAll('footfall-gate'));
const button = (kind: string) => gates()[0]!.shadowRoot!.querySelector<HTMLButtonElement>(`[data-footfall=${kind}]`);

async function press(target: HTMLElement): Promise<void> {
  const click = new MouseEvent('click', { bubbles: true });
  Object.defineProperty(click, 'isTrusted', { value: true });
  target.dispatchEvent(click);
  await settled(500);
}

describe('scripts', () => {
  it('run in the order of a page being parsed, when they are allowed and not before', async () => {
    watchScripts();
    allow(receipt(['marketing']));
    body(`
      <script type="text/plain" data-category="marketing" id="late" defer src="/late.js"></script>
      <script type="text/plain" data-category="marketing" id="module" data-type="module" src="/module.js"></script>
      <script type="text/plain" data-category="statistics" id="never">1</script>
      <script type="text/plain" data-category="marketing" id="one" src="/one.js"></script>
      <script type="text/plain" data-service="youtube" id="two">2</script>
      <script type="text/plain" data-service="maps" id="maps">3</script>
      <script type="text/plain" data-category="marketing" id="apart" async data-src="/apart.js"></script>`);
    await openPage();
    await settled(2000);
    expect(ran).toEqual(['one', 'two', 'apart', 'late', 'module:module']);
    expect(document.querySelector('#never')!.getAttribute('type')).toBe('text/plain');
  });

  it('keep nonce and integrity, and the original stays for whoever holds on to it', async () => {
    watchScripts();
    allow(receipt(['marketing']));
    body(`<p><script type="text/plain" data-category="marketing" nonce="abc" integrity="sha256-x" crossorigin="anonymous" src="/a.js" id="a"></script></p>`);
    const original = document.querySelector('#a')!;
    await openPage();
    await settled(2000);
    const copy = original.nextElementSibling as HTMLScriptElement;
    expect(original.isConnected).toBe(true);
    expect([copy.getAttribute('src'), copy.nonce || copy.getAttribute('nonce'), copy.getAttribute('integrity'), copy.getAttribute('crossorigin')])
      .toEqual(['/a.js', 'abc', 'sha256-x', 'anonymous']);
  });

  it('inserted later run too, once, and nothing of a category that was withdrawn between two of them', async () => {
    allow(receipt(['marketing']));
    const footfall = await openPage();
    watchScripts(() => footfall.consent!.withdraw());
    body('<script type="text/plain" data-category="marketing" id="one" src="/1.js"></script><script type="text/plain" data-category="marketing" id="two">2</script>');
    await settled(2000);
    expect(ran).toEqual(['one']);
  });

  it('that ran are known to have run, by category', async () => {
    allow(receipt(['marketing', 'preferences']));
    body('<script type="text/plain" data-category="marketing">1</script><script type="text/plain" data-category="statistics">1</script>');
    const footfall = await openPage();
    await settled(2000);
    let link!: Link;
    footfall.consent!.show();
    footfall.part!('banner', (given) => ((link = given), { ask() {}, open() {}, tables() {}, close() {}, choose() {}, tell: async () => ({ status: 0 }) }));
    expect(['marketing', 'preferences', 'statistics'].map(link.ran)).toEqual([true, false, false]);
  });
});

describe('a frame', () => {
  const FRAME = '<iframe title="A film" data-service="youtube" data-src="https://video.example/1"></iframe>';

  it('that may not load says whose it is, and loads once at a click, with nothing stored', async () => {
    allow(receipt([]));
    body(FRAME);
    await openPage();
    await settled(500);
    const frame = document.querySelector('iframe')!;
    expect([frame.hasAttribute('src'), frame.style.display, gates()[0]!.shadowRoot!.querySelector('p')!.textContent])
      .toEqual([false, 'none', 'From Google.']);
    button('once')!.click();
    await settled(500);
    expect(frame.hasAttribute('src'), 'a program’s click').toBe(false);
    await press(button('once')!);
    expect([frame.getAttribute('src'), frame.style.display, gates()]).toEqual(['https://video.example/1', '', []]);
    expect(document.cookie).not.toContain('footfall_services');
  });

  it('loads always once that is chosen, by its service alone', async () => {
    allow(receipt([]));
    body(FRAME);
    await openPage();
    await settled(500);
    await press(button('always')!);
    expect(document.cookie).toContain('footfall_services=youtube');
    body(FRAME + '<iframe data-category="marketing" data-src="https://other.example/"></iframe>');
    await openPage();
    await settled(500);
    expect(Array.from(document.querySelectorAll('iframe'), (frame) => frame.getAttribute('src'))).toEqual(['https://video.example/1', null]);
  });

  it('does not offer “always” before a choice, and a list without a choice in force says nothing', async () => {
    document.cookie = 'footfall_services=youtube;Path=/';
    body(FRAME);
    await openPage();
    await settled(500);
    expect([button('always'), document.querySelector('iframe')!.getAttribute('src')]).toEqual([null, null]);
  });

  it('is empty again after a withdrawal', async () => {
    allow(receipt(['marketing']));
    body(FRAME);
    const footfall = await openPage();
    await settled(500);
    expect(document.querySelector('iframe')!.src).toBe('https://video.example/1');
    footfall.consent!.withdraw();
    await settled(500);
    expect([document.querySelector('iframe')!.hasAttribute('src'), gates().length]).toEqual([false, 1]);
  });

  it('kept by a library with its placeholder has one placeholder again', async () => {
    allow(receipt([]));
    body('<footfall-gate></footfall-gate>' + FRAME);
    await openPage();
    await settled(500);
    expect(gates().map((gate) => !!gate.shadowRoot)).toEqual([true]);
  });
});

it('what an embed holds as its fallback stays until it is allowed, and comes back', async () => {
  allow(receipt(['marketing']));
  body('<div data-service="youtube"><a href="https://video.example/">Watch</a><template><b>player</b></template></div>');
  const footfall = await openPage();
  await settled(500);
  expect(document.querySelector('div')!.innerHTML).toBe('<b>player</b>');
  footfall.consent!.withdraw();
  await settled(500);
  expect([document.querySelector('div')!.firstElementChild!.textContent, gates().length]).toEqual(['Watch', 1]);
});

it('pictures and style sheets get their addresses, and no placeholder', async () => {
  allow(receipt([]));
  const page = '<img data-category="marketing" data-src="/p.png" data-srcset="/p2.png 2x"><link data-category="marketing" data-href="/f.css">';
  body(page);
  await openPage();
  await settled(500);
  expect([gates(), document.querySelector('img')!.getAttribute('src')]).toEqual([[], null]);
  allow(receipt(['marketing']));
  await openPage();
  await settled(500);
  expect([document.querySelector('img')!.getAttribute('src'), document.querySelector('img')!.getAttribute('srcset'), document.querySelector('link')!.getAttribute('href')])
    .toEqual(['/p.png', '/p2.png 2x', '/f.css']);
});

describe('a promise to visitors', () => {
  it('what a withdrawn category has stored is removed at once, whatever else is left alone', async () => {
    allow(receipt(['marketing']));
    document.cookie = '_ga_X1=1;Path=/';
    document.cookie = 'cart=1;Path=/';
    localStorage.ads = sessionStorage.ads_1 = localStorage.theme = '1';
    const footfall = await openPage();
    await settled(500);
    footfall.consent!.withdraw();
    await settled();
    expect([document.cookie, Object.keys(localStorage), Object.keys(sessionStorage)]).toEqual(['cart=1', ['theme'], []]);
    document.cookie = '_ga_X1=2;Path=/';
    window.dispatchEvent(new Event('pagehide'));
    expect(document.cookie).toBe('cart=1');
    document.cookie = 'cart=;Path=/;Max-Age=-1';
  });

  it('while nothing is decided, nothing of others is touched or requested', async () => {
    document.cookie = '_ga_X1=1;Path=/';
    await openPage();
    await settled(500);
    expect(document.cookie).toBe('_ga_X1=1');
    expect(document.querySelectorAll('script[src*="/gate.js"]')).toHaveLength(0);
  });
});

describe('signals', () => {
  const win = window as unknown as { dataLayer?: IArguments[]; uetq?: unknown[]; clarity?: { q: IArguments[] } };

  it('are told what is allowed, and again when that changes', async () => {
    config.signals = { google: 'basic', uet: true, clarity: true };
    delete win.dataLayer;
    allow(receipt(['marketing']));
    const footfall = await openPage();
    await settled(500);
    const [first, second] = win.dataLayer!;
    expect(Object.prototype.toString.call(first)).toBe('[object Arguments]');
    const denied = {
      ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied', analytics_storage: 'denied',
      functionality_storage: 'denied', personalization_storage: 'denied', security_storage: 'granted',
    };
    const granted = { ...denied, ad_storage: 'granted', ad_user_data: 'granted', ad_personalization: 'granted' };
    expect(Array.from(first!)).toEqual(['consent', 'default', { ...denied, wait_for_update: 500 }]);
    expect(Array.from(second!)).toEqual(['consent', 'update', granted]);
    footfall.consent!.withdraw();
    await settled(500);
    expect(win.dataLayer!.slice(2).map((entry) => Array.from(entry))).toEqual([['consent', 'update', denied]]);
    expect(win.uetq!.slice(-3)).toEqual(['consent', 'update', { ad_storage: 'denied' }]);
    expect(Array.from(win.clarity!.q[2]!)).toEqual(['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }]);
  });

  it('of sites that do not use them are not there', async () => {
    delete win.dataLayer;
    allow(receipt(['marketing']));
    body('<img data-category="marketing" data-src="/p.png">');
    await openPage();
    await settled(500);
    expect(win.dataLayer).toBeUndefined();
  });
});
