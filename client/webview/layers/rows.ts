/** Which row of the table the cursor is on. */
import type { DescribedLayer } from '../../../server/src/protocol/views';

/** The position of the layer whose block a line (from 0) is in or follows; -1 above the first. */
export function rowAtLine(layers: readonly DescribedLayer[], line: number): number {
  let found = -1;
  for (const [position, layer] of layers.entries()) {
    if (layer.line <= line + 1 && layer.line > (layers[found]?.line ?? 0)) found = position;
  }
  return found;
}
