/** Says once for each layer of unknown type that the analysis goes around it; one without a type is an error already. */
import { phrase, t } from '../../l10n/text';
import type { LayerRule } from '../layer-rule';
import { placeOfLayer } from '../net-rule';

export const unknownShape: LayerRule = {
  code: 'shape/unknown',
  severity: 'hint',
  title: phrase('Shapes cannot be known'),
  doc: phrase('The shapes of a layer that runs a script, or whose type is not known, cannot be worked out from the file. What follows is analysed as far as it does not depend on them. State them with `# atrous: shape BLOB=1x21x65x65`.'),
  *checkLayers({ layers }) {
    for (const { layer, definition, topShapes, bottomShapes } of layers) {
      const isFirstUnknown = topShapes.some((shape) => shape === undefined) && bottomShapes.every((shape) => shape !== undefined);
      const isScript = definition?.category === 'other';
      if (!isFirstUnknown || layer.type === '' || (definition !== undefined && !isScript)) continue;
      const blob = layer.tops.find((_, index) => topShapes[index] === undefined)?.name ?? '';
      yield {
        ...placeOfLayer(layer), data: { blob },
        message: t`The shapes that this ${layer.type} layer makes cannot be worked out. State them in a comment: \`# atrous: shape ${blob}=1x21x65x65\`.`,
      };
    }
  },
};
