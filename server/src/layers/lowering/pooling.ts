/** Lowering of pooling with Caffe's windows: which units a window has, and what a mean divides by, differ from ONNX. */
import { t } from '../../l10n/text';
import type { LoweringContext, TensorName } from '../../onnx/lowering';
import { castTarget } from '../../onnx/model';
import type { KernelGeometry } from '../definition';
import { filled, plus, reshaped, times, productOf } from './values';

/** Caffe's -FLT_MAX, which a maximum starts from and an empty window keeps. */
const lowest = -3.4028234663852886e38;

/** What Caffe's mask says of an empty window. */
const nowhere = -1;

/** The windows of one spatial axis: `count` of them, the first at -pad. */
interface Axis {
  size: number;
  kernel: number;
  stride: number;
  pad: number;
  count: number;
  /** How many of them, at the end, lie wholly outside the map. */
  outside: number;
  /** Units by which the last of the others goes past the map. */
  overhang: number;
}

function axesOf({ kernel, stride, pad, dilation }: KernelGeometry, sizes: readonly number[], counts: readonly number[]): Axis[] {
  return sizes.map((size, i) => {
    const axis = { size, kernel: kernel[i] ?? 1, stride: stride[i] ?? 1, pad: pad[i] ?? 0, count: counts[i] ?? 1 };
    const inside = Math.min(axis.count, Math.ceil((size + axis.pad) / axis.stride));
    const reach = (axis.kernel - 1) * (dilation[i] ?? 1) + 1;
    const end = (inside - 1) * axis.stride + reach - axis.pad;
    return { ...axis, outside: axis.count - inside, overhang: Math.max(0, end - size) };
  });
}

const hasEmptyWindow = (axes: readonly Axis[]): boolean => axes.some(({ outside }) => outside > 0);

const attributesOf = (axes: readonly Axis[]): Record<string, readonly number[]> => ({
  kernel_shape: axes.map(({ kernel }) => kernel),
  strides: axes.map(({ stride }) => stride),
  pads: [...axes.map(({ pad }) => pad), ...axes.map(({ overhang }) => overhang)],
});

/** Adds the windows outside the map, for which ONNX's padding is too narrow. */
const withEmptyWindows = (context: LoweringContext, pooled: TensorName, axes: readonly Axis[], value: number): TensorName =>
  hasEmptyWindow(axes) ? context.node('Pad', [pooled, context.integers([0, 0, 0, 0, 0, 0, ...axes.map(({ outside }) => outside)]), context.scalar(value)]) : pooled;

/** What Caffe divides the sum of each window by: its size with the padding, without what rounding up added. 0 and below for empty windows. */
const divisors = ({ size, kernel, stride, pad, count }: Axis): number[] =>
  Array.from({ length: count }, (_, i) => Math.min(i * stride - pad + kernel, size + pad) - (i * stride - pad));

/** A map of k²/divisor, by which a mean over whole windows becomes Caffe's; undefined where that is 1 everywhere. */
function correction(context: LoweringContext, axes: readonly Axis[]): TensorName | undefined {
  const area = productOf(axes.map(({ kernel }) => kernel));
  const [rows = [1], columns = [1]] = axes.map(divisors);
  const factors = rows.flatMap((row) => columns.map((column) => area / (row * column)));
  return factors.every((factor) => factor === 1) ? undefined : context.floats(factors, [1, 1, rows.length, columns.length]);
}

/** The mean of each window of a (N, C, H, W) tensor. `counts`: windows per spatial axis. */
export function averagePool(context: LoweringContext, x: TensorName, geometry: KernelGeometry, sizes: readonly number[], counts: readonly number[]): TensorName {
  const axes = axesOf(geometry, sizes, counts);
  const inside = context.node('AveragePool', [x], { ...attributesOf(axes), count_include_pad: 1 });
  const mean = withEmptyWindows(context, inside, axes, 0);
  const factors = correction(context, axes);
  return factors === undefined ? mean : context.node('Mul', [mean, factors]);
}

/** The maximum of each window. */
export function maxPool(context: LoweringContext, x: TensorName, geometry: KernelGeometry, sizes: readonly number[], counts: readonly number[]): TensorName {
  const axes = axesOf(geometry, sizes, counts);
  const inside = context.node('MaxPool', [x], { ...attributesOf(axes), dilations: geometry.dilation });
  return withEmptyWindows(context, inside, axes, lowest);
}

/** The maximum of each window, and where in its plane it stands (h·width + w), as floats. The first of equal ones counts. */
function maxPoolWithMask(context: LoweringContext, x: TensorName, geometry: KernelGeometry, sizes: readonly number[], counts: readonly number[]): TensorName[] {
  const axes = axesOf(geometry, sizes, counts);
  const [maximum = '', index = ''] = context.nodes('MaxPool', [x], 2, { ...attributesOf(axes), dilations: geometry.dilation });
  const inPlane = context.node('Mod', [index, context.integers([productOf(sizes)])]);
  const mask = context.node('Cast', [inPlane], { to: castTarget('float32') });
  return [withEmptyWindows(context, maximum, axes, lowest), withEmptyWindows(context, mask, axes, nowhere)];
}

