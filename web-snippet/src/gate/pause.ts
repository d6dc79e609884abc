interface Scheduler {
  yield?(): Promise<void>;
}

/** Lets the browser do something else before the next step. */
export function pause(): Promise<void> {
  const { scheduler } = window as { scheduler?: Scheduler };
  return scheduler && scheduler.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve));
}

/** Lets the browser paint what has just changed; a page that nobody sees is not painted, so it waits a moment at most. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 100);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
