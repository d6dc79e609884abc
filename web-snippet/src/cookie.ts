/** The only module that touches cookies. */

/** The value of a cookie; empty when there is none. */
export function cookie(name: string): string {
  return (document.cookie.match('(?:^|; )' + name + '=([^;]*)') || [])[1] || '';
}

/** Deletes a cookie of this host, or of any domain above it. */
export function dropCookie(name: string): void {
  const labels = location.hostname.split('.');
  ['', ...labels.map((_, i) => ';Domain=' + labels.slice(i).join('.'))].forEach((domain) => {
    document.cookie = name + '=;Path=/;Max-Age=-1' + domain;
  });
}
