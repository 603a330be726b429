/** Gives a net the blobs of a `.caffemodel`, by layer name, as Caffe does. */
import type { LayerAnalysis } from '../analysis/analysis';
import type { Layer } from '../net/net';
import type { StoredBlob } from './blob';
import type { CaffemodelIndex, StoredLayer } from './caffemodel';
import { countMismatch, damagedBlob, fits, shapeMismatch, type WeightMismatch } from './mismatch';

export interface WeightMatch {
  /** The stored blobs of a layer, in order; undefined where the file has none and the filler's values stay. */
  blobsOf(layer: Layer): readonly (StoredBlob | undefined)[];
  mismatches: readonly WeightMismatch[];
  /** Layers with weights that the file does not name. */
  missing: readonly Layer[];
  /** Layers of the file with weights for which the net has no layer. */
  unused: readonly StoredLayer[];
}

/** Where a blob of a layer is kept: with the layer that owns it. */
interface Storage {
  owner: LayerAnalysis;
  index: number;
}

/**
 * Matches layers by name; the first layer of a name gets its blobs. Blobs that several layers share are loaded in the
 * file's order, so that the last one counts. Layers that only one side has are passed over.
 */
export function matchWeights(layers: readonly LayerAnalysis[], file: CaffemodelIndex): WeightMatch {
  const matching = new Matching(layers);
  for (const stored of file.layers) matching.load(stored);
  const missing = layers.filter(({ layer }) => matching.blobsOf(layer).includes(undefined)).map(({ layer }) => layer);
  return { blobsOf: (layer) => matching.blobsOf(layer), mismatches: matching.mismatches, missing, unused: matching.unused };
}

class Matching {
  readonly mismatches: WeightMismatch[] = [];
  readonly unused: StoredLayer[] = [];
  private readonly byName = new Map<string, LayerAnalysis>();
  private readonly byLayer = new Map<Layer, LayerAnalysis>();
  private readonly contents = new Map<Layer, (StoredBlob | undefined)[]>();

  constructor(layers: readonly LayerAnalysis[]) {
    for (const result of layers) {
      this.byLayer.set(result.layer, result);
      if (!this.byName.has(result.layer.name)) this.byName.set(result.layer.name, result);
    }
  }

  load(stored: StoredLayer): void {
    const target = this.byName.get(stored.name);
    if (!target) {
      if (stored.blobs.length > 0) this.unused.push(stored);
      return;
    }
    if (!target.definition) return;
    if (target.blobs.length !== stored.blobs.length) {
      this.mismatches.push(countMismatch(target, stored));
      return;
    }
    for (const [index, blob] of stored.blobs.entries()) this.loadBlob(target, index, blob);
  }

  private loadBlob(target: LayerAnalysis, index: number, blob: StoredBlob): void {
    const wanted = target.blobs[index]?.shape;
    if (wanted && !fits(wanted, blob)) {
      this.mismatches.push(shapeMismatch(target, index, blob));
      return;
    }
    if (blob.flaw !== undefined) {
      this.mismatches.push(damagedBlob(target, index, blob.flaw));
      return;
    }
    const { owner, index: place } = this.storage(target, index);
    const kept = this.contents.get(owner.layer) ?? [];
    kept[place] = blob;
    this.contents.set(owner.layer, kept);
  }

  /** Where the file's values of a blob go. */
  private storage(target: LayerAnalysis, index: number): Storage {
    const isShared = target.definition?.keepsParamNames?.(target.layer) ?? true;
    return isShared ? this.shared(target, index) : { owner: target, index };
  }

  /** Where the layer that owns a blob by name keeps it. */
  private shared(target: LayerAnalysis, index: number): Storage {
    const sharer = target.sharedWith[index];
    const owner = sharer && this.byLayer.get(sharer);
    return owner ? { owner, index: owner.layer.paramNames.indexOf(target.layer.paramNames[index]) } : { owner: target, index };
  }

  private contentOf({ owner, index }: Storage): StoredBlob | undefined {
    return this.contents.get(owner.layer)?.[index];
  }

  blobsOf(layer: Layer): (StoredBlob | undefined)[] {
    const target = this.byLayer.get(layer);
    if (!target) return [];
    return target.blobs.map((_, index) => this.contentOf(this.storage(target, index)) ?? this.contentOf(this.shared(target, index)));
  }
}
