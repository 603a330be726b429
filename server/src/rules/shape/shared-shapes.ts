/** Reports parameters shared by name whose blobs differ in shape. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { sameShape } from '../../analysis/reuse';
import { phrase, t } from '../../l10n/text';
import { countOf, formatShape, type Shape } from '../../net/shape';
import { layerTitle, placeOfLayer, type NetRule } from '../net-rule';

/** Caffe compares whole shapes, or only the numbers of values where the layer is permissive. */
const isPermissive = ({ layer }: LayerAnalysis, index: number): boolean => layer.fields.messages('param')[index]?.choice('share_mode') === 'PERMISSIVE';

/** Whether a blob of one shape can be another's, or nothing speaks against it. */
function isAllowed(sharer: LayerAnalysis, index: number, owned: Shape, wanted: Shape): boolean {
  if (sameShape(owned, wanted)) return true;
  const [ownedCount, wantedCount] = [countOf(owned), countOf(wanted)];
  return ownedCount === undefined || wantedCount === undefined || (ownedCount === wantedCount && isPermissive(sharer, index));
}

export const sharedShapes: NetRule = {
  code: 'shape/shared-parameter',
  severity: 'error',
  title: phrase('Shared parameter of another shape'),
  doc: phrase('Layers whose `param { name: … }` agree share one blob, which the first of them owns. Its shape must be the one that the others need; with `share_mode: PERMISSIVE` only the number of values must.'),
  *check({ analysis }) {
    for (const sharer of analysis.layers) {
      for (let index = 0; index < sharer.sharedWith.length; index++) {
        const owner = sharer.sharedWith[index];
        if (owner === undefined) continue;
        const name = sharer.layer.paramNames[index];
        const owned = analysis.layers[owner.index]?.blobs[owner.paramNames.indexOf(name)]?.shape;
        const wanted = sharer.blobs[index]?.shape;
        if (owned === undefined || wanted === undefined || isAllowed(sharer, index, owned, wanted)) continue;
        yield {
          ...placeOfLayer(sharer.layer),
          message: t`The parameter \`${name}\` is ${formatShape(owned)} in ${layerTitle(owner)}, which owns it, and would be ${formatShape(wanted)} here. Make the layers alike, or give this one a parameter of its own.`,
          data: { parameter: name },
          related: [{ ...placeOfLayer(owner), message: t`\`${name}\` is owned here.` }],
        };
      }
    }
  },
};
