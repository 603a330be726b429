/** Reports parameters shared by name whose blobs differ in shape. */
import { sharedMismatches } from '../../analysis/shared-shapes';
import { phrase, t } from '../../l10n/text';
import { formatShape } from '../../net/shape';
import { layerTitle, placeOfLayer, type NetRule } from '../net-rule';

export const sharedShapes: NetRule = {
  code: 'shape/shared-parameter',
  severity: 'error',
  title: phrase('Shared parameter of another shape'),
  doc: phrase('Layers whose `param { name: … }` agree share one blob, which the first of them owns. Its shape must be the one that the others need; with `share_mode: PERMISSIVE` only the number of values must.'),
  *check({ analysis }) {
    for (const { name, sharer, owner, owned, wanted } of sharedMismatches(analysis)) {
      yield {
        ...placeOfLayer(sharer.layer),
        message: t`The parameter \`${name}\` is ${formatShape(owned)} in ${layerTitle(owner)}, which owns it, and would be ${formatShape(wanted)} here. Make the layers alike, or give this one a parameter of its own.`,
        data: { parameter: name },
        related: [{ ...placeOfLayer(owner), message: t`\`${name}\` is owned here.` }],
      };
    }
  },
};
