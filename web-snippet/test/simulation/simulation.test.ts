// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../src/types';
import { receipt } from '../receipts';
import type { BrowserOptions } from './Browser';
import { Clock } from './Clock';
import { PAGES, Person, type Act } from './Person';
import { Server, type Fate } from './Server';
import { Sums, tidy, type Table } from './Sums';
import { Truth, visitorsOf } from './Truth';

// All waiting is in steps of 70 seconds, 35 after midnight, so that no step comes within seconds of midnight, of 30 minutes
// or of 24 hours, where what is before and what is after would depend on the network.
const STEP = 70_000;

interface Session {
  /** Steps since the session before. */
  after: number;
  page: number;
  referrer: string;
  acts: { act: Act; wait: number; away: number }[];
  closing: boolean;
}

const page = fc.nat(PAGES.length - 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('link' as const, 'push' as const, 'push' as const, 'type' as const), page }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tabs' as const), pages: fc.array(page, { minLength: 1, maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('switch' as const), tab: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('back' as const, 'reload' as const, 'out' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('event' as const), name: fc.nat(2) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('order' as const), key: fc.nat(5), amount: fc.integer({ min: -9_999, max: 99_999 }).map((cents) => cents / 100) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('scroll' as const), percent: fc.integer({ min: 10, max: 100 }) }) },
);
const session: fc.Arbitrary<Session> = fc.record({
  // 40 minutes to three weeks, short breaks and whole days more often.
  after: fc.oneof(fc.integer({ min: 35, max: 300 }), fc.integer({ min: 300, max: 4_000 }), fc.integer({ min: 4_000, max: 26_000 })),
  page,
  referrer: fc.constantFrom('', 'https://www.google.example/search?q=secret', 'https://news.example/'),
  acts: fc.array(
    fc.record({ act, wait: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(1)), away: fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 1, max: 40 })) }),
    { maxLength: 7 },
  ),
  closing: fc.boolean(),
});
const life = fc.array(session, { minLength: 1, maxLength: 6 });
const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham', 'America/Sao_Paulo');

const funnels = [
  { name: 'buy', steps: [{ page: '/' }, { page: '/pricing' }, { event: 'Signup' }] },
  { name: 'read', steps: [{ page: '/blog/*' }, { page: '/blog/*' }] },
];

interface World {
  server: Server;
  people: Truth[];
  truth: Sums;
}

/** Lets people live one after the other, each with a browser, all of them on one server. */
async function play(lives: Session[][], zone: string, options: BrowserOptions, fate?: (server: Server, person: Person) => void): Promise<World> {
  const clock = new Clock(0);
  const server = new Server(clock, zone);
  const people: Truth[] = [];
  const truth = new Sums(zone);
  const settings: SiteConfig = { site: 'example.com', url: 'https://stats.example.org', policy: 3, zone, decisions: 'grants', funnels };
  for (const sessions of lives) {
    // Before both of the year's changes of the clock, and before the receipt's last month.
    clock.now = Date.parse('2026-10-14T00:00:35Z');
    const person = new Person(clock, server, settings, receipt(['statistics']), options);
    fate?.(server, person);
    for (const one of sessions) {
      await live(one, person, clock);
    }
    people.push(person.truth);
    person.truth.addTo(truth);
  }
  return { server, people, truth };
}

async function live({ after, page, referrer, acts, closing }: Session, person: Person, clock: Clock): Promise<void> {
  await clock.until(clock.now + after * STEP);
  person.begins();
  person.arrive(page, referrer);
  await clock.until(clock.now + STEP);
  for (const { act, wait, away } of acts) {
    person.browser.online = person.weather();
    person.act(act);
    await clock.until(clock.now + wait * STEP);
    if (away) {
      person.lookAway();
      await clock.until(clock.now + away * STEP);
      person.lookAgain();
      await clock.until(clock.now + STEP);
    }
  }
  person.browser.online = true;
  // Long enough for a repeat.
  await clock.until(clock.now + STEP);
  await person.atLast(async () => {
    await clock.until(clock.now + STEP);
    person.leave(closing);
    await clock.until(clock.now + STEP);
  });
}

/** Every range of the days on which anybody was active. */
function ranges(people: Truth[]): [string, string][] {
  const days = [...new Set(people.flatMap((one) => one.activeDays()))].sort();
  return days.flatMap((from, i) => days.slice(i).map((to): [string, string] => [from, to]));
}


