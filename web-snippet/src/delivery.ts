/** Brings reports to the server, one tab at a time, and repeats what has certainly or possibly not arrived. */
import { outdated, receiptForEvents } from './consent';
import * as memory from './memory';
import { abort, post } from './transport';
import type { Pending, WireEvent } from './types';

/** Makes the events of one occasion from the open memory, once it is this tab's turn. */
type Job = () => WireEvent[];

let jobs: Job[] = [];
let turn: Promise<unknown> = Promise.resolve();
let timer: ReturnType<typeof setTimeout>;

/** Takes an occasion, if any, and sends what waits as soon as no other tab is sending. */
export function send(...occasion: Job[]): void {
  jobs.push(...occasion);
  const { locks } = navigator;
  // The lock spans memory and answer, so that two tabs opened together take the day's step one after the other.
  turn = turn.then(() => (locks ? locks.request('footfall', pass) : pass())).catch(() => {});
}

/** Sends an occasion at once, as the page may be going away; it holds no step, and so is not queued. */
export function hurry(job: Job): void {
  const pending = build([job]);
  if (pending) {
    attempt(pending);
  }
}

/** Drops everything that waits and aborts what is under way. */
export function stop(): void {
  jobs = [];
  clearTimeout(timer);
  abort();
}

async function pass(): Promise<void> {
  const taken = jobs;
  jobs = [];
  build(taken, true);
  clearTimeout(timer);
  while (receiptForEvents()) {
    const pending = memory.remember(() => memory.next(navigator.onLine));
    if (!pending) {
      return;
    }
    if (!navigator.onLine || !(await attempt(pending))) {
      timer = setTimeout(send, 3e4);
      return;
    }
  }
}

/** Makes the report of some occasions. */
function build(taken: Job[], queued?: boolean): Pending | undefined {
  const receipt = receiptForEvents();
  return receipt
    ? memory.remember(() => {
        const events = taken.reduce<WireEvent[]>((all, job) => [...all, ...job()], []);
        const pending = memory.report(events.slice(0, 20), receipt);
        if (pending && queued) {
          memory.put(pending);
        }
        return pending;
      })
    : undefined;
}

/** Whether to go on with the next report. */
async function attempt(pending: Pending): Promise<boolean> {
  const answer = await post('events', pending.report);
  if (!receiptForEvents()) {
    return false;
  }
  if (/consent-outdated$/.test(answer.type!)) {
    outdated();
    return false;
  }
  return memory.remember(() => memory.settle(pending, answer));
}
