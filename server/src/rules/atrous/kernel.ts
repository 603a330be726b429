/** What the atrous rules ask of a layer: how it slides over its bottom, and where its numbers are written. */
import { joinAnd, quoted } from '../../l10n/lists';
import type { LayerAnalysis } from '../../analysis/analysis';
import { dilationWord as wordForDilation, namesOfNumber, type KernelNumber, type Pair } from '../../edits/kernel-edits';
import type { KernelGeometry, Window, WindowPair } from '../../layers/definition';
import type { Layer } from '../../net/net';
import type { DialectId } from '../../schema/dialects';
import type { Fields } from '../../schema/fields';
import { Attachment } from '../../syntax/attachment';
import type { SourceRange } from '../../syntax/tree';
import { placeOfLayer } from '../net-rule';

/** 0 for height, 1 for width. */
export type Axis = 0 | 1;

export const axes: readonly Axis[] = [0, 1];

export type { Pair };

/** A kernel of two spatial axes, each number as (height, width). */
export interface Kernel {
  taps: Pair;
  dilation: Pair;
  stride: Pair;
  pad: Pair;
}

/** `3` where both are equal, otherwise `3×5`. */
export const formatPair = ([height, width]: Pair): string => (height === width ? String(height) : `${height}×${width}`);

export const equalPairs = (a: Pair, b: Pair): boolean => a[0] === b[0] && a[1] === b[1];

/** What `value` is for height and for width. */
export const pairOf = (value: (axis: Axis) => number): Pair => [value(0), value(1)];

const lastTwo = (values: readonly number[]): Pair | undefined => {
  const [height, width] = values.slice(-2);
  return height === undefined || width === undefined ? undefined : [height, width];
};

function kernelFrom(geometry: KernelGeometry): Kernel | undefined {
  const [taps, dilation, stride, pad] = [geometry.kernel, geometry.dilation, geometry.stride, geometry.pad].map(lastTwo);
  return taps && dilation && stride && pad ? { taps, dilation, stride, pad } : undefined;
}

/** Made once for each geometry, since every rule asks for it at every edit. */
const kernels = new Attachment<KernelGeometry, { kernel: Kernel | undefined }>();

/** The kernel of a layer that has one of two axes. */
export function kernelOf({ geometry }: LayerAnalysis): Kernel | undefined {
  if (geometry === undefined) return undefined;
  let known = kernels.get(geometry);
  if (known === undefined) {
    known = { kernel: kernelFrom(geometry) };
    kernels.set(geometry, known);
  }
  return known.kernel;
}

/** What the units of a top see of a bottom. */
export const windowsOf = (layer: LayerAnalysis, bottom = 0, top = 0): WindowPair => layer.windows[top]?.[bottom] ?? 'none';

/** True for a window of one tap that stays where it is. */
export const isIdentity = (window: Window): boolean => window.kind === 'taps' && window.taps === 1 && window.stride === 1 && window.start === 0;

/** Whether the layer's taps stand apart. */
export const hasHoles = ({ geometry }: LayerAnalysis): boolean => geometry !== undefined && geometry.dilation.some((hole) => hole > 1);

/** The kernel of a learnt layer that slides over its bottom: a convolution, not its transpose. */
export function slidingKernel(layer: LayerAnalysis): Kernel | undefined {
  if (layer.definition?.category !== 'convolution') return undefined;
  const kernel = kernelOf(layer);
  const windows = kernel && windowsOf(layer);
  return typeof windows === 'object' && windows[0].kind === 'taps' ? kernel : undefined;
}

const paramOf = ({ layer, definition }: LayerAnalysis): Fields | undefined => (definition?.param === undefined ? undefined : layer.param(definition.param));

/** Where a number of the layer's kernel is written; the layer's name where it is left to its default. */
export function placeOfNumber(analyzed: LayerAnalysis, number: KernelNumber): SourceRange {
  const fields = paramOf(analyzed);
  const name = fields && namesOfNumber(number).find((spelling) => fields.has(spelling));
  const node = name === undefined ? undefined : fields?.values(name)[0];
  return node === undefined ? placeOfLayer(analyzed.layer) : { start: node.start, end: node.end };
}

/** What a file calls the distance between taps: DeepLab v1 says `hole`. */
export const dilationWord = (analyzed: LayerAnalysis, dialect: DialectId): string => wordForDilation(paramOf(analyzed), dialect);

/** Units that a kernel reaches over along an axis. */
export const reachOf = ({ taps, dilation }: Kernel, axis: Axis): number => (taps[axis] - 1) * dilation[axis] + 1;

/** The padding on each side that keeps the size at stride 1; undefined where no equal padding does. */
export function keepingPad({ taps }: Pick<Kernel, 'taps'>, dilation: Pair): Pair | undefined {
  const pad = pairOf((axis) => ((taps[axis] - 1) * dilation[axis]) / 2);
  return pad.every(Number.isInteger) ? pad : undefined;
}

/** Number of units of a bottom or top along an axis; undefined where not known. */
export function sizeAlong(shape: readonly (number | string)[] | undefined, axis: Axis): number | undefined {
  const dim = shape?.length === 4 ? shape[axis + 2] : undefined;
  return typeof dim === 'number' ? dim : undefined;
}

/** A layer's height × width of a shape, with `?` for what is not known. */
export const formatSize = (shape: readonly (number | string)[] | undefined): string => (shape?.length === 4 ? shape.slice(2).join('×') : '?');

/** Names joined as in a sentence: `a`, `b` and `c`. */
export const listed = (names: readonly string[]): string => joinAnd(quoted(names));

export const nameOf = ({ layer: { name, type } }: { layer: Pick<Layer, 'name' | 'type'> }): string => name || type;
