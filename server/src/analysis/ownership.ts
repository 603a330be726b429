/** Which layer owns each weight blob, where layers share blobs by name. */
import type { Layer } from '../net/net';

type Owners = readonly (Layer | undefined)[];

const nobody: Owners = [];

/** Caffe gives a named parameter to the first layer that uses the name. Asked in the order of the net. */
export class Ownership {
  private readonly owners = new Map<string, Layer>();

  /**
   * For each of a layer's blobs the earlier layer that owns it, undefined where it is the layer's own; nothing where it
   * names no blobs. The very list `before` where that says the same.
   */
  of(layer: Layer, blobs: number, before: Owners = nobody): Owners {
    const count = Math.min(layer.paramNames.length, blobs);
    if (count === 0) return nobody;
    let isAsBefore = before.length === count;
    for (let index = 0; index < count; index++) isAsBefore = this.ownerOf(layer, index) === before[index] && isAsBefore;
    return isAsBefore ? before : Array.from({ length: count }, (_, index) => this.ownerOf(layer, index));
  }

  private ownerOf(layer: Layer, index: number): Layer | undefined {
    const name = layer.paramNames[index];
    if (name === undefined) return undefined;
    const owner = this.owners.get(name);
    if (owner === undefined) this.owners.set(name, layer);
    const isOwn = owner === undefined || (owner === layer && layer.paramNames.indexOf(name) === index);
    return isOwn ? undefined : owner;
  }
}
