/** Reports bottoms whose producer stands further down: Caffe builds nets in file order. */
import { phrase, t } from '../../l10n/text';
import { layerTitle, placeOfLayer, problemsOf, rangeOfNode, type NetRule } from '../net-rule';
import { laterProducer, leftOut } from './unknown-bottom';

export const bottomBeforeProducer: NetRule = {
  code: 'wiring/bottom-before-producer',
  severity: 'error',
  title: phrase('Bottom before its producer'),
  doc: phrase('Caffe builds a net in the order of the file, so the layer that produces a blob must stand before every layer that reads it. Move this layer down, or the producer up.'),
  *check(context) {
    for (const { layer, bottom } of problemsOf(context, 'unknown-bottom')) {
      const producer = laterProducer(context, bottom.name, layer.index);
      if (producer === undefined) continue;
      const isItself = producer === layer;
      yield {
        ...rangeOfNode(bottom.node),
        message: isItself
          ? t`This layer reads the blob \`${bottom.name}\` that only it itself produces in the phase ${context.net.phase}. Correct the bottom.`
          : t`The blob \`${bottom.name}\` is produced further down, by ${layerTitle(producer)}. Move this layer below it.`,
        related: isItself ? leftOut(context, bottom.name) : [{ ...placeOfLayer(producer), message: t`\`${bottom.name}\` is produced here.` }],
      };
    }
  },
};
