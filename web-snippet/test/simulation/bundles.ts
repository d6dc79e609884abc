import * as esbuild from 'esbuild';
import type { SimulatedWindow } from './Tab';

/** What a script finds as a global; all else is the real one's. */
const GLOBALS = [
  'window', 'self', 'top', 'document', 'location', 'history', 'navigator', 'localStorage', 'performance', 'screen', 'fetch',
  'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'addEventListener', 'dispatchEvent',
  'MutationObserver', 'Date', 'Intl',
] as const;

type Script = (window: SimulatedWindow) => void;

async function bundle(entry: string, define: Record<string, string>): Promise<Script> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2018',
    define: { scrollY: 'window.scrollY', innerHeight: 'window.innerHeight', ...define },
  });
  // Compiled once, run in each document.
  const run = new Function(...GLOBALS, outputFiles[0]!.text) as (...values: unknown[]) => void;
  return (window) => run(...GLOBALS.map((name) => (window as unknown as Record<string, unknown>)[name]));
}

/** The bundles that sites get, from the same sources, with the settings that a document has as `window.settings`. */
export const core = await bundle('src/core.ts', { __FOOTFALL_SITE__: 'window.settings', __FOOTFALL_PARTS__: '"x"' });
export const memory = await bundle('src/memory.ts', { __FOOTFALL_SITE__: 'window.footfall.site' });
