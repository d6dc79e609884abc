import type { Problem } from './api';
import { hasText, t } from './language.svelte';

/** What went wrong, in a sentence for people: our own words where we have them, else the server's. */
export function sentence(problem: Problem): string {
  if (problem.status === 0) return t('problem.offline');
  if (problem.status === 403) return t('problem.forbidden');
  if (problem.status === 404) return t('problem.unknown');
  if (problem.status === 409) return t('problem.taken');
  if (problem.status === 429) return t('problem.slow');
  if (problem.status >= 500) return t('problem.server');
  const field = `problem.field.${problem.field}`;
  return hasText(field) ? t(field) : (problem.detail ?? problem.title);
}
