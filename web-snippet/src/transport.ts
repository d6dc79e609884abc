/** The only module that talks to the network. It never sends cookies or a referrer. */
import { site } from './site';
import type { Answer, RegionRule } from './types';

/** Of Trusted Types, what is used here. */
interface Trusted {
  createScriptURL(url: string): string;
}

let controller = new AbortController();
let policy: Trusted | undefined;

/** Sends a body; an answer that does not come within ten seconds has status 0. */
export function post(path: string, body: unknown): Promise<Answer> {
  return Promise.race([
    exchange(path, JSON.stringify(body)).catch(() => ({ status: 0 })),
    new Promise<Answer>((resolve) => setTimeout(resolve, 1e4, { status: 0 })),
  ]);
}

/** Loads a part of the script, once the caller knows that it is needed. */
export function load(file: string, failed: () => void): void {
  const script = document.createElement('script');
  const nonced = document.querySelector<HTMLElement>('script[nonce]');
  script.crossOrigin = 'anonymous';
  script.referrerPolicy = 'no-referrer';
  script.nonce = (nonced && nonced.nonce) || '';
  script.onerror = failed;
  // A page may demand that addresses of scripts are declared as trusted. None but ours come here.
  const { trustedTypes } = window as { trustedTypes?: { createPolicy(name: string, rules: Trusted): Trusted } };
  const trust = { createScriptURL: (url: string) => url };
  policy = policy || (trustedTypes ? trustedTypes.createPolicy('footfall', trust) : trust);
  script.src = policy.createScriptURL(site.url + '/s/' + site.site + '/' + file);
  document.head.append(script);
}

/** Asks for the rule in the country of this request; an empty answer when nobody knows. */
export const askRule = (): Promise<RegionRule> =>
  fetch(site.url + '/s/' + site.site + '/rule', { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' })
    .then((response) => response.json())
    .catch(() => ({}));

/** Aborts whatever is under way. */
export function abort(): void {
  controller.abort();
  controller = new AbortController();
}

async function exchange(path: string, body: string): Promise<Answer> {
  // The mode is cors, as fetch has it by default.
  const response = await fetch(site.url + '/collect/' + path, {
    method: 'POST',
    body,
    credentials: 'omit',
    keepalive: true,
    referrerPolicy: 'no-referrer',
    signal: controller.signal,
  });
  const { status, headers } = response;
  const details = await response.json().catch(() => {});
  return { ...details, status, day: headers.get('Footfall-Day'), as: headers.get('Footfall-Visit') };
}