declare const process: { env: Record<string, string | undefined> };
const { FOOTFALL_RUNS = '12', FOOTFALL_SEED } = process.env;
/** More of them: FOOTFALL_RUNS=2000 npm test; the same again: FOOTFALL_SEED, as a failure tells it. */
const runs = { numRuns: +FOOTFALL_RUNS, ...(FOOTFALL_SEED && { seed: +FOOTFALL_SEED }) };
const LIMIT = 120_000 + 5_000 * +FOOTFALL_RUNS;

/** A repeatable sequence of numbers from 0 to 1. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return ((state >>> 8) & 0xffff) / 0x10000;
  };
}

const lives = fc.array(life, { minLength: 1, maxLength: 12 });

describe('the sums of simulated people', () => {
  it('are the truth to the last one when every answer arrives', async () => {
    await fc.assert(
      fc.asyncProperty(lives, zone, async (lives, zone) => {
        const { server, people, truth } = await play(lives, zone, { latency: 40 });
        expect(tidy(server.sums.table)).toEqual(tidy(truth.table));
        for (const [from, to] of ranges(people)) {
          expect(server.sums.visitors(from, to)).toBe(visitorsOf(people, from, to));
        }
      }),
      runs,
    );
  }, LIMIT);

  it('are the same with refusals, while offline, and with lost answers, once all is repeated', async () => {
    await fc.assert(
      fc.asyncProperty(lives, zone, fc.integer(), async (lives, zone, seed) => {
        const roll = dice(seed);
        const { server, people, truth } = await play(lives, zone, { latency: 40 }, (server, person) => {
          // A page that is gone hears of no refusal, which would be an unknown outcome: the next test.
          server.fate = (_, gone) => (gone ? 'fine' : roll() < 0.2 ? 'refused' : roll() < 0.1 ? 'answer lost' : 'fine');
          person.weather = () => roll() > 0.15;
        });
        // What waits for a repeat may arrive on the next day.
        expect(byTotal(server.sums.table)).toEqual(byTotal(truth.table));
        for (const [from, to] of ranges(people)) {
          expect(server.sums.visitors(from, to)).toBe(visitorsOf(people, from, to));
        }
      }),
      runs,
    );
  }, LIMIT);

  it('of visitors and visits are off by one for each lost answer at most, for every range of days', async () => {
    let unknown = 0;
    let worst = 0;
    await fc.assert(
      fc.asyncProperty(lives, zone, fc.integer(), async (lives, zone, seed) => {
        const roll = dice(seed);
        const { server, people, truth } = await play(lives, zone, { latency: 40 }, (server, person) => {
          // Some sessions as a whole are without answers, so that they end before a repeat could arrive.
          let storm: Fate = 'fine';
          person.weather = () => true;
          person.begins = () => (storm = roll() < 0.3 ? (roll() < 0.7 ? 'request lost' : 'answer lost') : 'fine');
          person.atLast = (work) => work();
          server.fate = () => (storm == 'fine' && roll() < 0.1 ? 'request lost' : storm);
        });
        unknown += server.unknown.size;
        for (const [from, to] of ranges(people)) {
          const off = Math.abs(server.sums.visitors(from, to) - visitorsOf(people, from, to));
          worst = Math.max(worst, off);
          expect(off).toBeLessThanOrEqual(server.unknown.size);
        }
        expect(Math.abs(total(server.sums.table.visits) - total(truth.table.visits))).toBeLessThanOrEqual(server.unknown.size);
      }),
      runs,
    );
    console.info(`lost outcomes: ${unknown}; visitors of a range were off by ${worst} at most`);
  }, LIMIT);

  it('count each person’s day once in browsers without Web Locks too', async () => {
    await fc.assert(
      fc.asyncProperty(lives, zone, async (lives, zone) => {
        const { server, people, truth } = await play(lives, zone, { latency: 40, locks: false });
        // Tabs that open together take turns in any order, so flows, exits and first views of those are in any order too.
        for (const name of ['visitors', 'cohorts', 'visits', 'second_pages', 'pageviews', 'events', 'revenue', 'refunds', 'seconds']) {
          expect({ [name]: tidy(server.sums.table)[name] }).toEqual({ [name]: tidy(truth.table)[name] });
        }
        for (const [from, to] of ranges(people)) {
          expect(server.sums.visitors(from, to)).toBe(visitorsOf(people, from, to));
        }
      }),
      runs,
    );
  }, LIMIT);
});

function total(sums: Record<string, number> = {}): number {
  return Object.values(sums).reduce((sum, one) => sum + one, 0);
}

/** Sums that are booked on the day of arrival, as one number. */
function byTotal(table: Table): Table {
  return tidy({ ...table, pageviews: { all: total(table.pageviews) }, seconds: { all: total(table.seconds) } });
}
