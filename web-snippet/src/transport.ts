/** The only module that talks to the network. It never sends cookies or a referrer. */
import { site } from './site';
import type { Answer } from './types';

let controller = new AbortController();

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
  script.src = site.url + '/s/' + site.site + '/' + file;
  document.head.append(script);
}

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
