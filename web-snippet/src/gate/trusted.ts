/** Declares as trusted, where a page demands it, what its own markup holds. */
interface Trusted {
  createScript(code: string): string;
  createScriptURL(url: string): string;
}

let policy: Trusted | undefined;

export function trusted(): Trusted {
  const { trustedTypes } = window as { trustedTypes?: { createPolicy(name: string, rules: Trusted): Trusted } };
  const rules = { createScript: (code: string) => code, createScriptURL: (url: string) => url };
  return (policy = policy || (trustedTypes ? trustedTypes.createPolicy('footfall-gate', rules) : rules));
}
