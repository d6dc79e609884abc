/** Brings reports to the server, one tab at a time, and repeats what has certainly or possibly not arrived. */
import type { Pending, WireEvent } from '../types';
import { link } from './link';
import { flying, next, put, reports, settle, waiting } from './report';
import { remember, state } from './state';
import { recall } from './store';
import { inTurn } from './turn';

/** Makes the events of one occasion from the open memory, once it is this tab's turn. */
export type Job = () => WireEvent[];

let jobs: Job[] = [];
let turn: Promise<unknown> = Promise.resolve();
let timer: ReturnType<typeof setTimeout>;

/** Takes an occasion, if any, and sends what waits as soon as no other tab is sending. */
export function send(...occasion: Job[]): void {
  jobs.push(...occasion);
  // The turn spans memory and answer, so that two tabs opened together take the day's step one after the other.
  turn = turn.then(() => inTurn(pass)).catch(() => {});
}

/** Takes an occasion that waits for the next `send`, or for the page to go away. */
export function note(occasion: Job): void {
  jobs.push(occasion);
}

/**
 * Sends at once what there is, as the page may be going away. Time spent alone holds no step and is not queued: each page
 * would repeat the last page's request, as an answer never reaches a page that has gone.
 */
export function hurry(job: Job): void {
  const steps = jobs[0];
  const sent = build([...jobs.splice(0), job], (made) => {
    const mayGo = navigator.onLine && !waiting();
    if (mayGo) {
      made.forEach(flying);
    }
    if (steps || !mayGo) {
      made.forEach(put);
      later();
    }
    return mayGo ? made : [];
  });
  (sent || []).forEach(attempt);
}

/** Drops everything that waits. */
export function stop(): void {
  jobs = [];
  clearTimeout(timer);
}

function receipt(): string {
  return link.receipt(recall().receipt || '');
}

async function pass(): Promise<void> {
  build(jobs.splice(0), (made) => made.forEach(put));
  clearTimeout(timer);
  while (receipt()) {
    const online = navigator.onLine;
    const pending = remember(() => next(online));
    if (!pending) {
      return;
    }
    if (!online) {
      later();
      return;
    }
    if (!(await attempt(pending))) {
      return;
    }
  }
}

/** Makes the reports of some occasions, each visit's for itself, and does something with them. */
function build<T>(taken: Job[], then: (made: Pending[]) => T): T | undefined {
  const text = receipt();
  return text && taken[0]
    ? remember(() => {
        const made: Pending[] = [];
        let { visit } = state;
        let events: WireEvent[] = [];
        for (const job of taken) {
          const more = job();
          if (visit != state.visit) {
            made.push(...reports(visit, events, text));
            events = [];
            visit = state.visit;
          }
          events.push(...more);
        }
        return then([...made, ...reports(visit, events, text)]);
      })
    : undefined;
}

/** Whether to go on with the next report. */
async function attempt(pending: Pending): Promise<boolean> {
  const answer = await link.post('events', pending.report);
  if (!receipt()) {
    return false;
  }
  if (/consent-outdated$/.test(answer.type!)) {
    link.outdated();
    return false;
  }
  const goesOn = remember(() => settle(pending, answer));
  if (!goesOn) {
    later();
  }
  return goesOn;
}

function later(): void {
  clearTimeout(timer);
  timer = setTimeout(send, 3e4);
}
