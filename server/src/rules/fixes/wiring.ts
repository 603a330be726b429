/** Fixes for blobs and layers whose names collide. */
import { replaceRange, type TextEdit } from '../../edits/text-edit';
import { removeField } from '../../edits/field-edits';
import { t } from '../../l10n/text';
import type { Blob, Layer } from '../../net/net';
import { definitionOf } from '../../layers/index';
import type { ScalarNode } from '../../syntax/tree';
import type { AnalyzedNet } from '../nets';
import { fieldAt, freeName, layerAt, optional, preferred, textOf, type FixContext, type Fixer } from './fix';

/** A name in the quotes that a node has. */
function renamed(context: FixContext, node: ScalarNode, name: string): TextEdit {
  const quote = /^["']/.exec(textOf(context, node))?.[0] ?? '"';
  return replaceRange(node, `${quote}${name}${quote}`);
}

/** Every place that names a version of a blob: where it is made, where it is read, and what readers make of it in place. */
function namingNodes(blob: Blob): ScalarNode[] {
  const made = blob.producer?.tops[blob.index]?.node;
  const later = blob.consumers.flatMap((consumer) => {
    const read = consumer.bottoms.filter((bottom) => bottom.blob === blob).map(({ node }) => node);
    const inPlace = consumer.tops.find((top, index) => top.name === blob.name && consumer.bottoms[index]?.name === blob.name)?.blob;
    return [...read, ...(inPlace ? namingNodes(inPlace) : [])];
  });
  return made === undefined ? later : [made, ...later];
}

const namesIn = ({ net }: AnalyzedNet): Set<string> => new Set(net.blobs.map(({ name }) => name));

/** The top gets the layer's name, and those that read it after this layer follow. */
const renameTop: Fixer = (context, finding) => {
  const { layer, net } = layerAt(context, finding) ?? {};
  const top = layer?.layer.tops.find(({ node }) => node.start === finding.start);
  if (layer === undefined || net === undefined || top?.blob === undefined) return [];
  const name = freeName(layer.layer.name || top.name, namesIn(net));
  const nodes = new Map(namingNodes(top.blob).map((node) => [node.start, node]));
  return preferred(t`Name this top \`${name}\`, here and where it is read`, ...[...nodes.values()].map((node) => renamed(context, node, name)));
};

const renameLayer: Fixer = (context, finding) => {
  const { layer, net } = layerAt(context, finding) ?? {};
  const node = layer?.layer.nameNode;
  if (node === undefined || net === undefined) return [];
  const name = freeName(layer?.layer.name ?? '', new Set(net.net.layers.map((other) => other.name)));
  return optional(t`Rename this layer to \`${name}\``, renamed(context, node, name));
};

/** Whether a layer has more bottoms or tops than its type takes. */
const hasSpare = ({ type, bottoms, tops }: Layer): boolean => {
  const definition = definitionOf(type);
  return definition !== undefined && (bottoms.length > definition.bottoms.max || tops.length > definition.tops.max || (definition.isPairwise === true && bottoms.length !== tops.length));
};

const removeSpare: Fixer = (context, finding) => {
  const { layer } = layerAt(context, finding) ?? {};
  const { field } = fieldAt(context, finding.start) ?? {};
  if (layer === undefined || !hasSpare(layer.layer) || field?.value?.kind !== 'scalar' || (field.name !== 'bottom' && field.name !== 'top')) return [];
  return optional(t`Remove this ${field.name}`, removeField(context.tree.text, field));
};

export const wiringFixers: Readonly<Record<string, Fixer>> = {
  'wiring/top-produced-twice': renameTop,
  'wiring/in-place-with-other-readers': renameTop,
  'wiring/in-place-refused': renameTop,
  'wiring/duplicate-layer-name': renameLayer,
  'wiring/arity': removeSpare,
};
