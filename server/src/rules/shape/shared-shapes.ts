/** Reports parameters shared by name whose blobs differ in shape. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { countOf, formatShape } from '../../net/shape';
import { layerTitle, placeOfLayer, type NetRule } from '../net-rule';

/** Caffe compares whole shapes, or only the numbers of values where the layer is permissive. */
const isPermissive = ({ layer }: LayerAnalysis, index: number): boolean => layer.fields.messages('param')[index]?.choice('share_mode') === 'PERMISSIVE';

export const sharedShapes: NetRule = {
  code: 'shape/shared-parameter',
  severity: 'error',
  title: 'Shared parameter of another shape',
  doc: 'Layers whose `param { name: … }` agree share one blob, which the first of them owns. Its shape must be the one that the others need; with `share_mode: PERMISSIVE` only the number of values must.',
  *check({ analysis }) {
    const byLayer = new Map(analysis.layers.map((layer) => [layer.layer, layer]));
    for (const sharer of analysis.layers) {
      for (const [index, owner] of sharer.sharedWith.entries()) {
        if (owner === undefined) continue;
        const name = sharer.layer.paramNames[index];
        const owned = byLayer.get(owner)?.blobs[owner.paramNames.indexOf(name)]?.shape;
        const wanted = sharer.blobs[index]?.shape;
        const [ownedCount, wantedCount] = [countOf(owned), countOf(wanted)];
        if (owned === undefined || wanted === undefined || ownedCount === undefined || wantedCount === undefined) continue;
        if (isPermissive(sharer, index) ? ownedCount === wantedCount : formatShape(owned) === formatShape(wanted)) continue;
        yield {
          ...placeOfLayer(sharer.layer),
          message: `The parameter \`${name}\` is ${formatShape(owned)} in ${layerTitle(owner)}, which owns it, and would be ${formatShape(wanted)} here. Make the layers alike, or give this one a parameter of its own.`,
          related: [{ ...placeOfLayer(owner), message: `\`${name}\` is owned here.` }],
        };
      }
    }
  },
};
