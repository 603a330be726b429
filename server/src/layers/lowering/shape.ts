/** Lowering of the layers that rearrange values. */
import { t } from '../../l10n/text';
import type { LoweringContext, TensorName } from '../../onnx/lowering';
import { castTarget } from '../../onnx/model';
import type { KernelGeometry } from '../definition';
import { endPadsOf } from '../kernels';
import { axesFrom, map, numberOf, productOf, reduced, reshaped, sliced, times, type Lower } from './values';

/** The bottom's values in the top's shape. */
export const lowerReshape: Lower = map((context, x) => reshaped(context, x, context.topShapes[0] ?? []));

/** @param orderOf which axis of the bottom each axis of the top is */
export const lowerPermute = (orderOf: (context: LoweringContext, count: number) => readonly number[]): Lower =>
  map((context, x) => context.node('Transpose', [x], { perm: orderOf(context, context.bottomShapes[0]?.length ?? 0) }));

export const lowerTile: Lower = map((context, x) => {
  const from = context.bottomShapes[0] ?? [];
  const repeats = (context.topShapes[0] ?? []).map((dim, axis) => dim / (from[axis] ?? 1));
  return context.node('Tile', [x, context.integers(repeats)]);
});

/** Every tap of every channel becomes a channel: a strided part of the padded map for each tap, stacked. */
export const lowerIm2col = (geometryOf: (context: LoweringContext) => KernelGeometry | undefined): Lower => map((context, x) => {
  const geometry = geometryOf(context) ?? context.unsupported(t('its kernel is not known'));
  const [batch = 1, channels = 1, ...sizes] = context.bottomShapes[0] ?? [];
  const counts = context.topShapes[0]?.slice(2) ?? [];
  const axes = axesFrom(2, 2 + sizes.length);
  const padded = context.node('Pad', [x, context.integers([0, 0, ...geometry.pad, 0, 0, ...endPadsOf(geometry, sizes)])]);
  const steps = context.integers(geometry.stride);
  const taps = tapsOf(geometry.kernel).map((tap) => {
    const starts = tap.map((index, axis) => index * (geometry.dilation[axis] ?? 1));
    const ends = starts.map((start, axis) => start + ((counts[axis] ?? 1) - 1) * (geometry.stride[axis] ?? 1) + 1);
    const part = context.node('Slice', [padded, context.integers(starts), context.integers(ends), context.integers(axes), steps]);
    return reshaped(context, part, [batch, channels, 1, ...counts]);
  });
  return reshaped(context, context.node('Concat', taps, { axis: 2 }), context.topShapes[0] ?? []);
});

/** All index tuples of a kernel, the last axis fastest. */
const tapsOf = (kernel: readonly number[]): number[][] =>
  kernel.reduce<number[][]>((taps, size) => taps.flatMap((tap) => axesFrom(0, size).map((index) => [...tap, index])), [[]]);

const reductions: Readonly<Record<string, (context: LoweringContext, x: TensorName, axes: readonly number[]) => TensorName>> = {
  SUM: (context, x, axes) => reduced(context, 'ReduceSum', x, axes, false),
  ASUM: (context, x, axes) => reduced(context, 'ReduceSum', context.node('Abs', [x]), axes, false),
  SUMSQ: (context, x, axes) => reduced(context, 'ReduceSum', context.node('Mul', [x, x]), axes, false),
  MEAN: (context, x, axes) => reduced(context, 'ReduceMean', x, axes, false),
};

/** Everything from `axis` on becomes one number. */
export const lowerReduction: Lower = map((context, x) => {
  const fields = context.layer.param('reduction_param');
  const rank = context.bottomShapes[0]?.length ?? 0;
  const axis = numberOf(context, fields, 'axis');
  const operation = fields.choice('operation');
  const reduce = reductions[operation] ?? context.unsupported(t`the operation ${operation}`);
  return times(context, reduce(context, x, axesFrom(axis < 0 ? axis + rank : axis, rank)), numberOf(context, fields, 'coeff'));
});

/** The batch items that the second bottom names. */
export const lowerBatchReindex: Lower = (context) => {
  const [x = '', indices = ''] = context.inputs;
  context.output(0, context.node('Gather', [x, context.node('Cast', [indices], { to: castTarget('int64') })], { axis: 0 }));
};

/** Zeros around the map; negative numbers crop. */
export const lowerPadding: Lower = (context) => {
  const fields = context.layer.param('padding_param');
  const [begin, end] = [numberOf(context, fields, 'pad_beg'), numberOf(context, fields, 'pad_end')];
  const [, , height = 1, width = 1] = context.bottomShapes[0] ?? [];
  const [cutBegin, cutEnd] = [Math.max(0, -begin), Math.max(0, -end)];
  const [addBegin, addEnd] = [Math.max(0, begin), Math.max(0, end)];
  for (const [i, input] of context.inputs.entries()) {
    const cut = cutBegin + cutEnd > 0 ? sliced(context, input, [cutBegin, cutBegin], [height - cutEnd, width - cutEnd], [2, 3]) : input;
    const pads = context.integers([0, 0, addBegin, addBegin, 0, 0, addEnd, addEnd]);
    context.output(i, addBegin + addEnd > 0 ? context.node('Pad', [cut, pads]) : cut);
  }
};

/** Interleaves the channels of the groups. */
export const lowerShuffleChannel: Lower = map((context, x) => {
  const shape = context.bottomShapes[0] ?? [];
  const [batch = 1, channels = 1, ...spatial] = shape;
  const group = numberOf(context, context.layer.param('shuffle_channel_param'), 'group');
  const grouped = reshaped(context, x, [batch, group, channels / group, productOf(spatial)]);
  return reshaped(context, context.node('Transpose', [grouped], { perm: [0, 2, 1, 3] }), shape);
});
