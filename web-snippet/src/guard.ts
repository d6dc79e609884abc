/** Keeps our exceptions from the host page, which goes on without us. */
export function guard<A extends unknown[]>(work: (...args: A) => unknown): (...args: A) => void {
  return (...args) => {
    try {
      work(...args);
    } catch {
      // Silent: the page is not ours.
    }
  };
}
