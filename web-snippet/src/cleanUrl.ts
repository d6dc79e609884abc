import { site } from './site';

/**
 * An address as it may leave the device: no fragment, no credentials, no query but what the site allows. The entry
 * of a visit keeps its campaign parameters, and the names (never the values) of advertisers' click ids.
 */
export function cleanUrl(url: string, entry?: boolean): string {
  const { protocol, host, pathname, searchParams } = new URL(url);
  let query = '';
  searchParams.forEach((value, name) => {
    if ((site.query || []).includes(name) || (entry && /^utm_\w+$/.test(name))) {
      query += '&' + name + '=' + encodeURIComponent(value);
    } else if (entry && /clk?id$|braid$|^li_fat_id$/.test(name)) {
      query += '&' + name;
    }
  });
  return protocol + '//' + host + pathname.slice(0, 1000) + query.replace('&', '?');
}
