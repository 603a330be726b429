/**
 * Which blobs share memory in Caffe. A layer that works in place changes its bottom's memory, and with it every blob
 * that Split, Reshape and the like made of that memory without copying: what reads them later sees the change.
 */
import type { Blob, Layer, Net } from '../net/net';
import type { DefinitionLookup } from './plan';

export interface Memory {
  /** The names by which it is known. */
  names: Set<string>;
  /** Layers that change it in place. */
  writers: Layer[];
}

/** True where top `index` takes the place of the bottom of that index. */
export const isInPlace = (layer: Layer, index: number): boolean => {
  const name = layer.tops[index]?.name;
  return name !== undefined && layer.bottoms[index]?.name === name && layer.bottoms[index]?.blob !== undefined;
};

/** The memory of every blob of a net. */
export function memoriesOf(net: Net, definitionOf: DefinitionLookup): ReadonlyMap<Blob, Memory> {
  const memories = new Map<Blob, Memory>();
  const create = (blob: Blob): void => void memories.set(blob, { names: new Set([blob.name]), writers: [] });
  for (const { blob } of net.inputs) create(blob);
  for (const layer of net.layers) {
    const isShared = definitionOf(layer.type)?.sharesMemory?.(layer) ?? false;
    for (const [index, { blob }] of layer.tops.entries()) {
      if (!blob) continue;
      const source = layer.bottoms[isShared ? 0 : index]?.blob;
      const memory = source && memories.get(source);
      if (memory && (isShared || isInPlace(layer, index))) {
        memories.set(blob, memory);
        memory.names.add(blob.name);
        if (!isShared) memory.writers.push(layer);
      } else create(blob);
    }
  }
  return memories;
}
