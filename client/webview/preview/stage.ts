/** The picture with the segmentation and its outlines over it; beside a line also the segmentation before the CRF. */
import * as l10n from '@vscode/l10n';
import type { PreviewResult } from '../../../server/src/protocol/preview';
import type { RunClass } from '../../../server/src/protocol/run';
import { draw, loadBitmap } from './canvas';
import { createCrosshair } from './crosshair';
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

/** `nucleus · 120, 84` for a pixel. */
function readingAt({ classes }: PreviewResult, map: LabelMap, x: number, y: number): string {
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
  const crosshair = createCrosshair(l10n.t('Classes of the pixels'), (x, y) => {
    if (!shown) return '';
    const isBefore = (x + 0.5) / shown.map.width < parting;
    return readingAt(shown.result, (isBefore ? shown.before : undefined) ?? shown.map, x, y);
  });
  const frame = element('div', { class: 'frame' }, picture, ...layers, crosshair.node, swipe.node);
  const node = element('div', { class: 'stage', hidden: '' }, frame, crosshair.readout);
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
    crosshair.resize(undefined);
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
    crosshair.resize(shown.map);
    crosshair.update();
    return changedShare(earlier, shown.map);
  }

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
