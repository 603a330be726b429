/** Reports layers that work in place though Caffe checks against it. */
import { phrase, t } from '../../l10n/text';
import { definitionOf } from '../../layers/index';
import type { LayerRule } from '../layer-rule';
import { rangeOfNode } from '../net-rule';

export const inPlaceRefused: LayerRule = {
  code: 'wiring/in-place-refused',
  severity: 'error',
  isOfText: true,
  title: phrase('Layer that cannot work in place'),
  doc: phrase('Some layers need their input again after they have written their output, so Caffe refuses a top with the name of the bottom. Give the top a name of its own.'),
  *checkLayers({ layers }) {
    for (const { layer: { type, bottoms, tops } } of layers) {
      if (definitionOf(type)?.inPlace !== 'refused') continue;
      for (const top of tops) {
        if (!bottoms.some(({ name }) => name === top.name)) continue;
        yield { ...rangeOfNode(top.node), message: t`${type} cannot work in place: give its top another name than \`${top.name}\`, and let the layers after it read that.` };
      }
    }
  },
};
