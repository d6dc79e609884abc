// A site with the real script and its parts, filled in as the server does, for any design, language and service. No server of ours.
import http from 'node:http';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../../../target/classes/snippet');
const read = file => readFileSync(path.join(FOLDER, file), 'utf8');
const IDS = ['marketing', 'preferences', 'statistics'];
const MONTH = new Date().toISOString().slice(0, 7);

const YOUTUBE = {
  id: 'youtube', name: 'YouTube <b>', purpose: 'Shows videos.',
  provider: { name: 'Google Ireland Ltd.', country: 'IE', privacy: 'https://policies.google.com/privacy' },
  cookies: [{ name: 'VISITOR_INFO*', kind: 'cookie', days: 730, purpose: 'Remembers settings of the player.' }],
};
const MAPS = { ...YOUTUBE, id: 'maps', name: 'Maps', purpose: 'Shows maps.', cookies: [{ name: 'NID', kind: 'cookie', days: 395 }] };

export function receipt(allow) {
  const claims = { iss: 'http://localhost', site: 'localhost', policy: 3, allow, basis: 'consent', month: MONTH };
  return ['{"alg":"EdDSA"}', JSON.stringify(claims), 'signature'].map(text => Buffer.from(text).toString('base64url')).join('.');
}

function bannerFacts(language, design) {
  const receipts = Object.fromEntries([...Array(8).keys()].map(set => {
    const allow = IDS.filter((_, i) => set & (1 << i));
    return [allow.join(), receipt(allow)];
  }));
  const categories = ['necessary', 'preferences', 'statistics', 'marketing'].map(id => ({ id, services: id === 'marketing' ? [YOUTUBE, MAPS] : [] }));
  return {
    site: 'localhost', policy: 3, month: MONTH, language, privacy: '/privacy', controller: { name: 'Example GmbH', contact: 'privacy@example.com' },
    categories, receipts, design, gpc: ['marketing'], texts: JSON.parse(read(`texts/${language}.json`)),
  };
}

const PAGE = ({ lang, dir, theme }) => `<!doctype html><html lang="${lang}" dir="${dir}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>A page</title>
<script async src="/s/localhost.js?site"></script>${theme}
<style nonce="page">body { font: 16px/1.5 sans-serif; margin: 0 auto; padding: 24px; max-width: 900px } a { color: inherit }</style>
<main><h1>A page of the site</h1><p><a id="first" href="#a">A link at the top</a></p>
${'<p>Words of the page, which stay readable while the question is open. <a href="#b">A link</a></p>'.repeat(25)}
<h2 id="cookies">Cookies</h2><div data-footfall-cookies><p id="fallback">The table is at another place.</p></div>
<p><button id="last" type="button">The last one</button></p></main>`;

/**
 * Starts it on a free port.
 *
 * The address of a page says what it is like: `?layout=box&position=end&lang=ar&signal`.
 */
export async function bannerSite() {
  const server = http.createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const asked = url.pathname.startsWith('/s/') ? new URL(request.headers['x-page'] ?? `http://localhost/${server.look ?? ''}`).searchParams : url.searchParams;
    const look = Object.fromEntries(asked);
    const lang = look.lang ?? 'en';
    const scripts = {
      '/s/localhost.js': () => read('core.js').replace('__FOOTFALL_SITE__', JSON.stringify({
        site: 'localhost', url: `http://localhost:${server.address().port}`, policy: 3, zone: 'Europe/Berlin', decisions: 'grants',
        services: { youtube: 'marketing', maps: 'marketing' }, bv: 'test' })),
      '/s/localhost/banner.js': () => read('banner.js').replace('__FOOTFALL_BANNER__',
        JSON.stringify(bannerFacts(lang, { layout: look.layout, position: look.position }))),
      '/s/localhost/centre.js': () => read('centre.js'),
      '/s/localhost/memory.js': () => read('memory.js'),
      '/s/localhost/gate.js': () => read('gate.js').replace('__FOOTFALL_GATE__', JSON.stringify({ language: 'en', texts: {}, services: {} })),
    };
    if (scripts[url.pathname]) {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'access-control-allow-origin': '*', 'cache-control': 'no-store' });
      response.end(scripts[url.pathname]());
    } else if (url.pathname === '/') {
      server.look = url.search;
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(PAGE({ lang, dir: /ar|he/.test(lang) ? 'rtl' : 'ltr', theme: '' }));
    } else {
      response.writeHead(204).end();
    }
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return { url: `http://localhost:${server.address().port}`, close: () => server.close() };
}
