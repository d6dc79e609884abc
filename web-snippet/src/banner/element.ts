/** Creates an element with attributes and children. Text is always text: nothing here reads markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const created = document.createElement(tag);
  for (const name in attributes) {
    created.setAttribute(name, attributes[name]!);
  }
  created.append(...children);
  return created;
}
