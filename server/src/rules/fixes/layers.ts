/** Fixes that add, complete, move and remove layers. */
import { insertAfter, indentAt, lineBreakOf, lineEnd, lineStart, removeField } from '../../edits/field-edits';
import { layerText, styleOf } from '../../edits/layer-text';
import { contentsOf } from '../../edits/quoted';
import { insertAt, replaceRange, type TextEdit } from '../../edits/text-edit';
import { t, type Words } from '../../l10n/text';
import { definitionOf, layerDefinitions } from '../../layers/index';
import type { Layer } from '../../net/net';
import type { FieldNode } from '../../syntax/tree';
import type { AnalyzedNet } from '../nets';
import type { Finding } from '../rule';
import { fieldAt, layerAt, optional, preferred, type Fix, type FixContext, type Fixer } from './fix';
import { replacement } from './schema';

/** The layer that a finding is about, in the net that has it. */
function siteOf(context: FixContext, finding: Finding): { layer: Layer; net: AnalyzedNet } | undefined {
  const site = layerAt(context, finding);
  return site && { layer: site.layer.layer, net: site.net };
}

/** Adds a field behind the layer's last one of these names. */
function addField(context: FixContext, { fields }: Layer, after: readonly string[], line: string): TextEdit[] {
  const place = after.map((name) => fields.node(name)).find((field) => field !== undefined);
  return place === undefined ? [] : [insertAfter(context.tree.text, place, [line])];
}

/** What the layer's parameters are for says its type. */
const missingType: Fixer = (context, finding) => {
  const { layer } = siteOf(context, finding) ?? {};
  const definition = layer && layerDefinitions.find(({ param }) => param !== undefined && layer.fields.has(param));
  if (layer === undefined || definition === undefined) return [];
  const isV2 = layer.fields.type === 'LayerParameter';
  const type = isV2 ? `"${definition.type}"` : definition.v1?.[0];
  return type === undefined ? [] : preferred(t`Add the type ${type}`, ...addField(context, layer, ['name', 'bottom', 'top'], `type: ${type}`));
};

/** The blob that was made last before a layer and that nothing reads; else the one made last. */
function latestBlob({ net }: AnalyzedNet, layer: Layer): string | undefined {
  const earlier = net.blobs.filter(({ producer }) => (producer?.index ?? -1) < layer.index).reverse();
  return (earlier.find(({ consumers }) => consumers.length === 0) ?? earlier[0])?.name;
}

/** The one bottom or top that a layer lacks. */
const addConnection: Fixer = (context, finding) => {
  const { layer, net } = siteOf(context, finding) ?? {};
  const definition = layer && definitionOf(layer.type);
  if (layer === undefined || net === undefined || definition === undefined) return [];
  const lacksBottom = layer.bottoms.length === 0 && definition.bottoms.min === 1;
  const lacksTop = layer.tops.length === 0 && definition.tops.min === 1;
  const [bottom, top] = [lacksBottom ? latestBlob(net, layer) : undefined, lacksTop ? layer.name : undefined];
  return [
    ...(bottom === undefined ? [] : optional(t`Read \`${bottom}\``, ...addField(context, layer, ['type', 'name', 'top'], `bottom: "${bottom}"`))),
    ...(top === undefined || top === '' ? [] : optional(t`Add the top \`${top}\``, ...addField(context, layer, ['bottom', 'type', 'name'], `top: "${top}"`))),
  ];
};

/** The block with the lines that it stands on alone. */
function wholeLines(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  const [first, last] = [lineStart(text, start), lineEnd(text, end)];
  const isAlone = text.slice(first, start).trim() === '' && text.slice(end, last).trim() === '';
  return isAlone ? { start: first, end: last } : { start, end };
}

const moveBelowProducer: Fixer = (context, finding) => {
  const { layer, net } = siteOf(context, finding) ?? {};
  const [producerPlace] = finding.related ?? [];
  const producer = net?.net.layers.find(({ node }) => producerPlace !== undefined && node.start <= producerPlace.start && producerPlace.start < node.end);
  if (layer === undefined || producer === undefined) return [];
  const { text } = context.tree;
  const [block, below] = [wholeLines(text, layer.node), wholeLines(text, producer.node)];
  const rest = text.startsWith('\r\n', block.end) ? 2 : block.end < text.length ? 1 : 0;
  const separator = below.start === lineStart(text, below.start) ? lineBreakOf(text) : ' ';
  return optional(t`Move this layer below \`${producer.name}\``, replaceRange({ start: block.start, end: block.end + rest }, ''), insertAt(below.end, separator + text.slice(block.start, block.end)));
};

