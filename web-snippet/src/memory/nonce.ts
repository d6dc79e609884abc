/** 64 random bits as base64url, from the browser's cryptographic source. */
export function nonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(8))))
    .slice(0, 11)
    .replace(/\W/g, '_');
}
