import { guard } from '../guard';
import { keepCookie } from '../keepCookie';
import { keepServices } from '../keepServices';
import { keep, recall } from '../memory/store';
import { forget, receipt as keptReceipt } from '../store';
import type { How, Link } from '../types';
import type { BannerConfig } from './types';

/**
 * Stores a choice: the receipt of the full choice in the cookie, the canonical one for events in the memory. False when
 * it could not be stored; then nothing is allowed. Called only in the handler of a click, or for the site's own call.
 */
export async function decide(config: BannerConfig, link: Link, granted: string[], how: How): Promise<boolean> {
  const { site, policy, decisions } = link.site;
  const allow = link.meanwhile(granted).sort();
  if (allow.length < granted.length) {
    how = allow.length ? 'choose' : 'reject_all';
  }
  const tell = () => link.post('consent', { site, policy, how, allow, language: navigator.language });
  let receipt = config.receipts[allow.join()];
  let told = false;
  if (!receipt) {
    receipt = (await tell()).receipt;
    told = true;
  }
  if (!receipt) {
    return false;
  }
  const [year, month] = config.month.split('-').map(Number) as [number, number];
  keepCookie('footfall_consent', receipt, Date.UTC(year, month + 5));
  keepServices([], !!link.signalled().length, Date.UTC(year, month + 5));
  const kept = keptReceipt() == receipt;
  const yes = kept && allow.includes('statistics');
  if (yes) {
    const state = recall();
    state.receipt = config.receipts.statistics || receipt;
    state.decision = decisions == 'none' ? undefined : { how, policy };
    // Where it cannot be stored nothing will be sent either.
    guard(keep)(state);
  } else {
    forget();
  }
  link.refresh();
  if (kept && !yes && !told && decisions == 'all') {
    tell();
  }
  return kept;
}
