/** Lowering of BatchNorm and its kin. */
import type { LoweringContext, TensorName } from '../../onnx/lowering';
import { averagePool } from './pooling';
import { axesFrom, filled, map, numberOf, plus, productOf, reduced, reshaped, times, toPower, type Lower } from './values';

const channelsOf = (context: LoweringContext): number => context.bottomShapes[0]?.[1] ?? 1;

/** A vector of one number a channel, shaped to be broadcast over the other axes. */
const alongChannels = (context: LoweringContext): number[] => (context.bottomShapes[0] ?? []).slice(1).map((dim, axis) => (axis === 0 ? dim : 1));

/** (x - mean) / sqrt(variance + eps) with the statistics of the batch itself; the variance is that of the population. */
function normalizedByBatch(context: LoweringContext, x: TensorName, eps: number): TensorName {
  const axes = (context.bottomShapes[0] ?? []).map((_, axis) => axis).filter((axis) => axis !== 1);
  const centred = context.node('Sub', [x, reduced(context, 'ReduceMean', x, axes)]);
  const variance = reduced(context, 'ReduceMean', context.node('Mul', [centred, centred]), axes);
  return context.node('Div', [centred, context.node('Sqrt', [plus(context, variance, eps)])]);
}

/** slope · (x - mean) / sqrt(variance + eps) + bias, each a tensor of one number a channel. */
const batchNormalization = (context: LoweringContext, x: TensorName, parameters: readonly TensorName[], eps: number): TensorName =>
  context.node('BatchNormalization', [x, ...parameters], { epsilon: { float: eps } });

/** The sums of the file are divided by its third blob; where that is 0 the factor is 0. NVIDIA's may add scale and bias. */
export const lowerBatchNorm: Lower = map((context, x) => {
  const fields = context.layer.param('batch_norm_param');
  const eps = numberOf(context, fields, 'eps');
  const channels = channelsOf(context);
  const usesStored = fields.has('use_global_stats') ? fields.flag('use_global_stats') : context.phase === 'TEST';
  const hasScale = context.weightCount > 4;
  const scale = hasScale ? context.weight(3, [channels]) : filled(context, 1, [channels]);
  const bias = hasScale ? context.weight(4, [channels]) : filled(context, 0, [channels]);
  if (!usesStored) {
    const normalized = normalizedByBatch(context, x, eps);
    return hasScale ? scaleAndShift(context, normalized, 3, 4) : normalized;
  }
  const sum = context.weightValues(2)[0] ?? 0;
  const factor = sum === 0 ? 0 : 1 / sum;
  const [mean, variance] = [0, 1].map((index) => times(context, context.weight(index, [channels]), factor)) as [TensorName, TensorName];
  return batchNormalization(context, x, [scale, bias, mean, variance], eps);
});

/** scale · x + shift with two weight blobs of one number a channel. */
function scaleAndShift(context: LoweringContext, x: TensorName, scale: number, shift: number): TensorName {
  const shape = alongChannels(context);
  return context.node('Add', [context.node('Mul', [x, context.weight(scale, shape)]), context.weight(shift, shape)]);
}

const segNetEps = 1e-9;

/** PSPNet's BN has four blobs (slope, bias, mean, variance), SegNet's two (scale, shift). */
export const lowerBn: Lower = map((context, x) => {
  const fields = context.layer.param('bn_param');
  if (context.weightCount >= 4) {
    const channels = channelsOf(context);
    return batchNormalization(context, x, [0, 1, 2, 3].map((index) => context.weight(index, [channels])), numberOf(context, fields, 'eps'));
  }
  const isPlain = fields.choice('bn_mode') === 'INFERENCE';
  return scaleAndShift(context, isPlain ? x : normalizedByBatch(context, x, segNetEps), 0, 1);
});

/** The shape by which a factor, whose axes begin at `axis`, is broadcast over the first bottom. */
function factorShape(context: LoweringContext, param: string, factor: readonly number[]): number[] {
  const rank = context.bottomShapes[0]?.length ?? 0;
  const axis = numberOf(context, context.layer.param(param), 'axis');
  const after = rank - (axis < 0 ? axis + rank : axis) - factor.length;
  return factor.length === 0 ? [] : [...factor, ...new Array<number>(Math.max(0, after)).fill(1)];
}

/** The axes of the factor that the layer learns. */
function learntShape(context: LoweringContext, param: string): number[] {
  const shape = context.bottomShapes[0] ?? [];
  const fields = context.layer.param(param);
  const written = numberOf(context, fields, 'axis');
  const axis = written < 0 ? written + shape.length : written;
  const count = numberOf(context, fields, 'num_axes');
  return count === -1 ? shape.slice(axis) : shape.slice(axis, axis + count);
}

