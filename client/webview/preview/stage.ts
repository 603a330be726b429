/** The picture with the segmentation and its outlines over it; beside a line also the segmentation before the CRF. */
import * as l10n from '@vscode/l10n';
import type { PreviewResult } from '../../../server/src/protocol/preview';
import type { RunClass } from '../../../server/src/protocol/run';
import { draw, loadBitmap } from './canvas';
import { element } from './dom';
import { formatShare } from './format';
import { readLabelMap, type LabelMap } from './label-map';
import { createLayer, type Layer } from './layer';
import { createSwipe } from './swipe';

export interface Stage {
  node: HTMLElement;
  /** Loads and shows a picture alone; resolves when it is painted. */
  showPicture(address: string): Promise<void>;
  /** Loads and shows a result over the picture; resolves when it is painted, with the share of pixels that the CRF changed. */
  show(result: PreviewResult): Promise<number | undefined>;
  /** Shows one class alone, or all. */
  highlight(index: number | undefined): void;
  /** @param value 0 (picture alone) to 1 (segmentation alone) */
  setOpacity(value: number): void;
  /** Whether a result is shown beside what the CRF was given. */
  compare(isWanted: boolean): void;
}

/** What is seen, in words. */
export const summaryOf = ({ classes }: PreviewResult): string =>
  l10n.t('Segmentation: {0}', classes.filter(({ share }) => share > 0).map(({ name, share }) => `${name} ${formatShare(share)}`).join(', '));

interface Shown {
  result: PreviewResult;
  map: LabelMap;
  /** The map before the CRF, where there was one. */
  before: LabelMap | undefined;
}

/** `nucleus · 120, 84` for the pixel under the pointer. */
function readoutAt({ classes }: PreviewResult, map: LabelMap, box: DOMRect, { clientX, clientY }: PointerEvent): string {
  const clamp = (part: number, size: number): number => Math.min(size - 1, Math.max(0, Math.floor(part * size)));
  const [x, y] = [clamp((clientX - box.left) / box.width, map.width), clamp((clientY - box.top) / box.height, map.height)];
  const found = classes.find(({ index }) => index === map.classes[y * map.width + x]);
  return `${found?.name ?? '–'} · ${x}, ${y}`;
}

async function loadLabels(address: string, layer: Layer, classes: readonly RunClass[]): Promise<LabelMap> {
  return readLabelMap(draw(layer.colours, await loadBitmap(address)), classes);
}

function changedShare(before: LabelMap | undefined, { classes }: LabelMap): number | undefined {
  return before && classes.reduce((count, label, pixel) => count + (label === before.classes[pixel] ? 0 : 1), 0) / classes.length;
}

export function createStage(): Stage {
  const picture = element('canvas', { id: 'picture', 'aria-hidden': 'true' });
  const before = createLayer('unrefined', { 'aria-hidden': 'true' });
  const after = createLayer('segmentation', { role: 'img' });
  /** Where the line stands: before to its left, after to its right. */
  let parting = 0;
  const swipe = createSwipe((share) => {
    parting = share;
    before.clip(0, share);
    after.clip(share, 1);
  });
  const layers = [before, after].flatMap(({ colours, outlines }) => [colours, outlines]);
  const frame = element('div', { class: 'frame' }, picture, ...layers, swipe.node);
  const readout = element('div', { class: 'readout', 'aria-hidden': 'true' });
  const node = element('div', { class: 'stage', hidden: '' }, frame, readout);
  let shown: Shown | undefined;
  let isCompared = true;
  const look: { only: number | undefined; opacity: number } = { only: undefined, opacity: 1 };

  function paint(): void {
    const classes = shown?.result.classes ?? [];
    before.paint(shown?.before, classes, look);
    after.paint(shown?.map, classes, look);
  }

  const arrange = (): void => swipe.show(isCompared && shown?.before !== undefined);

  async function showPicture(address: string): Promise<void> {
    const bitmap = await loadBitmap(address);
    const { width, height } = bitmap;
    shown = undefined;
    draw(picture, bitmap);
    for (const layer of [before, after]) layer.empty(width, height);
    arrange();
    frame.style.setProperty('--ratio', String(width / height));
    node.hidden = false;
  }

  async function show(result: PreviewResult): Promise<number | undefined> {
    const { unrefined, labelMap, classes } = result;
    const earlier = unrefined === undefined ? undefined : await loadLabels(unrefined, before, classes);
    shown = { result, before: earlier, map: await loadLabels(labelMap, after, classes) };
    paint();
    arrange();
    after.colours.setAttribute('aria-label', summaryOf(result));
    return changedShare(earlier, shown.map);
  }

  frame.addEventListener('pointermove', (event) => {
    if (!shown) return;
    const box = frame.getBoundingClientRect();
    const isBefore = (event.clientX - box.left) / box.width < parting;
    readout.textContent = readoutAt(shown.result, (isBefore ? shown.before : undefined) ?? shown.map, box, event);
  });
  frame.addEventListener('pointerleave', () => {
    readout.textContent = '';
  });

  return {
    node,
    showPicture,
    show,
    highlight(index) {
      look.only = index;
      paint();
    },
    setOpacity(value) {
      look.opacity = value;
      paint();
    },
    compare(isWanted) {
      isCompared = isWanted;
      arrange();
    },
  };
}
