/** Which pixels of its receptive field a unit really sees, followed forwards as long as there are gaps. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { extentAt, type AxisField } from '../../analysis/axis-field';
import type { Window } from '../../layers/definition';

/** What unit 0 of a blob sees along an axis, of the `size` pixels from `first` on. Units further on see the same, moved. */
export interface Support {
  first: number;
  size: number;
  /** Pixel `first` + i is seen where `reached[i]` is 1; undefined where all are. */
  reached: Uint8Array | undefined;
}

type Taps = Extract<Window, { kind: 'taps' | 'spread' }>;

/** A field without gaps; undefined where units differ in what they see, or stand between pixels. */
export function denseSupport(field: AxisField): Support | undefined {
  if (field.whole || field.first.length !== 1 || field.stride.denominator !== 1) return undefined;
  const { first, last } = extentAt(field, 0);
  return last < first ? undefined : { first, size: last - first + 1, reached: undefined };
}

/** All that any of the parts sees. */
export function union(parts: readonly Support[]): Support {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  const first = Math.min(...parts.map((part) => part.first));
  const size = Math.max(...parts.map((part) => part.first + part.size)) - first;
  const isAll = parts.some((part) => part.reached === undefined && part.size === size);
  return { first, size, reached: isAll ? undefined : withoutFull(reachedByAny(parts, first, size)) };
}

function reachedByAny(parts: readonly Support[], first: number, size: number): Uint8Array {
  const reached = new Uint8Array(size);
  for (const part of parts) {
    const from = part.first - first;
    if (part.reached === undefined) reached.fill(1, from, from + part.size);
    else for (let pixel = 0; pixel < part.size; pixel++) if (part.reached[pixel] === 1) reached[from + pixel] = 1;
  }
  return reached;
}

const withoutFull = (reached: Uint8Array): Uint8Array | undefined => (reached.includes(0) ? reached : undefined);

/** What a kernel's unit 0 sees, from what the units of its bottom see, `stride` pixels apart. */
export function throughTaps(bottom: Support, { taps, dilation, start }: Taps, stride: number): Support {
  const [first, step] = [bottom.first + start * stride, dilation * stride];
  if (bottom.reached === undefined && step <= bottom.size) return { first, size: bottom.size + (taps - 1) * step, reached: undefined };
  return union(Array.from({ length: taps }, (_, tap) => ({ ...bottom, first: first + tap * step })));
}

/** How many of the pixels are seen. */
export const seenIn = ({ size, reached }: Support): number => reached?.reduce((sum, pixel) => sum + pixel, 0) ?? size;

/** The field of a layer's bottom with respect to the net's first input that it sees. */
export const bottomField = (layer: LayerAnalysis, bottom: number, axis: 0 | 1): AxisField | undefined => layer.bottomFields[bottom]?.[0]?.axes[axis];
