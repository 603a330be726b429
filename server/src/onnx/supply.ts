/** Where a net's weights come from, as lowering sees it: ranges of a file, or values made by fillers. */
import type { LayerAnalysis } from '../analysis/analysis';
import { t } from '../l10n/text';
import type { ParameterBlob } from '../layers/definition';
import type { Layer } from '../net/net';
import { knownShape } from '../net/shape';
import type { StoredBlob } from '../weights/blob';
import type { WeightMatch } from '../weights/match';
import type { ByteSource } from '../weights/source';
import { byteRangeOf, readValues } from '../weights/values';
import { constantFiller, fill, fillerOf, msraFiller, type Filler } from './fillers';
import type { InitializerData } from './model';
import { LoweringError } from './problem';
import { randomSource, seedFrom } from './random';

export interface WeightBlob {
  /** The same for two blobs with the same storage, such as those that layers share by name. */
  key: string;
  /** The shape that the net gives it. */
  shape: readonly number[];
  /** As constant data of a model. */
  data(): InitializerData;
  /** Decoded, in memory order. */
  values(): Float32Array;
}

export interface WeightSupply {
  /** The weight blobs of a layer, in Caffe's order. */
  blobs(layer: Layer): readonly WeightBlob[];
}

/** A file of weights: its name as models will refer to it, and its bytes. */
export interface WeightFile {
  name: string;
  source: ByteSource;
}

/** Keeps values that fillers made; a store on disk gives back a range, one in memory the bytes. */
export type ValueStore = (values: Float32Array) => InitializerData;

/** Puts values into the model itself. */
export const inline: ValueStore = (values) => ({ bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) });

/** Weights of a file that were matched to a net; layers that it lacks keep their fillers' values. */
export function storedWeights(layers: readonly LayerAnalysis[], match: WeightMatch, file: WeightFile): WeightSupply {
  const fillers = filledWeights(layers, { seed: 0, store: inline, isRandom: false });
  return {
    blobs(layer) {
      const stored = match.blobsOf(layer);
      return fillers.blobs(layer).map((blob, i) => (stored[i] ? storedBlob(blob.shape, stored[i], file) : blob));
    },
  };
}

function storedBlob(shape: readonly number[], stored: StoredBlob, { name, source }: WeightFile): WeightBlob {
  const values = (): Float32Array => readValues(source, stored);
  const range = byteRangeOf(stored);
  return {
    key: `stored ${stored.runs[0]?.offset}`,
    shape,
    values,
    data: () => (range ? { file: name, ...range } : inline(values())),
  };
}

export interface FillOptions {
  seed: number;
  store: ValueStore;
  /** Gives weights without a filler random values, and statistics without one neutral ones, instead of Caffe's zeros. */
  isRandom: boolean;
}

/** Weights that fillers make: for a net without a file, and for the layers that a file lacks. */
export function filledWeights(layers: readonly LayerAnalysis[], options: FillOptions): WeightSupply {
  const byLayer = new Map(layers.map((result) => [result.layer, result]));
  const made = new Map<string, WeightBlob>();
  return {
    blobs(layer) {
      const result = byLayer.get(layer);
      return (result?.blobs ?? []).map((_, index) => {
        const owner = result?.sharedWith[index] ?? layer;
        const place = owner === layer ? index : owner.paramNames.indexOf(layer.paramNames[index]);
        const key = `filled ${owner.index} ${place}`;
        const known = made.get(key) ?? filledBlob(key, byLayer.get(owner), place, options);
        made.set(key, known);
        return known;
      });
    },
  };
}

function filledBlob(key: string, result: LayerAnalysis | undefined, index: number, options: FillOptions): WeightBlob {
  const parameter = result?.blobs[index];
  const shape = knownShape(parameter?.shape);
  if (!result || !parameter) throw new RangeError(`There is no blob ${key}.`);
  const { layer } = result;
  if (!shape) {
    throw new LoweringError({ code: 'net/unknown-shape', what: t`The shape of the weights of layer "${layer.name}" is not known`, detail: t("give the net's input a size"), at: layer.nameNode ?? layer.node });
  }
  const filler = fillerFor(result, parameter, shape, options.isRandom);
  const values = (): Float32Array => {
    const result = new Float32Array(shape.reduce((product, dim) => product * dim, 1));
    if (fill(result, filler, shape, randomSource(seedFrom(options.seed, layer.name, index)))) return result;
    throw new LoweringError({ code: 'net/unknown-filler', what: t`There is no filler "${filler.type}" (layer "${layer.name}")`, at: layer.nameNode ?? layer.node });
  };
  let data: InitializerData | undefined;
  return { key, shape, values, data: () => (data ??= options.store(values())) };
}

/** The filler that the layer states, or what Caffe takes where it states none. */
function fillerFor({ layer, definition }: LayerAnalysis, parameter: ParameterBlob, shape: readonly number[], isRandom: boolean): Filler {
  const { filler, initial = 0, neutral = initial } = parameter;
  const message = filler === undefined ? undefined : layer.param(definition?.param ?? '').message(filler);
  if (message?.source) return fillerOf(message);
  if (!isRandom) return constantFiller(initial);
  return filler !== undefined && shape.length > 1 && neutral === 0 ? msraFiller : constantFiller(neutral);
}
