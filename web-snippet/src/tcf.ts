/**
 * Runs Footfall behind a consent tool with the interface of the IAB's Transparency and Consent Framework: its answers become Footfall's
 * choices, and Footfall asks nothing. A page says so with `<meta name="footfall" content="tcf">`.
 */
import { guard } from './guard';
import type { Choice, Link } from './types';

/** What is read of the framework's answer. */
interface TcData {
  gdprApplies?: boolean;
  eventStatus?: string;
  purpose?: { consents?: Record<string, boolean> };
}

type Api = (command: string, version: number, callback: (data: TcData | null, success: boolean) => void) => void;

/** The purposes that must all be consented to; legitimate interest is no consent. The page may say others: `data-statistics="1 8 9"`. */
const PURPOSES: Record<string, string> = { preferences: '1 5 6', statistics: '1 8', marketing: '1 2 3 4 7' };

function follow(link: Link): void {
  const { __tcfapi } = window as { __tcfapi?: Api };
  if (__tcfapi) {
    __tcfapi('addEventListener', 2, (data, success) => guard(take)(link, data, success));
  } else if (document.readyState != 'complete') {
    addEventListener('load', () => follow(link), { once: true });
  }
}

/** While people are being asked, and where the law is another one, nothing is taken. */
function take(link: Link, data: TcData | null, success: boolean): void {
  if (!success || !data || data.gdprApplies === false || !/tcloaded|useractioncomplete/.test(data.eventStatus || '')) {
    return;
  }
  const consents = (data.purpose && data.purpose.consents) || {};
  const meta = document.querySelector('meta[name=footfall][content=tcf]')!;
  const allow = (link.site.categories || Object.keys(PURPOSES)).filter((category) => {
    const purposes = meta.getAttribute('data-' + category) || PURPOSES[category];
    return purposes && purposes.split(' ').every((purpose) => consents[purpose]);
  });
  const { consent } = window.footfall!;
  if (!same(consent!.get(), allow)) {
    consent!.accept(allow);
  }
}

/** A choice that says the same is not stored again: its month stays. */
const same = (made: Choice | null, allow: string[]): boolean => !!made && made.allow.slice().sort().join() == allow.sort().join();

guard(() =>
  window.footfall!.part!('tcf', (link) => {
    follow(link);
    return {};
  }),
)();
