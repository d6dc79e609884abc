// A customer's site of pages that are given, and the hosts of others that its pages load from.
import http from 'node:http';

/** A site on a host below localhost, whose script comes from the server with facts added that its policy would add. */
export class EmbedSite {
  /** HTML by path, or `{ html, headers }`. */
  pages = {};
  /** Added to what the server writes into the script, such as `signals`. */
  facts = {};
  /** Milliseconds before the script is answered. */
  delay = 0;
  #server;

  constructor(domain, serverUrl) {
    this.domain = domain;
    this.serverUrl = serverUrl;
  }

  static async listen(domain, serverUrl) {
    const site = new EmbedSite(domain, serverUrl);
    site.#server = http.createServer((request, response) => site.#answer(request, response));
    await new Promise((resolve, reject) => site.#server.once('error', reject).listen(0, '127.0.0.1', resolve));
    const { port } = site.#server.address();
    site.url = `http://${domain}:${port}`;
    site.others = `http://others.localhost:${port}`;
    return site;
  }

  /** A page as a recipe prints it, with our addresses in place of the examples'. */
  page(path, html, headers = {}) {
    const ran = '<script nonce="R4nd0m">window.ran = [];</script>';
    this.pages[path] = {
      headers,
      html: html
        .replaceAll('https://stats.example.org/s/example.com.js', `${this.url}/s/${this.domain}.js`)
        .replaceAll('https://tags.example.net', this.others)
        .replace('<head>', `<head>${ran}`),
    };
    return this.url + path;
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, this.url);
    const send = (type, text, headers = {}) =>
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', 'access-control-allow-origin': '*', ...headers }).end(text);
    if (request.headers.host.startsWith('others.')) {
      const [, name, ending] = /([\w-]+)\.(\w+)$/.exec(pathname);
      if (ending === 'js') send('text/javascript', SCRIPTS[name] ?? `ran.push(${JSON.stringify(name)});`);
      else send('text/html', `<title>${name}</title>${name}`);
    } else if (pathname.startsWith('/s/')) {
      const script = await (await fetch(this.serverUrl + pathname)).text();
      setTimeout(() => send('text/javascript', withFacts(script, this.facts)), this.delay);
    } else if (this.pages[pathname]) {
      const { html, headers } = this.pages[pathname];
      send('text/html', html, headers);
    } else {
      response.writeHead(404).end();
    }
  }

  close() {
    this.#server.closeAllConnections();
    return new Promise(resolve => this.#server.close(resolve));
  }
}

/** Scripts of others that do more than say that they ran. */
const SCRIPTS = {
  // A consent tool: it asks, and answers when somebody presses its button.
  cmp: `{
    const listeners = [];
    let data = { gdprApplies: true, eventStatus: 'cmpuishown', purpose: { consents: {} } };
    window.__tcfapi = (command, version, callback) => { listeners.push(callback); callback(data, true); };
    window.cmpAnswers = (...purposes) => {
      data = { gdprApplies: true, eventStatus: 'useractioncomplete', purpose: { consents: Object.fromEntries(purposes.map(one => [one, true])) } };
      listeners.forEach(callback => callback(data, true));
    };
  }`,
  // A container: it notes what it finds first.
  gtm: 'window.first = Array.from(dataLayer[0]); ran.push("gtm");',
  // Work for 40 ms, as tags do.
  busy: 'for (const end = performance.now() + 40; performance.now() < end;); ran.push("busy");',
  stores: `document.cookie = '_ga_1=1; Path=/'; document.cookie = '_ga_2=1; Path=/deep'; localStorage.ads = sessionStorage.ads = 1; ran.push('stores');`,
};

/** The script with more members in its literal of facts; what the server has written itself wins. */
function withFacts(script, facts) {
  const start = script.indexOf('{"site":"');
  const end = literalEnd(script, start);
  const served = JSON.parse(script.slice(start, end));
  return script.slice(0, start) + JSON.stringify({ ...served, ...facts }) + script.slice(end);
}

function literalEnd(text, start) {
  let depth = 0;
  let quoted = false;
  for (let at = start; ; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter === '\\') at++;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '{' || letter === '[') depth++;
    else if ((letter === '}' || letter === ']') && --depth === 0) return at + 1;
  }
}
