import { services } from '../denied';
import type { Link } from '../types';

const KNOWN = ['necessary', 'preferences', 'statistics', 'marketing'];

/** What a gated element is, whether it may load, and what is wrong with its markup. */
export function element(found: HTMLElement, link: Link): string {
  const { service, category, src, href } = found.dataset;
  const known = (link.site.services || {})[service!];
  const of = known || category || '';
  const name = `<${found.localName}> ${src || href || found.getAttribute('src') || found.id || ''}`.trim();
  const allowed = link.allows(of) ? `${of} is allowed` : services().some((one) => one.replace('_', '') == service) ? `${service} is allowed by itself` : '';
  const wrong = [
    found.localName == 'script' && !/^text\/plain$/i.test(found.getAttribute('type') || '') && 'it runs without consent, as its type is not text/plain',
    /iframe|img|embed|video|audio/.test(found.localName) && !allowed && found.getAttribute('src') && 'it loads without consent, as it has src and not data-src',
    service && !known && `there is no service ${service} that can be allowed`,
    !known && category && !(link.site.categories || KNOWN).concat('necessary').includes(category) && `there is no category ${category}`,
  ].filter(Boolean);
  return `${name}: ${allowed || `waits for ${of || service}`}${wrong.length ? '. Mind: ' + wrong.join('; ') : ''}`;
}
