import { site } from '../site';
import type { WireEvent } from '../types';
import { hash } from './hash';
import { state } from './state';

/** The steps that this visit takes in the site's funnels by a page or an event: one each at most, in their order, once. */
export function advance(kind: 'page' | 'event', value: string): WireEvent[] {
  const { funnels } = state.visit!;
  return (site.funnels || []).flatMap(({ name, steps }) => {
    const key = hash(name);
    const done = funnels[key] || 0;
    const wanted = steps[done] && steps[done]![kind];
    if (!wanted || !(kind == 'page' ? matches(wanted, value) : wanted == value)) {
      return [];
    }
    funnels[key] = done + 1;
    return { type: 'step', funnel: name, step: done + 1 };
  });
}

/** Whether a page is meant, by its path and route; `*` at the end stands for anything. A slash at the end does not matter. */
function matches(wanted: string, url: string): boolean {
  const path = bare(url.replace(/^[^/]*\/\/[^/]*/, '').replace(/\?[^#]*/g, ''));
  return wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) || path == bare(wanted.slice(0, -1)) : path == bare(wanted);
}

function bare(path: string): string {
  return path.replace(/(.)\/$/, '$1');
}
