import { cookie } from '../cookie';
import type { Choice, SiteConfig } from '../types';

/** What the cookie of the choice says, and why it counts or does not. */
export function receipt(site: SiteConfig): string {
  const text = cookie('footfall_consent');
  if (!text) {
    return 'there is no cookie footfall_consent';
  }
  let claims: Choice & { site: string };
  try {
    claims = JSON.parse(atob(text.split('.')[1]!));
  } catch {
    return 'the cookie footfall_consent holds no receipt, so it does not count';
  }
  const [year, month] = claims.month.split('-').map(Number) as [number, number];
  const wrong =
    claims.site != site.site
      ? `it is of the site ${claims.site}`
      : claims.policy < site.policy
        ? `it is of version ${claims.policy}, and version ${site.policy} is in force`
        : Date.now() >= Date.UTC(year, month + 5)
          ? `it is of ${claims.month} and has run out`
          : '';
  const services = cookie('footfall_services');
  return (
    `the receipt in footfall_consent allows ${claims.allow.join(', ') || 'nothing optional'}` +
    (services ? `, and footfall_services is ${services}` : '') +
    (wrong ? `; it does not count: ${wrong}` : '; it counts')
  );
}
