// Builds the script with its parts, the stubs, and copies the texts: `npm run build`. FOOTFALL_OUT is the folder of the compiled classes.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createHash, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { minify } from 'terser';
import { problemsOf } from './texts.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(path.resolve(here, process.env.FOOTFALL_OUT ?? '../target/classes'), 'snippet');
/** `import css from './style.css?inline'` gives the minified text. */
const cssText = {
  name: 'css-text',
  setup(build) {
    build.onResolve({ filter: /\.css\?inline$/ }, ({ path: wanted, resolveDir }) => ({
      path: path.join(resolveDir, wanted.replace('?inline', '')),
      namespace: 'css-text',
    }));
    build.onLoad({ filter: /.*/, namespace: 'css-text' }, async ({ path: file }) => {
      const { code } = await esbuild.transform(await readFile(file, 'utf8'), { loader: 'css', minify: true, target: 'chrome100' });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

const texts = await readTexts();

await mkdir(path.join(out, 'texts'), { recursive: true });
for (const [language, words] of Object.entries(texts)) {
  await writeFile(path.join(out, 'texts', language + '.json'), JSON.stringify(words, null, 1) + '\n');
}
const memory = await bundle('memory', '', { __FOOTFALL_SITE__: 'footfall.site' });
const gate = await bundle('gate', '__FOOTFALL_GATE__', { __FOOTFALL_SITE__: 'footfall.site' });
const debug = await bundle('debug', '', { __FOOTFALL_SITE__: 'footfall.site' });
const tcf = await bundle('tcf', '', { __FOOTFALL_SITE__: 'footfall.site' });
const centre = await bundle('centre', '', { __FOOTFALL_SITE__: 'footfall.site' });
const version = createHash('sha256').update(memory + gate + debug + tcf + centre).digest('base64url').slice(0, 8);
const core = await bundle('core', '__FOOTFALL_SITE__', { __FOOTFALL_PARTS__: JSON.stringify(version) });
await stubs();
const banner = await bundle('banner', '__FOOTFALL_BANNER__', { __FOOTFALL_SITE__: 'footfall.site' });

const sizes = [
  ['core.js', core.replace('__FOOTFALL_SITE__', JSON.stringify(sampleSite())), 3072],
  ['memory.js', memory, 6144],
  ['gate.js, no texts', gate, 4096],
  ['debug.js', debug, 4096],
  ['tcf.js', tcf, 1024],
  ['centre.js', centre, 7168],
  ['banner.js, one language, 8 receipts', banner.replace('__FOOTFALL_BANNER__', JSON.stringify(sampleBanner())), 8192],
].map(([name, text, gate]) => {
  const bytes = Buffer.from(text);
  return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length, gate };
});
console.table(sizes);
const heavy = sizes.filter(({ brotli, gate }) => brotli > gate);
if (heavy.length) {
  console.error('Too large: ' + heavy.map(({ name, brotli, gate }) => `${name} has ${brotli} of ${gate} bytes`).join('; '));
  process.exit(1);
}

/** The placeholder is what the server fills in; the others are filled in here. */
async function bundle(name, placeholder, define, file = name) {
  const result = await esbuild.build({
    entryPoints: [path.join(here, 'src', name + '.ts')],
    bundle: true,
    minifySyntax: true,
    format: name == 'stub' ? 'esm' : 'iife',
    target: 'es2018',
    charset: 'utf8',
    legalComments: 'none',
    plugins: [cssText],
    define,
    write: false,
  });
  // This minifier makes the core 3 % smaller than esbuild's own does.
  const { code: text } = await minify(result.outputFiles[0].text.replace('"use strict";', ''), {
    ecma: 2018,
    toplevel: true,
    compress: { passes: 3, unsafe_arrows: true, pure_getters: true },
    format: { ecma: 2018 },
  });
  if (placeholder && text.split(placeholder).length != 2) {
    throw new Error(`${name}.js must hold ${placeholder} exactly once`);
  }
  await writeFile(path.join(out, file + '.js'), text);
  return text;
}

/** `stub.js`, `stub-google.js`, ... `stub-google-uet-clarity.js`: what stands inline in a page, for each set of signals. */
async function stubs() {
  const signals = ['google', 'uet', 'clarity'];
  for (let set = 0; set < 1 << signals.length; set++) {
    const used = signals.filter((_, i) => set & (1 << i));
    const define = Object.fromEntries(signals.map((signal) => [signal, String(used.includes(signal))]));
    const text = await bundle('stub', '', define, ['stub', ...used].join('-'));
    // Whoever uses two or three of them pays for their words.
    const most = used.length < 2 ? 400 : 480;
    if (Buffer.byteLength(text) > most) {
      console.error(`The stub with ${used.join(', ')} has ${Buffer.byteLength(text)} of ${most} bytes`);
      process.exitCode = 1;
    }
  }
}

/** The texts of all languages, which keep to their rules. `languages.json` is not one: it says which were reviewed. */
async function readTexts() {
  const folder = path.join(here, 'src/texts');
  const found = {};
  for (const file of (await readdir(folder)).sort()) {
    found[path.basename(file, '.json')] = JSON.parse(await readFile(path.join(folder, file), 'utf8'));
  }
  const { languages, ...texts } = found;
  const problems = problemsOf(texts, languages);
  if (problems.length) {
    console.error(problems.join('\n'));
    process.exit(1);
  }
  await mkdir(out, { recursive: true });
  await writeFile(path.join(out, 'languages.json'), JSON.stringify(languages, null, 1) + '\n');
  return texts;
}

function sampleSite() {
  return { site: 'example.com', url: 'https://stats.example.org', policy: 1, zone: 'Europe/Berlin', decisions: 'grants' };
}

/** As large as a real one: eight receipts with signatures that do not compress. */
function sampleBanner() {
  const ids = ['marketing', 'preferences', 'statistics'];
  const receipts = {};
  for (let set = 0; set < 8; set++) {
    const allow = ids.filter((_, i) => set & (1 << i));
    const claims = { iss: 'https://stats.example.org', site: 'example.com', policy: 1, allow, basis: 'consent', month: '2026-11' };
    receipts[allow.join()] = [
      Buffer.from('{"alg":"EdDSA","kid":"2026-11-a"}').toString('base64url'),
      Buffer.from(JSON.stringify(claims)).toString('base64url'),
      randomBytes(64).toString('base64url'),
    ].join('.');
  }
  return {
    site: 'example.com', policy: 1, month: '2026-11', privacy: 'https://example.com/privacy',
    categories: ['necessary', ...ids].map((id) => ({ id })), receipts, language: 'en', texts: texts.en,
    controller: { name: 'Example GmbH', contact: 'privacy@example.com' }, design: { layout: 'bar', position: 'bottom' },
  };
}
