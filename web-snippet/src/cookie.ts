/** The only module that touches cookies. */

/** The value of a cookie; empty when there is none. */
export function cookie(name: string): string {
  return (document.cookie.match('(?:^|; )' + name + '=([^;]*)') || [])[1] || '';
}

/** The names of all cookies that scripts see here. */
export const cookieNames = (): string[] => document.cookie.split('; ').map((pair) => pair.split('=')[0]!);

/** Deletes a cookie of this host, or of any domain above it, at a path. */
export function dropCookie(name: string, path = '/'): void {
  const labels = location.hostname.split('.');
  ['', ...labels.map((_, i) => ';Domain=' + labels.slice(i).join('.'))].forEach((domain) => {
    document.cookie = name + '=;Max-Age=-1;Path=' + path + domain + (/^__/.test(name) ? ';Secure' : '');
  });
}
