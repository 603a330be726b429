/** Which layer owns each weight blob, where layers share blobs by name. */
import type { Layer } from '../net/net';
import type { LayerAnalysis } from './analysis';

type Owners = LayerAnalysis['sharedWith'];

const nobody: Owners = [];

/** Caffe gives a named parameter to the first layer that uses the name. Asked for each layer, in the order of the net. */
export class Ownership {
  private readonly owners = new Map<string, Layer>();

  /** @param before an earlier analysis of the same layers with the same names: while they have as many blobs, their owners are the same */
  constructor(private before: readonly LayerAnalysis[] | undefined) {}

  /** For each of a layer's blobs the earlier layer that owns it, undefined where it is the layer's own; nothing where it names no blobs. */
  of(layer: Layer, blobs: number): Owners {
    const earlier = this.before?.[layer.index];
    if (earlier?.blobs.length === blobs) return earlier.sharedWith;
    for (const claimed of this.before?.slice(0, layer.index) ?? []) this.claim(claimed.layer, claimed.blobs.length);
    this.before = undefined;
    return this.claim(layer, blobs);
  }

  private claim(layer: Layer, blobs: number): Owners {
    if (layer.paramNames.length === 0 || blobs === 0) return nobody;
    return layer.paramNames.slice(0, blobs).map((name) => {
      const owner = name === undefined ? undefined : this.owners.get(name);
      if (name !== undefined && owner === undefined) this.owners.set(name, layer);
      return owner;
    });
  }
}
