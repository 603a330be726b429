/** The drawing as a file of its own: what the style sheet says stands in each element. */
import type { Size } from './layout';
import { svg } from './shapes';

const properties = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-family', 'font-size', 'font-weight', 'paint-order'] as const;

const margin = 24;

function inlineStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of properties) to.setAttribute(name, style.getPropertyValue(name));
  for (const name of ['class', 'tabindex', 'role', 'aria-selected', 'aria-expanded', 'id', 'data-id', 'data-from', 'data-to']) {
    if (name !== 'id' || from.tagName !== 'marker') to.removeAttribute(name);
  }
  for (const [at, child] of [...from.children].entries()) {
    const copy = to.children[at];
    if (copy) inlineStyles(child, copy);
  }
}

/** @param drawing as it is on screen */
export function exportSvg(drawing: SVGSVGElement, { width, height }: Size): string {
  const content = drawing.firstElementChild;
  if (!content) return '';
  const copy = content.cloneNode(true) as Element;
  inlineStyles(content, copy);
  copy.setAttribute('transform', `translate(${margin} ${margin})`);
  const all = { width: Math.ceil(width + 2 * margin), height: Math.ceil(height + 2 * margin) };
  const ground = svg('rect', { ...all, fill: getComputedStyle(document.body).backgroundColor });
  const root = svg('svg', { ...all, viewBox: `0 0 ${all.width} ${all.height}` }, ground, copy);
  return `${new XMLSerializer().serializeToString(root)}\n`;
}
