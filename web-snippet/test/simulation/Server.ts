import { siteDay } from './calendar';
import { Sums } from './Sums';
import type { Clock } from './Clock';
import type { Report } from '../../src/types';

/** What becomes of a request on its way, and of its answer on the way back. */
export type Fate = 'fine' | 'refused' | 'request lost' | 'answer lost';

export interface Arrived {
  at: number;
  body: Report;
}

/** A server that counts as the contract says, and a network that does as told. */
export class Server {
  readonly sums: Sums;
  /** Requests that were answered with 204, repeats too. */
  readonly arrived: Arrived[] = [];
  /** Reports with an outcome that browsers did not learn at the first attempt. */
  readonly unknown = new Set<string>();
  /** Decides on a request; told whether its page is still there for an answer. */
  fate: (body: Report, gone: boolean) => Fate = () => 'fine';
  private readonly nonces = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly zone: string,
  ) {
    this.sums = new Sums(zone);
  }

  /** The answer; undefined when none comes back. */
  receive(text: string, gone: boolean): { status: number; headers: Record<string, string>; body?: object } | undefined {
    const body = JSON.parse(text) as Report;
    const fate = this.fate(body, gone);
    if (fate.endsWith('lost')) {
      this.unknown.add(body.nonce);
    }
    if (fate == 'request lost') {
      return undefined;
    }
    const today = siteDay(this.clock.now, this.zone);
    const headers = { 'Footfall-Day': today };
    if (fate == 'refused') {
      return { status: 503, headers };
    }
    if (!this.fits(body, today)) {
      return { status: 409, headers, body: { type: 'https://stats.example.org/problems/day-mismatch' } };
    }
    this.arrived.push({ at: this.clock.now, body });
    const known = this.nonces.get(body.nonce);
    if (known == null || this.clock.now - known > 6e5) {
      this.nonces.set(body.nonce, this.clock.now);
      this.sums.add(this.clock.now, body);
    }
    return fate == 'answer lost'
      ? undefined
      : { status: 204, headers: body.visit.as ? headers : { ...headers, 'Footfall-Visit': classes(body) } };
  }

  private fits({ visit, visitor }: Report, today: string): boolean {
    const day = (back: number) => new Date(Date.parse(today) - back * 864e5).toISOString().slice(0, 10);
    return visit.day <= today && visit.day >= day(1) && (!visitor.day || (visitor.day <= today && visitor.day >= day(2)));
  }
}

function classes({ visit }: Report): string {
  const source = /utm_source=(\w+)/.exec(visit.entry)?.[1] ?? (visit.referrer && new URL(visit.referrer).hostname);
  return '1;DE;desktop;Chrome;Windows;' + (source ? 'Referral;' + source : 'Direct;Direct');
}
