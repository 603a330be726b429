/** Reports bottoms that no layer produces, and says what was probably meant. */
import { phrase, t } from '../../l10n/text';
import type { Layer } from '../../net/net';
import { valuesOf } from '../../schema/fields';
import { closestName } from '../../schema/suggestion';
import type { FieldNode } from '../../syntax/tree';
import { placeOfLayer, problemsOf, rangeOfNode, type NetContext, type NetRule } from '../net-rule';
import type { RelatedPlace } from '../rule';

/** The first layer from a place of the net on that produces a blob of that name. */
export const laterProducer = ({ net }: NetContext, name: string, from: number): Layer | undefined =>
  net.blobs.find((blob) => blob.name === name && blob.producer !== undefined && blob.producer.index >= from)?.producer;

/** The layer or the input that produces what was probably meant. */
function made({ net }: NetContext, name: string, before: number): readonly RelatedPlace[] {
  const { producer } = net.blobs.find((blob) => blob.name === name && blob.version === 0) ?? {};
  const place = producer === undefined ? net.inputs.find((input) => input.name === name)?.node : producer.index < before ? placeOfLayer(producer) : undefined;
  return place === undefined ? [] : [{ ...rangeOfNode(place), message: t`\`${name}\` is produced here.` }];
}

/** The tops of layers that the rules of this phase leave out, by name. */
function leftOutTops({ net, tree }: NetContext): ReadonlyMap<string, FieldNode> {
  const included = new Set(net.layers.map(({ node }) => node));
  const blocks = tree.root.fields.filter((block) => layerFields.has(block.name) && !included.has(block));
  const tops = blocks.flatMap(({ value }) => (value?.kind === 'message' ? value.fields.filter(({ name }) => name === 'top') : []));
  return new Map(tops.flatMap((top) => valuesOf(top.value).flatMap((value) => (value.kind === 'scalar' ? [[value.value, top] as const] : []))));
}

/** The names that a layer could read: what nothing reads was most likely meant, and what stands next before the layer. */
function readableNames({ net }: NetContext, { index }: Layer): readonly string[] {
  const before = net.blobs.filter(({ producer }) => (producer?.index ?? -1) < index).reverse();
  return [...before.filter(({ consumers }) => consumers.length === 0), ...before].map(({ name }) => name);
}

const layerFields: ReadonlySet<string> = new Set(['layer', 'layers']);

/** Where a layer produces the blob that this phase leaves out. */
export function leftOut(context: NetContext, name: string, tops = leftOutTops(context)): readonly RelatedPlace[] {
  const top = tops.get(name);
  return top === undefined ? [] : [{ start: top.start, end: top.end, message: t`\`${name}\` is produced here, by a layer that the phase ${context.net.phase} leaves out.` }];
}

export const unknownBottom: NetRule = {
  code: 'wiring/unknown-bottom',
  severity: 'error',
  title: phrase('Unknown bottom'),
  doc: phrase('The layer reads a blob that no layer and no input of the net produces, so Caffe refuses the net. Correct the name, or add the layer that produces it. A producer that is left out in this phase counts as missing.'),
  *check(context) {
    let tops: ReadonlyMap<string, FieldNode> | undefined;
    for (const { layer, bottom } of problemsOf(context, 'unknown-bottom')) {
      if (laterProducer(context, bottom.name, layer.index) !== undefined) continue;
      const replacement = closestName(bottom.name, new Set(readableNames(context, layer)));
      const advice = replacement === undefined ? t('Add a layer that produces it, or correct the name.') : t`Did you mean \`${replacement}\`?`;
      yield {
        ...rangeOfNode(bottom.node),
        message: t`No layer before this one produces the blob \`${bottom.name}\` in the phase ${context.net.phase}. ${advice}`,
        ...(replacement === undefined ? {} : { data: { replacement } }),
        related: replacement === undefined ? leftOut(context, bottom.name, (tops ??= leftOutTops(context))) : made(context, replacement, layer.index),
      };
    }
  },
};
