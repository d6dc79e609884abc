import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What a receipt says, or null. `policy`: the oldest version that counts. `month`: the current one, UTC, as 2026-11. */
export function readReceipt(receipt, { jwks, site, policy, month = new Date().toISOString().slice(0, 7) }) {
  const [, signed, payload, signature] = /^([\w-]+\.([\w-]+))\.([\w-]{86})$/.exec(receipt) ?? [];
  if (!signed) return null;
  const ours = jwks.keys.some((key) =>
    verify(null, Buffer.from(signed), createPublicKey({ key, format: 'jwk' }), Buffer.from(signature, 'base64url')),
  );
  if (!ours) return null;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const age = months(month) - months(claims.month);
  return claims.site === site && claims.policy >= policy && age >= 0 && age <= 5 ? claims : null;
}

function months(text) {
  return 12 * Number(text.slice(0, 4)) + Number(text.slice(5));
}

// node verify.mjs jwks.json example.com 1 [2026-11] <receipts, one a line
const [file, site, policy, month] = process.argv.slice(2);
const jwks = JSON.parse(readFileSync(file, 'utf8'));
for (const line of readFileSync(0, 'utf8').trimEnd().split('\n')) {
  const claims = readReceipt(line, { jwks, site, policy: Number(policy), month });
  console.log(claims ? JSON.stringify(claims) : 'refused');
}
