/** Points at parameter messages that the layer's type does not read, such as `convolution_param` in a Pooling layer. */
import { phrase, t } from '../../l10n/text';
import { definitionOf, layerDefinitions, typeFromV1 } from '../../layers';
import type { Category, LayerDefinition } from '../../layers/definition';
import type { FieldNode, MessageNode } from '../../syntax/tree';
import type { SchemaRule } from './visit';

/** Layers of these families read one parameter message only; data, loss and detection layers may read several. */
const singleMinded: ReadonlySet<Category> = new Set([
  'convolution', 'pooling', 'activation', 'normalization', 'resampling', 'combination', 'shape', 'linear',
]);

/** The types whose own parameter message a field is. */
const ownersOf = (field: string): readonly LayerDefinition[] => layerDefinitions.filter(({ param }) => param === field);

/** V2 type strings and V1 type names, by the message that the layer is. */
const typeReaders: Readonly<Record<string, (type: string) => string | undefined>> = {
  LayerParameter: (type) => type,
  V1LayerParameter: typeFromV1,
};

function definitionIn(node: MessageNode, messageName: string): LayerDefinition | undefined {
  const read = Object.hasOwn(typeReaders, messageName) ? typeReaders[messageName] : undefined;
  if (read === undefined) return undefined;
  const value = node.fields.findLast(({ name }) => name === 'type')?.value;
  const type = value?.kind === 'scalar' ? read(value.value) : undefined;
  return type === undefined ? undefined : definitionOf(type);
}

/** The types that read a parameter message, if the layer's own type is none of them. */
function othersReading(field: FieldNode, definition: LayerDefinition): readonly LayerDefinition[] {
  if (field.name === definition.param || !field.name.endsWith('_param')) return [];
  const owners = ownersOf(field.name);
  return owners.some(({ category }) => !singleMinded.has(category)) ? [] : owners;
}

export const unreadParam: SchemaRule = {
  code: 'schema/unread-param',
  severity: 'warning',
  title: phrase('Parameters of another layer type'),
  doc: phrase('A layer of this type does not read this parameter message, so it has no effect. Either the `type` or the message\'s name is wrong.'),
  checkMessage({ node, message }, report) {
    const definition = definitionIn(node, message.name);
    if (definition === undefined || !singleMinded.has(definition.category)) return;
    const type = node.fields.findLast(({ name }) => name === 'type');
    for (const field of node.fields) {
      const [owner] = othersReading(field, definition);
      if (owner === undefined) continue;
      const own = definition.param === undefined ? t('it has no parameters of its own') : t`it reads \`${definition.param}\``;
      report({
        start: field.start, end: field.nameEnd, tags: ['unnecessary'],
        message: t`A ${definition.type} layer does not read \`${field.name}\` (${owner.type} does); ${own}. Correct the type or the field.`,
        ...(definition.param === undefined ? {} : { data: { replacement: definition.param } }),
        ...(type && { related: [{ start: type.start, end: type.end, message: t`The layer is a ${definition.type}.` }] }),
      });
    }
  },
};
