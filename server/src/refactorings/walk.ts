/** Ways through a net that several refactorings take. */
import type { LayerAnalysis } from '../analysis/analysis';
import type { Blob, Layer } from '../net/net';
import type { AnalyzedNet } from '../rules/nets';
import type { RefactoringContext } from './refactoring';

/** The layers that a blob depends on, its producer included. */
export function layersAbove(blob: Blob | undefined): Set<Layer> {
  const found = new Set<Layer>();
  const open = [blob?.producer];
  for (let layer = open.pop(); open.length > 0 || layer !== undefined; layer = open.pop()) {
    if (layer === undefined || found.has(layer)) continue;
    found.add(layer);
    open.push(...layer.bottoms.map((bottom) => bottom.blob?.producer));
  }
  return found;
}

/** The layer whose block surrounds an offset, in the first phase that has it. */
export function layerAround({ nets }: RefactoringContext, offset: number): { layer: LayerAnalysis; net: AnalyzedNet } | undefined {
  for (const net of nets) {
    const layer = net.analysis.layers.find(({ layer: { node } }) => node.start <= offset && offset <= node.end);
    if (layer !== undefined) return { layer, net };
  }
  return undefined;
}

/** A blob after all layers that change it in place. */
export function lastVersion({ net }: AnalyzedNet, blob: Blob): Blob {
  return net.blobs.filter(({ name }) => name === blob.name).at(-1) ?? blob;
}
