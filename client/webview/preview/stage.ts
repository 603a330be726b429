/** The picture with the segmentation and its outlines over it. */
import * as l10n from '@vscode/l10n';
import type { PreviewResult } from '../../../server/src/protocol/preview';
import { element } from './dom';
import { formatShare } from './format';
import { paintLabelMap, paintOutlines, readLabelMap, type LabelMap } from './label-map';

export interface Stage {
  node: HTMLElement;
  /** Loads and shows a picture alone; resolves when it is painted. */
  showPicture(address: string): Promise<void>;
  /** Loads and shows a result over the picture; resolves when it is painted. */
  show(result: PreviewResult): Promise<void>;
  /** Shows one class alone, or all. */
  highlight(index: number | undefined): void;
  /** @param value 0 (picture alone) to 1 (segmentation alone) */
  setOpacity(value: number): void;
}

/** Files are fetched, since a canvas with a picture from another origin cannot be read. */
async function loadBitmap(address: string): Promise<ImageBitmap> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(l10n.t('{0} cannot be read.', decodeURIComponent(address.slice(address.lastIndexOf('/') + 1))));
  return createImageBitmap(await response.blob(), { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This editor cannot draw.');
  return context;
}

/** Draws a bitmap at its own size and returns its pixels. */
function draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap): ImageData {
  const { width, height } = bitmap;
  resize(canvas, width, height);
  const context = contextOf(canvas);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}

/** Also empties the canvas. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  canvas.width = width;
  canvas.height = height;
}

const summaryOf = ({ classes }: PreviewResult): string =>
  classes.filter(({ share }) => share > 0).map(({ name, share }) => `${name} ${formatShare(share)}`).join(', ');

interface Shown {
  result: PreviewResult;
  map: LabelMap;
}

/** `nucleus · 120, 84` for the pixel under the pointer. */
function readoutAt({ map, result }: Shown, box: DOMRect, { clientX, clientY }: PointerEvent): string {
  const clamp = (part: number, size: number): number => Math.min(size - 1, Math.max(0, Math.floor(part * size)));
  const [x, y] = [clamp((clientX - box.left) / box.width, map.width), clamp((clientY - box.top) / box.height, map.height)];
  const found = result.classes.find(({ index }) => index === map.classes[y * map.width + x]);
  return `${found?.name ?? '–'} · ${x}, ${y}`;
}

export function createStage(): Stage {
  const picture = element('canvas', { id: 'picture', 'aria-hidden': 'true' });
  const segmentation = element('canvas', { id: 'segmentation', role: 'img' });
  const outlines = element('canvas', { id: 'outlines', 'aria-hidden': 'true' });
  const frame = element('div', { class: 'frame' }, picture, segmentation, outlines);
  const readout = element('div', { class: 'readout', 'aria-hidden': 'true' });
  const node = element('div', { class: 'stage', hidden: '' }, frame, readout);
  let shown: Shown | undefined;
  let only: number | undefined;
  let opacity = 1;

  function paint(): void {
    segmentation.style.opacity = String(opacity);
    outlines.style.opacity = opacity === 0 ? '0' : '1';
    if (!shown) return;
    const { map, result: { classes } } = shown;
    contextOf(segmentation).putImageData(paintLabelMap(map, classes, only, opacity ** 2), 0, 0);
    contextOf(outlines).putImageData(paintOutlines(map, classes, only), 0, 0);
  }

  async function showPicture(address: string): Promise<void> {
    const bitmap = await loadBitmap(address);
    const { width, height } = bitmap;
    shown = undefined;
    draw(picture, bitmap);
    resize(segmentation, width, height);
    resize(outlines, width, height);
    frame.style.setProperty('--ratio', String(width / height));
    node.hidden = false;
  }

  async function show(result: PreviewResult): Promise<void> {
    const labels = await loadBitmap(result.labelMap);
    resize(outlines, result.width, result.height);
    shown = { result, map: readLabelMap(draw(segmentation, labels), result.classes) };
    paint();
    segmentation.setAttribute('aria-label', l10n.t('Segmentation: {0}', summaryOf(result)));
  }

  frame.addEventListener('pointermove', (event) => {
    readout.textContent = shown ? readoutAt(shown, frame.getBoundingClientRect(), event) : '';
  });
  frame.addEventListener('pointerleave', () => {
    readout.textContent = '';
  });

  return {
    node,
    showPicture,
    show,
    highlight(index) {
      only = index;
      paint();
    },
    setOpacity(value) {
      opacity = value;
      paint();
    },
  };
}
