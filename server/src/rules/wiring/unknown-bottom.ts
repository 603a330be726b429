/** Reports bottoms that no layer produces, and says what was probably meant. */
import { phrase, t } from '../../l10n/text';
import type { Layer } from '../../net/net';
import { closestName } from '../../schema/suggestion';
import { problemsOf, rangeOfNode, type NetContext, type NetRule } from '../net-rule';

/** The first layer from a place of the net on that produces a blob of that name. */
export const laterProducer = ({ net }: NetContext, name: string, from: number): Layer | undefined =>
  net.blobs.find((blob) => blob.name === name && blob.producer !== undefined && blob.producer.index >= from)?.producer;

export const unknownBottom: NetRule = {
  code: 'wiring/unknown-bottom',
  severity: 'error',
  title: phrase('Unknown bottom'),
  doc: phrase('The layer reads a blob that no layer and no input of the net produces, so Caffe refuses the net. Correct the name, or add the layer that produces it. A producer that is left out in this phase counts as missing.'),
  *check(context) {
    for (const { layer, bottom } of problemsOf(context, 'unknown-bottom')) {
      if (laterProducer(context, bottom.name, layer.index) !== undefined) continue;
      const names = context.net.blobs.filter(({ producer }) => (producer?.index ?? -1) < layer.index).map(({ name }) => name);
      const replacement = closestName(bottom.name, new Set(names));
      const advice = replacement === undefined ? t('Add a layer that produces it, or correct the name.') : t`Did you mean \`${replacement}\`?`;
      yield {
        ...rangeOfNode(bottom.node),
        message: t`No layer before this one produces the blob \`${bottom.name}\` in the phase ${context.net.phase}. ${advice}`,
        ...(replacement === undefined ? {} : { data: { replacement } }),
      };
    }
  },
};
