/** One segmentation over the picture: its colours, and lines where classes end. */
import type { RunClass } from '../../../server/src/protocol/run';
import { contextOf, resize } from './canvas';
import { element } from './dom';
import { paintLabelMap, paintOutlines, type LabelMap } from './label-map';

/** How segmentations are shown. */
export interface Look {
  /** The class that is shown alone. */
  only: number | undefined;
  /** 0 (picture alone) to 1 (segmentation alone). */
  opacity: number;
}

export interface Layer {
  colours: HTMLCanvasElement;
  outlines: HTMLCanvasElement;
  /** Paints a map; nothing where there is none. */
  paint(map: LabelMap | undefined, classes: readonly RunClass[], look: Look): void;
  empty(width: number, height: number): void;
  /** Shows only the part from `left` to `right`, as shares of the width. */
  clip(left: number, right: number): void;
}

export function createLayer(name: string, attributes: Readonly<Record<string, string>>): Layer {
  const colours = element('canvas', { id: name, class: 'colours', ...attributes });
  const outlines = element('canvas', { class: 'outlines', 'aria-hidden': 'true' });
  return {
    colours,
    outlines,
    paint(map, classes, { only, opacity }) {
      colours.style.opacity = String(opacity);
      outlines.style.opacity = opacity === 0 ? '0' : '1';
      if (!map) return;
      for (const canvas of [colours, outlines]) if (canvas.width !== map.width || canvas.height !== map.height) resize(canvas, map.width, map.height);
      contextOf(colours).putImageData(paintLabelMap(map, classes, only, opacity ** 2), 0, 0);
      contextOf(outlines).putImageData(paintOutlines(map, classes, only), 0, 0);
    },
    empty(width, height) {
      for (const canvas of [colours, outlines]) resize(canvas, width, height);
    },
    clip(left, right) {
      for (const canvas of [colours, outlines]) canvas.style.clipPath = `inset(0 ${100 * (1 - right)}% 0 ${100 * left}%)`;
    },
  };
}
