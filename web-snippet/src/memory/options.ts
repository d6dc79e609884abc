import type { EventOptions, Revenue } from '../types';
import { cut } from './cut';

/**
 * What may go along with an event: up to 10 properties and an amount. What the server would refuse is left out, so that a
 * mistake on the site does not take the whole report with it.
 */
export function clean({ props, revenue }: EventOptions): EventOptions {
  const kept: EventOptions['props'] = {};
  for (const [name, value] of Object.entries(props || {}).slice(0, 10)) {
    if (name.trim() && (/^(string|boolean)$/.test(typeof value) || Number.isFinite(value))) {
      kept[cut(name, 50)] = typeof value == 'string' ? cut(value, 100) : value;
    }
  }
  const money = revenue && amountOf(revenue);
  return { ...(Object.keys(kept)[0] && { props: kept }), ...(money && { revenue: money }) };
}

/** An exact decimal of at most four places; numbers are rounded to it. */
function amountOf({ amount, currency }: Revenue): Revenue | undefined {
  const text = typeof amount == 'number' ? amount.toFixed(4).replace(/\.?0+$/, '') : '' + amount;
  return /^-?\d{1,12}(\.\d{1,4})?$/.test(text) && /^[A-Z]{3}$/.test(currency) ? { amount: text, currency } : undefined;
}
