import { guard } from '../guard';
import { keepCookie } from '../keepCookie';
import { keepServices } from '../keepServices';
import { keep, recall } from '../memory/store';
import { forget, receipt as keptReceipt } from '../store';
import type { How, Link } from '../types';
import type { Allowed, BannerConfig } from './types';

/**
 * Stores a choice: the receipt of the full choice in the cookie, the canonical one for events in the memory. False when
 * it could not be stored; then nothing is allowed. Called only in the handler of a click, or for the site's own call.
 *
 * @param notice the receipt of a rule that tells people, to be kept as it is
 */
export async function decide(config: BannerConfig, link: Link, { allow: granted, services }: Allowed, how: How, notice?: string): Promise<boolean> {
  const { site, policy, decisions } = link.site;
  const [year, month] = config.month.split('-').map(Number) as [number, number];
  const until = Date.UTC(year, month + 5);
  if (notice) {
    keepCookie('footfall_consent', notice, until);
    link.refresh(notice);
    return keptReceipt() == notice;
  }
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
  keepCookie('footfall_consent', receipt, until);
  keepServices(services, signalled(config, link, allow, services), until);
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
  link.refresh(receipt);
  if (kept && !yes && !told && decisions == 'all') {
    tell();
  }
  return kept;
}

/** Whether something is allowed that the browser's own signals deny. */
function signalled({ categories }: BannerConfig, link: Link, allow: string[], services: string[]): boolean {
  return link
    .signalled()
    .some((id) => allow.includes(id) || categories.some((one) => one.id == id && (one.services || []).some((its) => services.includes(its.id))));
}
