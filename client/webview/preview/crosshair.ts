/** A crosshair over a picture: the pixel under the pointer, or the one that the arrow keys lead to, is read out. */
import * as l10n from '@vscode/l10n';
import { element } from './dom';

export interface PictureSize {
  width: number;
  height: number;
}

export interface Crosshair {
  /** Lies over the picture, whose parent it fills. */
  node: HTMLElement;
  /** Where the reading is written. */
  readout: HTMLElement;
  /** The picture has this many pixels; undefined where there is nothing to read. */
  resize(size: PictureSize | undefined): void;
  /** Reads the same pixel of what has changed. */
  update(): void;
}

interface Pixel {
  x: number;
  y: number;
}

/** With Shift, and for a page. */
const far = 10;

/** Where a key leads; undefined for other keys. */
export function movedBy(key: string, isFar: boolean, { x, y }: Pixel, { width, height }: PictureSize): Pixel | undefined {
  const step = isFar ? far : 1;
  const moves: Readonly<Record<string, Pixel>> = {
    ArrowLeft: { x: x - step, y }, ArrowRight: { x: x + step, y }, ArrowUp: { x, y: y - step }, ArrowDown: { x, y: y + step },
    PageUp: { x, y: y - far }, PageDown: { x, y: y + far }, Home: { x: 0, y }, End: { x: width - 1, y },
  };
  const to = moves[key];
  return to && { x: Math.min(width - 1, Math.max(0, to.x)), y: Math.min(height - 1, Math.max(0, to.y)) };
}

function pixelAt({ clientX, clientY }: PointerEvent, box: DOMRect, { width, height }: PictureSize): Pixel {
  const clamp = (part: number, size: number): number => Math.min(size - 1, Math.max(0, Math.floor(part * size)));
  return { x: clamp((clientX - box.left) / box.width, width), y: clamp((clientY - box.top) / box.height, height) };
}

/** @param read what is to be said of a pixel */
export function createCrosshair(name: string, read: (x: number, y: number) => string): Crosshair {
  const lines = ['down', 'across'].map((direction) => element('div', { class: `line ${direction}` }));
  const node = element('div', { class: 'crosshair', tabindex: '0', role: 'application', 'aria-label': `${name}. ${l10n.t('Arrow keys read pixel by pixel, with Shift by tens.')}` }, ...lines);
  const text = element('span', { 'aria-hidden': 'true' });
  // What the pointer passes over is not told: only those who go by keys ask for it.
  const spoken = element('span', { class: 'unseen', 'aria-live': 'polite' });
  const readout = element('div', { class: 'readout' }, text, spoken);
  let size: PictureSize | undefined;
  let at: Pixel | undefined;

  function show(pixel: Pixel | undefined, isSpoken: boolean): void {
    const words = pixel && size ? read(pixel.x, pixel.y) : '';
    text.textContent = words;
    if (isSpoken) spoken.textContent = words;
  }

  function place(pixel: Pixel): void {
    if (!size) return;
    at = pixel;
    node.style.setProperty('--x', `${((pixel.x + 0.5) / size.width) * 100}%`);
    node.style.setProperty('--y', `${((pixel.y + 0.5) / size.height) * 100}%`);
    show(pixel, true);
  }

  node.addEventListener('pointermove', (event) => size && show(pixelAt(event, node.getBoundingClientRect(), size), false));
  node.addEventListener('pointerdown', (event) => size && place(pixelAt(event, node.getBoundingClientRect(), size)));
  node.addEventListener('pointerleave', () => show(node.matches(':focus') ? at : undefined, false));
  node.addEventListener('focus', () => size && place(at ?? { x: Math.floor(size.width / 2), y: Math.floor(size.height / 2) }));
  node.addEventListener('blur', () => show(undefined, true));
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') node.blur();
    const to = size && at && !event.ctrlKey && !event.metaKey && !event.altKey ? movedBy(event.key, event.shiftKey, at, size) : undefined;
    if (!to) return;
    event.preventDefault();
    place(to);
  });

  return {
    node,
    readout,
    resize(to) {
      if (to?.width !== size?.width || to?.height !== size?.height) at = undefined;
      size = to;
      node.hidden = !to;
    },
    update() {
      if (node.matches(':focus') && at) place(at);
    },
  };
}
