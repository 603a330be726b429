/** A histogram as a drawing, with its range below. */
import * as l10n from '@vscode/l10n';
import { element } from '../preview/dom';
import { formatValue } from './maps';

const namespace = 'http://www.w3.org/2000/svg';
const height = 48;

export interface HistogramView {
  node: HTMLElement;
  show(from: number, to: number, counts: readonly number[]): void;
}

/** Rare values stay visible: bars grow with the square root of their count. */
function bars(counts: readonly number[]): SVGSVGElement {
  const most = Math.max(1, ...counts);
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${counts.length} ${height}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  for (const [bin, count] of counts.entries()) {
    const tall = count === 0 ? 0 : Math.max(1, height * Math.sqrt(count / most));
    const bar = document.createElementNS(namespace, 'rect');
    for (const [name, value] of Object.entries({ x: bin + 0.06, y: height - tall, width: 0.88, height: tall })) bar.setAttribute(name, String(value));
    svg.append(bar);
  }
  return svg;
}

export function createHistogram(label: string): HistogramView {
  const drawing = element('div', { class: 'histogram', role: 'img' });
  const [low, high] = [element('span'), element('span')];
  const node = element('figure', { 'aria-label': label }, drawing, element('figcaption', {}, low, high));
  return {
    node,
    show(from, to, counts) {
      node.hidden = counts.length === 0;
      drawing.replaceChildren(bars(counts));
      [low.textContent, high.textContent] = [formatValue(from), formatValue(to)];
      const most = counts.indexOf(Math.max(...counts));
      const width = (to - from) / Math.max(1, counts.length);
      drawing.setAttribute('aria-label', l10n.t('{0}: values from {1} to {2}, most between {3} and {4}', label, formatValue(from), formatValue(to), formatValue(from + most * width), formatValue(from + (most + 1) * width)));
    },
  };
}
