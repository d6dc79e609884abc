import { guard } from '../guard';
import { allowed, category } from './allowed';
import { link } from './link';
import { painted, pause } from './pause';
import { trusted } from './trusted';

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
      const made = copy(script);
      made.addEventListener('load', done);
      made.addEventListener('error', done);
      link.begun(category(script));
      // The original stays: a framework may hold on to it.
      script.after(made);
    })();
    if (!script.src && !script.dataset.src) {
      done(0);
    }
  });
}

/** One that has never run: a clone of what came by `innerHTML` would count as run. With nonce and integrity, as they were. */
function copy(script: HTMLScriptElement): HTMLScriptElement {
  const made = document.createElement('script');
  const { src = script.getAttribute('src'), type } = script.dataset;
  for (const { name, value } of Array.from(script.attributes)) {
    if (!/^(type|src|data-src|data-footfall-ran)$/.test(name)) {
      made.setAttribute(name, /^on/.test(name) ? trusted().createScript(value) : value);
    }
  }
  made.nonce = script.nonce;
  made.async = script.hasAttribute('async');
  if (type) {
    made.type = type;
  }
  if (src) {
    made.src = trusted().createScriptURL(src);
  } else {
    made.text = trusted().createScript(script.text);
  }
  return made;
}
