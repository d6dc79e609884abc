/**
 * Keeps what gets the focus from hiding behind the first layer: the page scrolls it into what is left, and gets as much room at its
 * end. At its beginning only once that is needed, so that nothing moves by itself.
 */
export function makeRoom(layer: HTMLElement): void {
  const { style } = document.documentElement;
  const { top, bottom } = layer.getBoundingClientRect();
  const above = layer.dataset.position == 'top' && layer.localName != 'dialog';
  const there = layer.isConnected;
  const end = there && !above ? Math.max(0, innerHeight - top + 12) + 'px' : '';
  style.scrollPaddingBottom = style.paddingBottom = end;
  style.scrollPaddingTop = there && above ? bottom + 12 + 'px' : '';
  if (!there) {
    style.paddingTop = '';
  }
}

/** Something on the page got the focus. */
export function uncover(layer: HTMLElement, focused: Element): void {
  const { style } = document.documentElement;
  const { bottom } = layer.getBoundingClientRect();
  if (style.scrollPaddingTop && focused.getBoundingClientRect().top < bottom) {
    style.paddingTop = style.scrollPaddingTop;
    focused.scrollIntoView({ block: 'nearest' });
  }
}