/** The factor or term of Scale and Bias: the second bottom, or the layer's first weight blob. */
function operandOf(context: LoweringContext, param: string): { tensor: TensorName; shape: readonly number[]; learnt: number } {
  const given = context.inputs[1];
  const shape = given === undefined ? learntShape(context, param) : (context.bottomShapes[1] ?? []);
  const broadcast = factorShape(context, param, shape);
  if (given === undefined) return { tensor: context.weight(0, broadcast), shape: broadcast, learnt: 1 };
  return { tensor: reshaped(context, given, broadcast), shape: broadcast, learnt: 0 };
}

export const lowerScale: Lower = map((context, x) => {
  const { tensor, shape, learnt } = operandOf(context, 'scale_param');
  const scaled = context.node('Mul', [x, tensor]);
  const hasBias = context.layer.param('scale_param').flag('bias_term');
  return hasBias ? context.node('Add', [scaled, context.weight(learnt, shape)]) : scaled;
});

export const lowerBias: Lower = map((context, x) => context.node('Add', [x, operandOf(context, 'bias_param').tensor]));

/** The mean square over `size` channels around each, of which those beyond the first and the last are 0. */
function energyAcross(context: LoweringContext, x: TensorName, size: number): TensorName {
  const [batch = 1, channels = 1, ...spatial] = context.bottomShapes[0] ?? [];
  const squares = reshaped(context, context.node('Mul', [x, x]), [batch, 1, channels, productOf(spatial)]);
  const pad = (size - 1) / 2;
  const mean = context.node('AveragePool', [squares], { kernel_shape: [size, 1], pads: [pad, 0, pad, 0], count_include_pad: 1 });
  return reshaped(context, mean, context.bottomShapes[0] ?? []);
}

/** The mean square over a square of `size` units of the same channel, as AVE pooling counts them. */
function energyWithin(context: LoweringContext, x: TensorName, size: number): TensorName {
  const pad = (size - 1) / 2;
  const sizes = context.bottomShapes[0]?.slice(2) ?? [];
  return averagePool(context, context.node('Mul', [x, x]), { kernel: [size, size], stride: [1, 1], pad: [pad, pad], dilation: [1, 1] }, sizes, sizes);
}

/** Across channels ONNX agrees with Caffe, but its runtime takes no alpha or beta of 0 or less. Within one, k is 1. */
export const lowerLrn: Lower = map((context, x) => {
  const fields = context.layer.param('lrn_param');
  const [size, alpha, beta, k] = ['local_size', 'alpha', 'beta', 'k'].map((name) => numberOf(context, fields, name)) as [number, number, number, number];
  const isAcross = fields.choice('norm_region') !== 'WITHIN_CHANNEL';
  if (isAcross && alpha > 0 && beta > 0) return context.node('LRN', [x], { size, alpha: { float: alpha }, beta: { float: beta }, bias: { float: k } });
  const energy = isAcross ? energyAcross(context, x, size) : energyWithin(context, x, size);
  return context.node('Mul', [x, toPower(context, plus(context, times(context, energy, alpha), isAcross ? k : 1), -beta)]);
});

/** eps is added to the standard deviation, not to the variance. Of a blob without the axes in question each value is a map of its own. */
export const lowerMvn: Lower = map((context, x) => {
  const fields = context.layer.param('mvn_param');
  const rank = context.bottomShapes[0]?.length ?? 4;
  const axes = axesFrom(fields.flag('across_channels') ? 1 : 2, rank);
  if (axes.length === 0) return context.node('Sub', [x, x]);
  const centred = context.node('Sub', [x, reduced(context, 'ReduceMean', x, axes)]);
  if (!fields.flag('normalize_variance')) return centred;
  const variance = reduced(context, 'ReduceMean', context.node('Mul', [centred, centred]), axes);
  const deviation = plus(context, context.node('Sqrt', [variance]), numberOf(context, fields, 'eps'));
  return context.node('Div', [centred, deviation]);
});

/** SSD's Normalize: by the L2 norm over the channels of each place, or over the whole map. */
export const lowerNormalize: Lower = map((context, x) => {
  const fields = context.layer.param('norm_param');
  const rank = context.bottomShapes[0]?.length ?? 4;
  const axes = fields.flag('across_spatial') ? axesFrom(1, rank) : [1];
  const energy = reduced(context, 'ReduceSum', context.node('Mul', [x, x]), axes);
  const norm = context.node('Sqrt', [plus(context, energy, numberOf(context, fields, 'eps'))]);
  const shape = fields.flag('channel_shared') ? [1] : alongChannels(context);
  return context.node('Mul', [context.node('Div', [x, norm]), context.weight(0, shape)]);
});

/** FlowNet's ChannelNorm: the L2 norm over the channels of each place. */
export const lowerChannelNorm: Lower = map((context, x) => context.node('Sqrt', [reduced(context, 'ReduceSum', context.node('Mul', [x, x]), [1])]));
