import { guard } from '../guard';
import { allowed, category } from './allowed';
import { link } from './link';
import { painted, pause } from './pause';

/** Set on what has run, so that neither we nor a copy of the page's body runs it again. */
const RAN = 'data-footfall-ran';
const WAITING = `script[type="text/plain"]:is([data-category],[data-service]):not([${RAN}])`;

/**
 * Runs the scripts that are allowed, each in a turn of its own, after the browser has painted. The order is that of a page being
 * parsed: one after the other, then the deferred ones and modules; those marked `async` wait for nobody.
 */
export async function run(): Promise<void> {
  if (!waiting().length) {
    return;
  }
  await painted();
  for (const late of [false, true]) {
    let next;
    while ((next = waiting().find((script) => deferred(script) == late))) {
      const loaded = guarded(next);
      if (!next.hasAttribute('async')) {
        await loaded;
      }
      await pause();
    }
  }
}

/** Looks anew before each step: the page may have changed, and the choice too. */
const waiting = () => Array.from(document.querySelectorAll<HTMLScriptElement>(WAITING)).filter(allowed);

function deferred(script: HTMLScriptElement): boolean {
  const { src, type } = script.dataset;
  return !script.hasAttribute('async') && (type == 'module' || (script.defer && !!(script.src || src)));
}

function guarded(script: HTMLScriptElement): Promise<unknown> {
  return new Promise((done) => {
    script.setAttribute(RAN, '');
    guard(() => {
      // A copy runs when it is inserted, and keeps nonce and integrity. The original stays: a framework may hold on to it.
      const copy = script.cloneNode(true) as HTMLScriptElement;
      const { src, type = '' } = script.dataset;
      copy.type = type;
      if (src) {
        copy.setAttribute('src', src);
      }
      copy.onload = copy.onerror = done;
      link.begun(category(script));
      script.after(copy);
      if (!copy.src) {
        done(0);
      }
    })();
    if (!script.src && !script.dataset.src) {
      done(0);
    }
  });
}
