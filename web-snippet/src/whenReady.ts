/** Calls once the page is parsed. */
export function whenReady(work: () => void): void {
  if (document.readyState == 'loading') {
    document.addEventListener('DOMContentLoaded', work);
  } else {
    work();
  }
}
