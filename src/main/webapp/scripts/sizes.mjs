// Prints what a browser downloads (brotli) and fails when the whole dashboard outgrows its budget.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const BUDGET_KB = 250;
const root = join(process.env.FOOTFALL_OUT ?? '../../../target/classes', 'webroot/app');

const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ name: relative(root, path), bytes: brotliCompressSync(readFileSync(path)).length }))
  .sort((a, b) => b.bytes - a.bytes);

const kb = (bytes) => `${(bytes / 1024).toFixed(1).padStart(7)} KB`;
for (const file of files) console.log(`${kb(file.bytes)}  ${file.name}`);
const total = files.reduce((sum, file) => sum + file.bytes, 0);
console.log(`${kb(total)}  dashboard in total, brotli (budget ${BUDGET_KB} KB)`);
if (total > BUDGET_KB * 1024) {
  console.error('The dashboard is larger than its budget.');
  process.exit(1);
}
