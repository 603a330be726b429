/** The card with a layer's figures that is shown under the pointer, and beside the layer that keys lead to. */
import * as l10n from '@vscode/l10n';
import { formatCount } from '../figures';
import { element } from '../preview/dom';
import type { Size } from './layout';
import type { Box } from './visible';

export interface Card {
  node: HTMLElement;
  show(box: Box, near: DOMRect): void;
  hide(): void;
}

type Row = readonly [caption: string, value: string];

const sum = (values: readonly (number | undefined)[]): number | undefined =>
  values.reduce((total, value) => (total === undefined || value === undefined ? undefined : total + value), 0);

/** Of a layer, or of all layers of a group and the last one's shape and field. */
export function figuresOf({ members }: Box): Row[] {
  const last = members.at(-1);
  if (!last) return [];
  const rows: Row[] = [
    [l10n.t('Shape'), last.shape],
    [l10n.t('Receptive field'), last.field === '' ? '' : l10n.t('{0} px', last.field)],
    [l10n.t('Stride'), last.fieldStride === '' ? '' : l10n.t('{0} px', last.fieldStride)],
    [l10n.t('Kernel'), members.length === 1 ? last.geometry : ''],
    [l10n.t('Parameters'), formatCount(sum(members.map(({ parameters }) => parameters)))],
    [l10n.t('MACs'), formatCount(sum(members.map(({ macs }) => macs)))],
    [l10n.t('In place'), members.length === 1 ? last.folded.map(({ name }) => name).join(', ') : ''],
  ];
  return rows.filter(([, value]) => value !== '' && value !== '0');
}

const [gap, margin] = [12, 8];

/** At the right of a box, or at its left; below or above it where there is no room beside it. */
function placeBeside(box: DOMRect, { width, height }: Size): { left: number; top: number } {
  const most = { left: window.innerWidth - width - margin, top: window.innerHeight - height - margin };
  const within = (left: number, top: number): { left: number; top: number } => ({ left: Math.max(margin, Math.min(left, most.left)), top: Math.max(margin, Math.min(top, most.top)) });
  if (box.right + gap <= most.left) return within(box.right + gap, box.top);
  if (box.left - gap - width >= margin) return within(box.left - gap - width, box.top);
  return within(box.left, box.bottom + gap <= most.top ? box.bottom + gap : box.top - gap - height);
}

export function createCard(): Card {
  const node = element('div', { class: 'card', role: 'tooltip', hidden: '' });
  return {
    node,
    show(box, near) {
      const title = box.node ? [box.node.name, box.node.type] : [box.group?.label ?? '', l10n.t('{0} layers', box.members.length)];
      const rows = figuresOf(box).map(([caption, value]) => element('div', {}, element('dt', {}, caption), element('dd', {}, value)));
      node.replaceChildren(element('strong', {}, title[0] ?? ''), element('span', { class: 'quiet' }, ` ${title[1]}`), element('dl', {}, ...rows));
      node.hidden = false;
      const { left, top } = placeBeside(near, { width: node.offsetWidth, height: node.offsetHeight });
      node.style.left = `${left}px`;
      node.style.top = `${top}px`;
    },
    hide: () => {
      node.hidden = true;
    },
  };
}
