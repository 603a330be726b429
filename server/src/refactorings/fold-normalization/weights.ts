/** The weights of a convolution once the layers after it are folded in: w' = f·w and b' = f·b + s for each channel. */
import type { Analysis, LayerAnalysis } from '../../analysis/analysis';
import { queryOf, type FoldableChain } from './chains';

/** A weight blob with its values in Caffe's memory order. */
export interface FoldedBlob {
  shape: readonly number[];
  values: Float32Array;
}

/** The values of a layer's blobs, in Caffe's order. */
export type ValuesOf = (layer: LayerAnalysis) => readonly Float32Array[];

/** The factor and the shift of the whole chain, for each of the convolution's channels. */
function combined({ links }: FoldableChain, channels: number, valuesOf: ValuesOf): { factor: Float64Array; shift: Float64Array } {
  const factor = new Float64Array(channels).fill(1);
  const shift = new Float64Array(channels);
  for (const { result, affine } of links) {
    const own = affine(valuesOf(result), channels);
    for (let channel = 0; channel < channels; channel++) {
      const times = own.factor[channel] ?? 1;
      factor[channel] = (factor[channel] ?? 1) * times;
      shift[channel] = (shift[channel] ?? 0) * times + (own.shift[channel] ?? 0);
    }
  }
  return { factor, shift };
}

/** Weights and bias of the convolution with its chain folded in; undefined where its channels or weights are not known. */
export function foldedBlobs(analysis: Analysis, chain: FoldableChain, valuesOf: ValuesOf): readonly FoldedBlob[] | undefined {
  const { convolution } = chain;
  const [weights, bias] = valuesOf(convolution);
  const shape = convolution.blobs[0]?.shape;
  const channels = convolution.topShapes[0]?.[1];
  const scaled = weights && typeof channels === 'number' ? { channels, ...combined(chain, channels, valuesOf) } : undefined;
  if (weights === undefined || scaled === undefined || shape?.every((dim) => typeof dim === 'number') !== true) return undefined;
  const { factor, shift } = scaled;
  const values = convolution.definition?.scaleOutputs?.(queryOf(analysis, convolution), weights, factor);
  const biases = Float32Array.from({ length: scaled.channels }, (_, channel) => (bias?.[channel] ?? 0) * (factor[channel] ?? 1) + (shift[channel] ?? 0));
  return values && [{ shape: shape, values }, { shape: [scaled.channels], values: biases }];
}
