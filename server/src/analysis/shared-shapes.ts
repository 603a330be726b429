/** Parameters that layers share by name although their blobs differ in shape, which Caffe refuses. */
import { countOf, type Shape } from '../net/shape';
import type { Layer } from '../net/net';
import type { Analysis, LayerAnalysis } from './analysis';
import { sameShape } from './reuse';

export interface SharedMismatch {
  name: string;
  /** The layer that would have the blob in another shape, and the one that has it. */
  sharer: LayerAnalysis;
  owner: Layer;
  wanted: Shape;
  owned: Shape;
}

/** Caffe compares whole shapes, or only the numbers of values where the layer is permissive. */
const isPermissive = ({ layer }: LayerAnalysis, index: number): boolean => layer.fields.messages('param')[index]?.choice('share_mode') === 'PERMISSIVE';

/** Whether a blob of one shape can be another's, or nothing speaks against it. */
function isAllowed(sharer: LayerAnalysis, index: number, owned: Shape, wanted: Shape): boolean {
  if (sameShape(owned, wanted)) return true;
  const [ownedCount, wantedCount] = [countOf(owned), countOf(wanted)];
  return ownedCount === undefined || wantedCount === undefined || (ownedCount === wantedCount && isPermissive(sharer, index));
}

/** Layers whose names of parameters Caffe forgets share nothing. */
export function* sharedMismatches({ layers }: Analysis): Generator<SharedMismatch> {
  for (const sharer of layers) {
    if (sharer.definition?.keepsParamNames?.(sharer.layer) === false) continue;
    for (let index = 0; index < sharer.sharedWith.length; index++) {
      const owner = sharer.sharedWith[index];
      const name = sharer.layer.paramNames[index];
      if (owner === undefined || name === undefined) continue;
      const owned = layers[owner.index]?.blobs[owner.paramNames.indexOf(name)]?.shape;
      const wanted = sharer.blobs[index]?.shape;
      if (owned === undefined || wanted === undefined || isAllowed(sharer, index, owned, wanted)) continue;
      yield { name, sharer, owner, owned, wanted };
    }
  }
}