/** Caffe's stochastic pooling in testing: each value weighs as much as it is large; a window whose sum is not positive gives 0. */
function stochasticPool(context: LoweringContext, x: TensorName, geometry: KernelGeometry, sizes: readonly number[], counts: readonly number[]): TensorName {
  const area = productOf(geometry.kernel);
  const sum = (tensor: TensorName): TensorName => times(context, averagePool(context, tensor, geometry, sizes, counts), area);
  const smallest = 1.1754943508222875e-38;
  const weight = plus(context, sum(x), smallest);
  const mean = context.node('Div', [sum(context.node('Mul', [x, x])), weight]);
  return context.node('Where', [context.node('Greater', [weight, context.scalar(0)]), mean, context.scalar(0)]);
}

const pools: Readonly<Record<string, typeof maxPool>> = { MAX: maxPool, AVE: averagePool, STOCHASTIC: stochasticPool };

/** Pooling as the layer says. */
export function lowerPooling(context: LoweringContext, geometry: KernelGeometry, method: string): void {
  const [x = ''] = context.inputs;
  const sizes = context.bottomShapes[0]?.slice(2) ?? [];
  const counts = context.topShapes[0]?.slice(2) ?? [];
  if (method === 'MAX' && context.topShapes.length > 1) {
    for (const [i, tensor] of maxPoolWithMask(context, x, geometry, sizes, counts).entries()) context.output(i, tensor);
    return;
  }
  if (method !== 'MAX' && geometry.dilation.some((dilation) => dilation > 1)) context.unsupported(t`${method} pooling with dilation`);
  const pool = pools[method] ?? context.unsupported(t`pooling by ${method}`);
  context.output(0, pool(context, x, geometry, sizes, counts));
}

/** Puts values at their places (planes, values) in planes of zeros; where several meet, the last counts. */
function scattered(context: LoweringContext, places: TensorName): void {
  const [batch = 1, channels = 1, height = 1, width = 1] = context.topShapes[0] ?? [];
  const planes = batch * channels;
  const values = reshaped(context, context.inputs[0] ?? '', [planes, -1]);
  const zeros = filled(context, 0, [planes, height * width]);
  const filledPlanes = context.node('ScatterElements', [zeros, places, values], { axis: 1 });
  context.output(0, reshaped(context, filledPlanes, [batch, channels, height, width]));
}

/** The values of bottom 0 go to the places of the mask (bottom 1). */
export function lowerUnpooling(context: LoweringContext): void {
  const [batch = 1, channels = 1] = context.topShapes[0] ?? [];
  scattered(context, context.node('Cast', [reshaped(context, context.inputs[1] ?? '', [batch * channels, -1])], { to: castTarget('int64') }));
}

/** Without a mask each value goes to the beginning of its window, or to the edge where that lies outside. */
export function lowerUnpoolingToCorners(context: LoweringContext, { stride, pad }: KernelGeometry): void {
  const [batch = 1, channels = 1, ...to] = context.topShapes[0] ?? [];
  const [rows = [], columns = []] = to.map((size, axis) => Array.from({ length: context.bottomShapes[0]?.[axis + 2] ?? 1 },
    (_, unit) => Math.max(0, Math.min(unit * (stride[axis] ?? 1) - (pad[axis] ?? 0), size - 1))));
  const places = rows.flatMap((row) => columns.map((column) => row * (to[1] ?? 1) + column));
  scattered(context, context.node('Expand', [context.integers(places, [1, places.length]), context.integers([batch * channels, places.length])]));
}

/** Each value becomes a rectangle, as large as the top is to the bottom. */
export function lowerRepetition(context: LoweringContext): void {
  const [batch = 1, channels = 1, height = 1, width = 1] = context.bottomShapes[0] ?? [];
  const [, , toHeight = 1, toWidth = 1] = context.topShapes[0] ?? [];
  if (toHeight % height !== 0 || toWidth % width !== 0) context.unsupported(t('without a mask, the size must be a multiple of the bottom\'s'));
  const apart = reshaped(context, context.inputs[0] ?? '', [batch * channels, height, 1, width, 1]);
  const repeated = context.node('Expand', [apart, context.integers([batch * channels, height, toHeight / height, width, toWidth / width])]);
  context.output(0, reshaped(context, repeated, context.topShapes[0] ?? []));
}

/** Level i of a pyramid pools the map into 2^i × 2^i cells; all are flattened and joined. */
export function lowerPyramid(context: LoweringContext, height: number, method: string): void {
  const [x = ''] = context.inputs;
  const [batch = 1, channels = 1, ...sizes] = context.bottomShapes[0] ?? [];
  const pool = pools[method] ?? context.unsupported(t`pooling by ${method}`);
  const levels = Array.from({ length: height }, (_, level) => {
    const cells = 2 ** level;
    const kernel = sizes.map((size) => Math.ceil(size / cells));
    const pad = kernel.map((extent, axis) => Math.floor((extent * cells - (sizes[axis] ?? 0) + 1) / 2));
    const pooled = pool(context, x, { kernel, stride: kernel, pad, dilation: [1, 1] }, sizes, [cells, cells]);
    return height === 1 ? pooled : reshaped(context, pooled, [batch, channels * cells * cells]);
  });
  context.output(0, levels.length === 1 ? (levels[0] ?? '') : context.node('Concat', levels, { axis: 1 }));
}
