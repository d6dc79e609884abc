/** What the visitor has chosen, as it holds on this page. */
import { denied, optional } from './denied';
import { readReceipt } from './readReceipt';
import { site } from './site';
import { receipt } from './store';
import type { Choice } from './types';

let noticed = '';

/** The visitor's own choice; null while undecided. */
export const decided = (): Choice | null => readReceipt(receipt());

/** The receipt in force: of the visitor's choice, else of the notice; empty where there is none. */
export const inForce = (): string => (decided() ? receipt() : noticed);

/** The choice in force, without what the browser's signals deny; null while undecided. Where children come, nobody has one. */
export function choice(): Choice | null {
  const made = site.children ? null : readReceipt(inForce());
  return made && { ...made, allow: made.allow.filter((category) => !denied().includes(category)) };
}

export const allows = (category: string): boolean => {
  const made = choice();
  return !!made && made.allow.includes(category);
};

/** Takes up the receipt of a rule that tells people instead of asking them; an empty one ends it. */
export function notice(text: string): void {
  noticed = text;
}

/** Whether another consent tool asks on this page. */
export const behindTcf = (): boolean => !!document.querySelector('meta[name=footfall][content=tcf]');

/** Whether there is a question that the visitor has not answered, and an answer could be kept. */
export const open = (): boolean =>
  !site.children && !decided() && !behindTcf() && navigator.cookieEnabled && optional.some((category) => !denied().includes(category));
