/** The parts of the script that are loaded when they are needed. */
import { site } from './site';
import { load } from './transport';
import type { Parts } from './types';

/** Of all parts, so that an old core never meets a new one in the browser's cache. Put in place by the build. */
declare const __FOOTFALL_PARTS__: string;

const parts: { [N in keyof Parts]?: Promise<Parts[N]> } = {};
const resolves: { [N in keyof Parts]?: (part: Parts[N]) => void } = {};

/** Does something with a part, which is loaded first where it is not there. */
export function part<N extends keyof Parts>(name: N, then: (part: Parts[N]) => void): void {
  if (!parts[name]) {
    (parts as Record<N, Promise<Parts[N]>>)[name] = new Promise((resolve) => {
      resolves[name] = resolve as (typeof resolves)[N];
      // What is shown is there in many languages, one a file.
      const shown = /banner|gate/.test(name) ? 'lang=' + (document.documentElement.lang || navigator.language) + '&' + (site.bv || '') : '';
      load(name + '.js?' + shown + (name == 'banner' ? '' : __FOOTFALL_PARTS__), () => {
        // The page goes on without what gates it: all that waits goes on waiting.
        if (name != 'gate') {
          delete parts[name];
        }
      });
    });
  }
  present(name, then);
}

/** Does something with a part, unless nothing has asked for it. */
export function present<N extends keyof Parts>(name: N, then: (part: Parts[N]) => void): void {
  if (parts[name]) {
    parts[name]!.then(then);
  }
}

/** Takes a part that is there as not yet loaded: what it was made of is out of date. */
export function discard(name: keyof Parts): void {
  delete parts[name];
}

/** A part whose script has run connects itself. */
export function connect<N extends keyof Parts>(name: N, connected: Parts[N]): void {
  resolves[name]!(connected);
}
