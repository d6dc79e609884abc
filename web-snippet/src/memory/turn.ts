import { nonce } from './nonce';

const LEASE = 15e3;

/**
 * Lets some work run while no other tab of this host does. Where the browser has no Web Locks, a lease in storage says whose
 * turn it is: taken, and held if it is still ours a moment later, when every tab has seen it.
 */
export function inTurn(work: () => Promise<void>): Promise<void> {
  const { locks } = navigator;
  return locks ? locks.request('footfall', work) : leased(work);
}

async function leased(work: () => Promise<void>): Promise<void> {
  const me = nonce();
  do {
    const left = +(localStorage.footfall_turn || '').split(' ')[1] - Date.now();
    if (!(left > 0 && left <= LEASE)) {
      take(me);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while ((localStorage.footfall_turn || '').split(' ')[0] != me);
  const renewal = setInterval(take, 5e3, me);
  try {
    await work();
  } finally {
    clearInterval(renewal);
    delete localStorage.footfall_turn;
  }
}

function take(me: string): void {
  localStorage.footfall_turn = me + ' ' + (Date.now() + LEASE);
}
