/** Calls back every `milliseconds` while the page is visible, and at once when it becomes visible again. */
export function poll(milliseconds: number, callback: () => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => clearInterval(timer);
  const start = (): void => {
    stop();
    timer = setInterval(callback, milliseconds);
  };
  const turn = (): void => {
    if (document.visibilityState === 'visible') {
      callback();
      start();
    } else {
      stop();
    }
  };
  document.addEventListener('visibilitychange', turn);
  if (document.visibilityState === 'visible') start();
  return () => {
    stop();
    document.removeEventListener('visibilitychange', turn);
  };
}
