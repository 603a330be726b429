/** Which pixels of its receptive field a unit really sees, followed forwards as long as there are gaps. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { extentAt, type AxisField } from '../../analysis/axisField';
import type { Window } from '../../layers/definition';

/** What unit 0 of a blob sees along an axis: pixel `first` + i where `reached[i]` is 1. Units further on see the same, moved. */
export interface Support {
  first: number;
  reached: Uint8Array;
}

type Taps = Extract<Window, { kind: 'taps' | 'spread' }>;

/** A field without gaps; undefined where units differ in what they see, or stand between pixels. */
export function denseSupport(field: AxisField): Support | undefined {
  if (field.whole || field.first.length !== 1 || field.stride.denominator !== 1) return undefined;
  const { first, last } = extentAt(field, 0);
  return last < first ? undefined : { first, reached: new Uint8Array(last - first + 1).fill(1) };
}

/** All that any of the parts sees. */
export function union(parts: readonly Support[]): Support {
  const first = Math.min(...parts.map((part) => part.first));
  const end = Math.max(...parts.map((part) => part.first + part.reached.length));
  const reached = new Uint8Array(end - first);
  for (const part of parts) {
    for (let pixel = 0; pixel < part.reached.length; pixel++) if (part.reached[pixel] === 1) reached[part.first - first + pixel] = 1;
  }
  return { first, reached };
}

/** What a kernel's unit 0 sees, from what the units of its bottom see, `stride` pixels apart. */
export function throughTaps({ first, reached }: Support, { taps, dilation, start }: Taps, stride: number): Support {
  return union(Array.from({ length: taps }, (_, tap) => ({ first: first + (start + tap * dilation) * stride, reached })));
}

/** Share of the pixels of the field that are seen. */
export const fillOf = ({ reached }: Support): number => reached.reduce((sum, pixel) => sum + pixel, 0) / reached.length;

/** The field of a layer's bottom with respect to the net's first input that it sees. */
export const bottomField = (layer: LayerAnalysis, bottom: number, axis: 0 | 1): AxisField | undefined => layer.bottomFields[bottom]?.[0]?.axes[axis];
