/** The picture with the segmentation over it. */
import * as l10n from '@vscode/l10n';
import type { PreviewResult } from '../../../server/src/protocol/preview';
import { element } from './dom';
import { formatShare } from './format';
import { paintLabelMap, readLabelMap, type LabelMap } from './label-map';

export interface Stage {
  node: HTMLElement;
  /** Loads and shows a result; resolves when it is painted. */
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

/** Draws at the size of the picture that was run. */
function draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap, width: number, height: number): ImageData {
  canvas.width = width;
  canvas.height = height;
  const context = contextOf(canvas);
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}

const summaryOf = ({ classes }: PreviewResult): string =>
  classes.filter(({ share }) => share > 0).map(({ name, share }) => `${name} ${formatShare(share)}`).join(', ');

export function createStage(): Stage {
  const picture = element('canvas', { id: 'picture', 'aria-hidden': 'true' });
  const segmentation = element('canvas', { id: 'segmentation', role: 'img' });
  const frame = element('div', { class: 'frame' }, picture, segmentation);
  const readout = element('div', { class: 'readout', 'aria-hidden': 'true' });
  const node = element('div', { class: 'stage', hidden: '' }, frame, readout);
  let shown: { result: PreviewResult; map: LabelMap } | undefined;

  function highlight(index: number | undefined): void {
    if (shown) contextOf(segmentation).putImageData(paintLabelMap(shown.map, shown.result.classes, index), 0, 0);
  }

  async function show(result: PreviewResult): Promise<void> {
    const [photograph, labels] = await Promise.all([loadBitmap(result.picture), loadBitmap(result.labelMap)]);
    const { width, height } = result;
    draw(picture, photograph, width, height);
    shown = { result, map: readLabelMap(draw(segmentation, labels, width, height), result.classes) };
    highlight(undefined);
    frame.style.setProperty('--ratio', String(width / height));
    frame.style.setProperty('--width', `${width}px`);
    segmentation.setAttribute('aria-label', l10n.t('Segmentation: {0}', summaryOf(result)));
    node.hidden = false;
  }

  function classUnder(event: PointerEvent): string {
    if (!shown) return '';
    const box = segmentation.getBoundingClientRect();
    const { map, result } = shown;
    const x = Math.min(map.width - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * map.width)));
    const y = Math.min(map.height - 1, Math.max(0, Math.floor(((event.clientY - box.top) / box.height) * map.height)));
    const found = result.classes.find(({ index }) => index === map.classes[y * map.width + x]);
    return `${found?.name ?? '–'} · ${x}, ${y}`;
  }

  frame.addEventListener('pointermove', (event) => {
    readout.textContent = classUnder(event);
  });
  frame.addEventListener('pointerleave', () => {
    readout.textContent = '';
  });

  return {
    node,
    show,
    highlight,
    setOpacity: (value) => {
      segmentation.style.opacity = String(value);
    },
  };
}
