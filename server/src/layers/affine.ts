/** Layers that, at test time, multiply each channel by a number and add another: which ones, and with what numbers. */
import type { LayerQuery } from './definition';
import { canonicalAxis, known } from './dims';

/** y = factor·x + shift, one pair for each channel. */
export interface Affine {
  factor: Float64Array;
  shift: Float64Array;
}

/** From the values of a layer's weight blobs, in Caffe's order, and the number of channels. */
export type AffineReading = (blobs: readonly Float32Array[], channels: number) => Affine;

const perChannel = (channels: number, value: (channel: number) => number): Float64Array => Float64Array.from({ length: channels }, (_, channel) => value(channel));

/** slope·(x − mean)/√(variance + eps) + bias as a factor and a shift. */
function normalizing(channels: number, of: (channel: number) => { mean: number; variance: number; slope: number; bias: number }, eps: number): Affine {
  const factorOf = (channel: number): number => of(channel).slope / Math.sqrt(of(channel).variance + eps);
  return { factor: perChannel(channels, factorOf), shift: perChannel(channels, (channel) => of(channel).bias - of(channel).mean * factorOf(channel)) };
}

/** The stored sums are divided by the third blob, or by nothing where that is 0: then they count as 0. */
export function batchNormAffine({ layer, phase }: LayerQuery): AffineReading | undefined {
  const fields = layer.param('batch_norm_param');
  const usesStored = fields.has('use_global_stats') ? fields.flag('use_global_stats') : phase === 'TEST';
  const eps = known(fields.number('eps'));
  if (!usesStored || eps === undefined) return undefined;
  return ([mean, variance, count, scale, bias], channels) => {
    const share = count?.[0] ? 1 / count[0] : 0;
    return normalizing(channels, (channel) => ({
      mean: (mean?.[channel] ?? 0) * share, variance: (variance?.[channel] ?? 0) * share, slope: scale?.[channel] ?? 1, bias: bias?.[channel] ?? 0,
    }), eps);
  };
}

/** PSPNet's four blobs, or SegNet's two in INFERENCE mode; in its mode LEARN the statistics are those of the batch. */
export function bnAffine({ layer }: LayerQuery, blobCount: number): AffineReading | undefined {
  const fields = layer.param('bn_param');
  const eps = known(fields.number('eps')) ?? 1e-5;
  if (blobCount >= 4) {
    return ([slope, bias, mean, variance], channels) => normalizing(channels, (channel) => ({
      mean: mean?.[channel] ?? 0, variance: variance?.[channel] ?? 0, slope: slope?.[channel] ?? 1, bias: bias?.[channel] ?? 0,
    }), eps);
  }
  if (fields.choice('bn_mode') !== 'INFERENCE') return undefined;
  return ([scale, shift], channels) => ({ factor: perChannel(channels, (channel) => scale?.[channel] ?? 1), shift: perChannel(channels, (channel) => shift?.[channel] ?? 0) });
}

/** Whether a learnt factor or term is one number for each channel, or one for all: along axis 1 and no other. */
function isPerChannel({ layer, bottoms }: LayerQuery, param: string): boolean {
  const fields = layer.param(param);
  const [bottom] = bottoms;
  const count = known(fields.number('num_axes'));
  if (layer.bottoms.length > 1 || bottom === undefined) return false;
  return count === 0 || (count === 1 && canonicalAxis(fields.number('axis'), bottom.length) === 1);
}

/** A blob without axes holds for all channels. */
const spread = (values: Float32Array | undefined, channels: number, otherwise: number): Float64Array =>
  perChannel(channels, (channel) => values?.[values.length === 1 ? 0 : channel] ?? otherwise);

export const scaleAffine = (query: LayerQuery): AffineReading | undefined =>
  isPerChannel(query, 'scale_param') ? ([scale, bias], channels) => ({ factor: spread(scale, channels, 1), shift: spread(bias, channels, 0) }) : undefined;

export const biasAffine = (query: LayerQuery): AffineReading | undefined =>
  isPerChannel(query, 'bias_param') ? ([bias], channels) => ({ factor: perChannel(channels, () => 1), shift: spread(bias, channels, 0) }) : undefined;
