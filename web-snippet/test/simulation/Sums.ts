import type { Report, WireEvent } from '../../src/types';
import { mondayOf, siteDay } from './calendar';

/**
 * The sums that a server makes of reports: by name of the sum, then by its key. Days are the site's; pages are paths. The
 * README beside the fixtures says what each sum is.
 */
export type Table = Record<string, Record<string, number>>;

export class Sums {
  readonly table: Table = {};

  constructor(private readonly zone: string) {}

  /** Counts a report that arrives at an instant. */
  add(at: number, { visit, visitor, decision, events }: Report): void {
    const today = siteDay(at, this.zone);
    if (visitor.day) {
      this.plus('visitors', visitor.day + ' after ' + (visitor.previousDay || 'never'));
    }
    if (visitor.week) {
      this.plus('cohorts', mondayOf(visitor.week) + ' of ' + mondayOf(visitor.cohort!));
    }
    if (decision) {
      this.plus('decisions', decision.how);
    }
    for (const event of events) {
      this.event(event, visit, today);
    }
  }

  /** Visitors of a range of days: those whose first active day in it is counted there. */
  visitors(from: string, to: string): number {
    return Object.entries(this.table.visitors || {}).reduce((sum, [key, count]) => {
      const [day, , previous] = key.split(' ') as [string, string, string];
      return day >= from && day <= to && (previous == 'never' || previous < from) ? sum + count : sum;
    }, 0);
  }

  plus(name: string, key: string, by = 1): void {
    const sum = (this.table[name] = this.table[name] || {});
    sum[key] = (sum[key] || 0) + by;
  }

  private event(event: WireEvent, visit: Report['visit'], today: string): void {
    const { type, name, target, first, page } = event as Record<string, string>;
    if (type == 'pageview') {
      this.pageview(event, visit, today, +page!);
    } else if (type == 'engagement') {
      this.plus('seconds', today, event.seconds as number);
      for (const one of (event.reached as string[]) || []) {
        const [kind, value] = one.split(':');
        this.plus(kind == 'scroll' ? 'scroll_reached' : 'seconds_reached', (kind == 'scroll' ? path(event.url) + ' ' : '') + value);
      }
    } else if (type == 'event') {
      this.plus('events', name!);
      this.plus('event_visits', name!, first ? 1 : 0);
      const revenue = event.revenue as { amount: string; currency: string } | undefined;
      if (revenue) {
        const amount = Math.round(+revenue.amount * 1e4);
        this.plus(amount < 0 ? 'refunds' : 'revenue', name + ' ' + revenue.currency, Math.abs(amount));
      }
    } else if (type == 'step') {
      this.plus('funnel_steps', event.funnel + ' ' + event.step);
    } else {
      this.plus(type!, /^http/.test(target!) && type == 'notfound' ? path(target) : target!);
      this.plus(type + '_visits', type == 'notfound' ? path(target) : target!, first ? 1 : 0);
    }
  }

  private pageview(event: WireEvent, visit: Report['visit'], today: string, page: number): void {
    const here = path(event.url);
    this.plus('pageviews', today);
    this.plus('pages_reached', '' + page);
    this.plus('page_visits', here, event.firstView ? 1 : 0);
    this.plus('exits', here);
    if (event.exitBefore) {
      this.plus('exits', path(event.exitBefore), -1);
    }
    if (event.from) {
      this.plus('flows', path(event.from) + ' > ' + here);
    }
    if (page == 1) {
      this.plus('visits', visit.day);
      this.plus('entries', here);
      this.plus('returning', visit.since == null ? 'never' : '' + visit.since);
    } else if (page == 2) {
      this.plus('second_pages', visit.day);
    }
  }
}

/** Path, allowed query and route of an address. */
export function path(url: unknown): string {
  return (url as string).replace(/^https?:\/\/[^/]*/, '');
}

/** Without sums that came to nothing, for comparison. */
export function tidy(table: Table): Table {
  const kept = Object.entries(table).map(([name, sums]) => [
    name,
    Object.fromEntries(Object.entries(sums).filter(([, value]) => value).sort(([one], [other]) => (one < other ? -1 : 1))),
  ]);
  return Object.fromEntries(kept.filter(([, sums]) => Object.keys(sums as object).length).sort(([one], [other]) => (one! < other! ? -1 : 1)));
}
