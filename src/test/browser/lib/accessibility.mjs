// What axe-core finds on a page, as readable lines.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of WCAG 2.2 A and AA: `rule: help (selector, selector)`; empty when there are none. */
export async function violations(page) {
  // Evaluated, not added as a tag: a page with a strict content policy is examined as it is.
  await page.evaluate(source);
  const { violations: found } = await page.evaluate(() =>
    globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  return found.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(node => node.target.join(' ')).join(', ')})`);
}
