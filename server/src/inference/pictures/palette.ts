/** The colours of classes, and segmentations drawn over pictures. */
import type { Picture } from './picture';
import type { LabelMap } from './png';

/** One channel of a label's colour in PASCAL VOC's map: every third bit of the label, from `channel` on, fills it from the top down. */
function component(label: number, channel: number): number {
  let value = 0;
  for (let bit = 0; bit < 8; bit++) value |= ((label >> (3 * bit + channel)) & 1) << (7 - bit);
  return value;
}

/** PASCAL VOC's 256 colours: 0 black, 1 dark red, 2 dark green, … 255 the pale edge of void. */
export const vocPalette: readonly (readonly [number, number, number])[] = Array.from({ length: 256 }, (_, label) => [
  component(label, 0),
  component(label, 1),
  component(label, 2),
]);

/** The picture with every pixel's class colour mixed in; class 0 (background) is left as it is. `opacity` from 0 to 1. */
export function overlay(picture: Picture, { labels }: LabelMap, palette: readonly (readonly number[])[], opacity = 0.6): Picture {
  const data = picture.data.slice();
  for (let pixel = 0, at = 0; pixel < labels.length; pixel++, at += 3) {
    const label = labels[pixel] ?? 0;
    const colour = palette[label];
    if (label === 0 || !colour) continue;
    const [red = 0, green = 0, blue = 0] = colour;
    data[at] = mixed(data[at] ?? 0, red, opacity);
    data[at + 1] = mixed(data[at + 1] ?? 0, green, opacity);
    data[at + 2] = mixed(data[at + 2] ?? 0, blue, opacity);
  }
  return { ...picture, data };
}

/** Two values from 0 to 255, mixed and rounded. */
const mixed = (below: number, above: number, opacity: number): number => Math.floor((1 - opacity) * below + opacity * above + 0.5);
