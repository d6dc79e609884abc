import type { Funnel } from '../../src/types';
import { monday, siteDay } from './calendar';
import { path, Sums, type Table } from './Sums';

interface View {
  at: number;
  url: string;
  from: string | undefined;
}

interface Visit {
  start: number;
  last: number;
  views: View[];
  /** Pages and events in their order. */
  history: { kind: 'page' | 'event'; value: string }[];
  seconds: number;
  depth: Map<string, number>;
}

/**
 * What one person really did: the full history that the product must not keep, and the sums that follow from it by the
 * definitions. Times are milliseconds since 1970.
 */
export class Truth {
  readonly visits: Visit[] = [];
  private readonly orders = new Set<string>();
  private readonly told = new Sums('UTC');

  constructor(
    private readonly zone: string,
    private readonly funnels: Funnel[] = [],
  ) {}

  /** The page of the visit that was seen last, while one goes on. */
  lastPage(at: number): string | undefined {
    return this.running(at)?.views.slice(-1)[0]!.url;
  }

  view(at: number, url: string, from?: string): void {
    let visit = this.running(at);
    if (!visit) {
      from = undefined;
      visit = { start: at, last: at, views: [], history: [], seconds: 0, depth: new Map() };
      this.visits.push(visit);
    }
    visit.last = at;
    visit.views.push({ at, url, from });
    visit.history.push({ kind: 'page', value: url });
  }

  event(at: number, page: string, name: string, order?: string, amount?: number): void {
    if (order != null) {
      if (this.orders.has(name + order)) {
        return;
      }
      this.orders.add(name + order);
    }
    if (!this.running(at)) {
      this.view(at, page);
    }
    const visit = this.running(at)!;
    visit.last = at;
    this.told.plus('events', name);
    this.told.plus('event_visits', name, visit.history.some(({ kind, value }) => kind == 'event' && value == name) ? 0 : 1);
    if (amount != null) {
      this.told.plus(amount < 0 ? 'refunds' : 'revenue', name + ' EUR', Math.round(Math.abs(amount) * 1e4));
    }
    visit.history.push({ kind: 'event', value: name });
  }

  outbound(at: number, page: string, target: string): void {
    if (!this.running(at)) {
      this.view(at, page);
    }
    const visit = this.running(at)!;
    visit.last = at;
    this.told.plus('outbound', target);
    this.told.plus('outbound_visits', target, visit.history.some(({ value }) => value == target) ? 0 : 1);
    visit.history.push({ kind: 'page', value: target });
  }

  /** A page was in view for some seconds until now, and has been seen to a depth in percent. */
  attention(at: number, url: string, seconds: number, depth: number): void {
    const visit = this.visits.slice(-1)[0];
    // Counts for the visit in whose time the attention began.
    if (!visit || at - visit.last > 30 * 60_000 + seconds * 1000) {
      return;
    }
    const before = visit.depth.get(url) ?? 0;
    const deeper = visit.views.some((view) => view.url == url) && THRESHOLDS.some((one) => before < one && one <= depth);
    if (deeper) {
      visit.depth.set(url, Math.max(before, depth));
    }
    if (seconds || deeper) {
      visit.seconds += seconds;
      this.told.plus('seconds', siteDay(at, this.zone), seconds);
      if (this.running(at)) {
        visit.last = at;
      }
    }
  }

  /** Adds this person to the sums of all. */
  addTo(sums: Sums): void {
    this.addDays(sums);
    let before: string | undefined;
    for (const visit of this.visits) {
      const day = siteDay(visit.start, this.zone);
      sums.plus('returning', before ? '' + (Date.parse(day) - Date.parse(before)) / 864e5 : 'never');
      before = day;
      this.addVisit(sums, visit, day);
    }
    for (const [name, values] of Object.entries(this.told.table)) {
      Object.entries(values).forEach(([key, value]) => sums.plus(name, key, value));
    }
  }

  /** Days with a page, in their order. */
  activeDays(): string[] {
    return [...new Set(this.visits.flatMap(({ views }) => views.map(({ at }) => siteDay(at, this.zone))))].sort();
  }

  private running(at: number): Visit | undefined {
    const visit = this.visits.slice(-1)[0];
    return visit && at - visit.last < 30 * 60_000 && at - visit.start < 24 * 3600_000 ? visit : undefined;
  }

  private addDays(sums: Sums): void {
    const days = this.activeDays();
    days.forEach((day, i) => sums.plus('visitors', day + ' after ' + (days[i - 1] ?? 'never')));
    const weeks = [...new Set(days.map(monday))];
    weeks.forEach((week) => sums.plus('cohorts', week + ' of ' + weeks[0]));
  }

  private addVisit(sums: Sums, visit: Visit, day: string): void {
    const { views, seconds, depth, history } = visit;
    sums.plus('visits', day);
    sums.plus('second_pages', day, views.length > 1 ? 1 : 0);
    sums.plus('entries', path(views[0]!.url));
    sums.plus('exits', path(views.slice(-1)[0]!.url));
    new Set(views.map(({ url }) => path(url))).forEach((page) => sums.plus('page_visits', page));
    views.forEach(({ at, url, from }, i) => {
      sums.plus('pageviews', siteDay(at, this.zone));
      sums.plus('pages_reached', '' + (i + 1));
      if (from) {
        sums.plus('flows', path(from) + ' > ' + path(url));
      }
    });
    SECONDS.filter((one) => one <= seconds).forEach((one) => sums.plus('seconds_reached', '' + one));
    depth.forEach((percent, url) => THRESHOLDS.filter((one) => one <= percent).forEach((one) => sums.plus('scroll_reached', path(url) + ' ' + one)));
    for (const { name, steps } of this.funnels) {
      let done = 0;
      for (const { kind, value } of history) {
        const wanted = steps[done]?.[kind];
        if (wanted && (kind == 'event' ? wanted == value : RegExp('^' + wanted.replace('*', '.*') + '$').test(path(value)))) {
          sums.plus('funnel_steps', name + ' ' + ++done);
        }
      }
    }
  }
}

const SECONDS = [10, 30, 60, 120, 300, 600, 1800];
const THRESHOLDS = [25, 50, 75, 100];

/** Visitors of a range of days, by their histories. */
export function visitorsOf(people: Truth[], from: string, to: string): number {
  return people.filter((one) => one.activeDays().some((day) => day >= from && day <= to)).length;
}

export type { Table };