/** A Silence layer for a blob that nothing reads. */
const silence: Fixer = (context, finding) => {
  const { layer, net } = siteOf(context, finding) ?? {};
  const top = layer?.tops.find(({ node }) => node.start === finding.start);
  if (layer === undefined || net === undefined || top === undefined) return [];
  const { text } = context.tree;
  const style = styleOf(text, net.net.generation);
  const written = layerText({ name: `silence_${top.name}`, type: 'Silence', bottoms: [top.name], tops: [] }, style);
  const indent = indentAt(text, layer.node.start);
  const lines = written.split(style.lineBreak).map((line) => indent + line).join(style.lineBreak);
  return optional(t`Silence \`${top.name}\``, insertAt(lineEnd(text, layer.node.end), style.lineBreak + lines));
};

/** Either kind of rule may be the one that was meant. */
const oneKindOfRule: Fixer = (context, finding) => {
  const { layer } = siteOf(context, finding) ?? { layer: undefined };
  const fields = layer?.fields;
  if (fields === undefined) return [];
  return ['exclude', 'include'].flatMap((name): readonly Fix[] =>
    optional(t`Remove the \`${name}\` rules`, ...fields.nodes(name).map((field) => removeField(context.tree.text, field))));
};

/** The word that was probably meant, or else the blob that is at hand. */
const otherBottom: Fixer = (context, finding) => {
  const { layer, net } = siteOf(context, finding) ?? {};
  const bottom = layer?.bottoms.find(({ node }) => node.start === finding.start);
  const latest = net && layer && latestBlob(net, layer);
  if (finding.data?.['replacement'] !== undefined || bottom === undefined || latest === undefined) return replacement(context, finding);
  return optional(t`Read \`${latest}\``, replaceRange(contentsOf(context.tree.text, bottom.node), latest));
};

/** A rule that holds in no state goes. */
const removeRule: Fixer = (context, finding) => {
  const { field } = fieldAt(context, finding.start) ?? {};
  return field === undefined ? [] : optional(t`Remove this \`${field.name}\` rule`, removeField(context.tree.text, field));
};

/** A blob of its own: the name by which it is shared goes. */
const ownParameter: Fixer = (context, finding) => {
  const { layer } = siteOf(context, finding) ?? {};
  const name = finding.data?.['parameter'];
  const node = layer?.fields.messages('param').find((param) => param.text('name') === name)?.node('name');
  return node === undefined ? [] : optional(t`Do not share \`${String(name)}\` with this layer`, removeField(context.tree.text, node));
};

/** Sizes for as many inputs as there are: a batch of one before three numbers, none too many, one way to state them. */
const inputSizes: Fixer = ({ tree: { root, text } }) => {
  const named = (name: string) => root.fields.filter((field) => field.name === name);
  const [inputs, dims, shapes] = [named('input'), named('input_dim'), named('input_shape')];
  const removed = (title: Words, fields: readonly FieldNode[]): readonly Fix[] => optional(title, ...fields.map((field) => removeField(text, field)));
  if (dims.length > 0 && shapes.length > 0) return [...removed(t`Remove \`${'input_dim'}\``, dims), ...removed(t`Remove \`${'input_shape'}\``, shapes)];
  if (dims.length > 4 * inputs.length) return removed(t('Remove the sizes that have no input'), dims.slice(4 * inputs.length));
  if (shapes.length > inputs.length) return removed(t('Remove the sizes that have no input'), shapes.slice(inputs.length));
  const [first, last] = [dims[0], dims.at(-1)];
  if (inputs.length !== 1 || dims.length !== 3 || first === undefined || last === undefined) return [];
  return optional(t('Put a batch of 1 before them'), insertAt(first.start, `input_dim: 1${text.slice(lineStart(text, first.start), first.start).trim() === '' ? lineBreakOf(text) + indentAt(text, first.start) : ' '}`));
};

export const layerFixers: Readonly<Record<string, Fixer>> = {
  'wiring/missing-layer-type': missingType,
  'wiring/arity': addConnection,
  'wiring/bottom-before-producer': moveBelowProducer,
  'wiring/unused-top': silence,
  'wiring/include-and-exclude': oneKindOfRule,
  'wiring/unknown-bottom': otherBottom,
  'wiring/never-included': removeRule,
  'wiring/input-sizes': inputSizes,
  'shape/shared-parameter': ownParameter,
};
