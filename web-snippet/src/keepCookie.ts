import { cookie, dropCookie } from './cookie';
import { site } from './site';

let usable: string | undefined;

/**
 * The domain whose hosts share receipt and memory; empty where it is this host alone: the site wants it so, or the browser
 * refuses the domain, as it does for a public suffix.
 */
export function scope(): string {
  if (usable == null) {
    usable = '';
    if (site.scope) {
      write('footfall_probe', '1', ';Domain=' + site.scope + ';Max-Age=9');
      usable = cookie('footfall_probe') && site.scope;
      dropCookie('footfall_probe');
    }
  }
  return usable;
}

/**
 * Keeps a cookie for this host, or for the domain of the site's scope.
 *
 * @param until milliseconds since 1970
 */
export function keepCookie(name: string, value: string, until: number): void {
  if (scope()) {
    // One of this host alone, from before, would hide the other.
    write(name, '', ';Max-Age=-1');
  }
  write(name, value, (scope() && ';Domain=' + scope()) + ';Expires=' + new Date(until).toUTCString());
}

function write(name: string, value: string, attributes: string): void {
  document.cookie =
    name + '=' + value + ';Path=/;SameSite=Lax' + attributes + (location.protocol == 'https:' ? ';Secure' : '');
}
