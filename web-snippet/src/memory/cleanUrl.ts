import { site } from '../site';
import { cut } from './cut';

/**
 * An address as it may leave the device: no credentials, no query but what the site allows, no fragment unless the site's
 * routes are fragments. The entry of a visit keeps its campaign parameters, and of advertisers' click ids that they were there.
 */
export function cleanUrl(url: string, entry?: boolean): string {
  const { search, hash } = new URL(url);
  const [route, routeQuery] = site.hash && /^#!?\//.test(hash) ? hash.split('?') : [''];
  return cleanPath(url) + cleanQuery(search, entry) + route!.slice(0, 500) + cleanQuery(routeQuery, entry);
}

/** Origin and path alone. */
export function cleanPath(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return protocol + '//' + host + pathname.slice(0, 1000);
}

function cleanQuery(query?: string, entry?: boolean): string {
  let clean = '';
  new URLSearchParams(query).forEach((value, name) => {
    if ((site.query || []).includes(name) || (entry && /^utm_\w+$/.test(name))) {
      clean += '&' + name + '=' + encodeURIComponent(cut(value, 100));
    } else if (entry && /clk?id$|braid$|^li_fat_id$/.test(name)) {
      clean += '&' + name + '=1';
    }
  });
  return clean.slice(0, 1500).replace('&', '?');
}
