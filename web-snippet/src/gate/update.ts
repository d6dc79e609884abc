import { clear } from './clear';
import { embeds } from './embeds';
import { run } from './scripts';
import { tell } from './signals';

let running = false;
let again = false;

/** Sees to everything that is gated: what is no longer allowed goes at once, what is allowed comes step by step. */
export function update(): void {
  tell();
  clear();
  embeds();
  again = true;
  if (!running) {
    running = true;
    void scripts();
  }
}

async function scripts(): Promise<void> {
  while (again) {
    again = false;
    await run();
  }
  running = false;
}
