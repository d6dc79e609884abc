import type { Finding, Problem } from '../lib/api';
import { language, translator } from '../lib/language.svelte';
import { sentence } from '../lib/problems';
import { de } from '../texts/policy/de';
import { en, type PolicyTextKey } from '../texts/policy/en';
import { findings } from '../texts/policy/findings';

/** The texts of the screens around a site's policy; they load with them. */
export const p = translator<PolicyTextKey>({ en, de });

export function has(key: string): key is PolicyTextKey {
  return Object.hasOwn(en, key);
}

/** A text for a key that is made up from data, else what the data says itself. */
export function known(key: string, otherwise: string): string {
  return has(key) ? p(key) : otherwise;
}

/** What is wrong with a field, or went wrong at all. */
export function trouble(problem: Problem): string {
  if (problem.field !== undefined && problem.status === 400) {
    const member = problem.field.replace(/\[\d+\]$/, '').split('.').at(-1) ?? '';
    const twice = /twice/.test(problem.detail ?? '') ? known('remedy.twice', '') : '';
    return twice || known(`remedy.${member}`, problem.detail ?? problem.title);
  }
  if (problem.findings !== undefined) return p('publish.refused');
  return problem.status === 409 ? (problem.detail ?? problem.title) : sentence(problem);
}

export function meaning(finding: Finding): string {
  return findings[language.current]?.[finding.rule] ?? finding.message;
}
