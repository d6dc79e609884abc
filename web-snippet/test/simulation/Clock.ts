/** Time of a simulation: it passes only when told to, and timers go off in their order. */
export class Clock {
  private timers: { at: number; order: number; work: () => void }[] = [];
  private order = 0;

  /** @param now milliseconds since 1970 */
  constructor(public now: number) {}

  /** Calls after some milliseconds; gives a number for `cancel`. */
  after(milliseconds: number, work: () => void): number {
    this.timers.push({ at: this.now + Math.max(0, milliseconds), order: ++this.order, work });
    return this.order;
  }

  cancel(timer: number): void {
    this.timers = this.timers.filter(({ order }) => order != timer);
  }

  /** Goes on to an instant; what is under way comes to its end at each step. */
  async until(time: number): Promise<void> {
    await settled();
    for (;;) {
      const next = this.timers.reduce<(typeof this.timers)[0] | undefined>(
        (first, one) => (first && (first.at < one.at || (first.at == one.at && first.order < one.order)) ? first : one),
        undefined,
      );
      if (!next || next.at > time) {
        break;
      }
      this.cancel(next.order);
      this.now = Math.max(this.now, next.at);
      next.work();
      await settled();
    }
    this.now = Math.max(this.now, time);
  }
}

/** Lets promises that are fulfilled go on; the longest chain of the script has about 30 links. */
async function settled(): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await undefined;
  }
}
