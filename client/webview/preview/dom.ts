/** Makes elements. */

type Child = Node | string | undefined;

/** An element with attributes (`class`, `aria-label`, …; undefined leaves one out) and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A button with a caption that calls `action`. */
export function button(caption: string, action: () => void, attributes: Readonly<Record<string, string | undefined>> = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, caption);
  made.addEventListener('click', action);
  return made;
}
