/** Tells scripts of Google and Microsoft what is allowed, in their own words. */
import { link } from './link';


type Queue = unknown[] & { q?: unknown };
const queues = window as unknown as Record<string, Queue & ((...call: unknown[]) => void)>;
const queue = (name: string): Queue => (queues[name] = queues[name] || ([] as never));

const signals = () => link.site.signals || {};
let told: string | undefined;

/** Says what is allowed, when it has changed. */
export function tell(): void {
  const made = window.footfall!.consent!.get();
  const next = made ? made.allow.join() : '';
  if (told == null && signals().google && !queue('dataLayer').some((entry) => (entry as string[])[0] == 'consent')) {
    // There is no stub: better late than never.
    signal('default', []);
  }
  if (told != next && (made || told)) {
    signal('update', made ? made.allow : []);
    told = next;
  }
}

function signal(how: 'default' | 'update', allow: string[]): void {
  const word = (category: string) => (allow.includes(category) ? 'granted' : 'denied');
  const marketing = word('marketing');
  const statistics = word('statistics');
  const preferences = word('preferences');
  if (signals().google) {
    // Google reads the arguments object and no array.
    (function (..._: unknown[]) {
      queue('dataLayer').push(arguments);
    })('consent', how, {
      ad_storage: marketing,
      ad_user_data: marketing,
      ad_personalization: marketing,
      analytics_storage: statistics,
      functionality_storage: preferences,
      personalization_storage: preferences,
      security_storage: 'granted',
      ...(how == 'default' && { wait_for_update: 500 }),
    });
  }
  if (signals().uet) {
    queue('uetq').push('consent', how, { ad_storage: marketing });
  }
  if (signals().clarity) {
    queues.clarity =
      queues.clarity ||
      (function () {
        (queues.clarity!.q = (queues.clarity!.q as unknown[]) || []).push(arguments);
      } as never);
    queues.clarity!('consentv2', { ad_Storage: marketing, analytics_Storage: statistics });
  }
}
