/** A receipt of the shape that the server signs; its signature is not looked at on a page. */
export function receipt(allow: string[], claims: object = {}): string {
  const payload = { iss: 'https://stats.example.org', site: 'example.com', policy: 3, allow, basis: 'consent', month: '2026-11' };
  const part = (value: object) => btoa(JSON.stringify(value)).replace(/=/g, '');
  return [part({ alg: 'EdDSA' }), part({ ...payload, ...claims }), 'c2lnbmF0dXJl'].join('.');
}
