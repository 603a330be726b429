/** Completion of values: enum values, truth values, layer types and blobs. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { phrases, say, t, type Phrase } from '../../l10n/text';
import type { Category } from '../../layers/definition';
import { definitionOf, layerDefinitions } from '../../layers/index';
import { formatShape } from '../../net/shape';
import { maskOf } from '../../schema/dialect-set';
import { enumSchema } from '../../schema/schema';
import { vocabularyOf } from '../../schema/vocabulary';
import { layerTypeDialects } from '../../schema/data/layer-types';
import { namesIn } from '../names';
import type { Snapshot } from '../snapshot';
import { quoted, type Choice } from './item';
import type { Site } from './site';

function enumChoices(snapshot: Snapshot, typeName: string): Choice[] {
  const mask = maskOf(snapshot.context.dialect);
  const values = [...(enumSchema(typeName)?.values.values() ?? [])].filter((value) => (value.mask & mask) !== 0);
  return values.map(({ name, number, doc }) => ({ label: name, kind: CompletionItemKind.EnumMember, detail: `= ${number}`, doc }));
}

const categoryTitles: Readonly<Record<Category, Phrase>> = phrases({
  data: 'data', convolution: 'convolution', pooling: 'pooling', activation: 'activation', normalization: 'normalization', resampling: 'resampling',
  combination: 'combination', shape: 'shape', linear: 'linear', loss: 'loss', evaluation: 'evaluation', output: 'output', crf: 'CRF', other: 'other',
});

/** Types of the document's dialect go first. */
function layerTypeChoices({ context: { dialect } }: Snapshot, site: Site): Choice[] {
  const isForeign = (type: string): boolean => Object.hasOwn(layerTypeDialects, type) && !layerTypeDialects[type]?.includes(dialect);
  return layerDefinitions.map(({ type, category, doc }) => ({
    label: type, kind: CompletionItemKind.Class, detail: say(categoryTitles[category]), doc, insert: quoted(site, type), rank: isForeign(type) ? 8 : 5,
  }));
}

/** Blobs that are there before the layer at the cursor, the latest first. */
export function blobsBefore(snapshot: Snapshot, offset: number): { name: string; detail: string; isRead: boolean }[] {
  const analysis = snapshot.layerAt(offset)?.analysis ?? snapshot.analyses[0];
  if (!analysis) return [];
  const { net } = analysis;
  const before = net.layers.filter(({ node }) => node.end < offset);
  const blobs = [...net.inputs.map(({ blob }) => blob), ...before.flatMap(({ tops }) => tops.flatMap(({ blob }) => blob ?? []))];
  const latest = new Map(blobs.map((blob) => [blob.name, blob]));
  return [...latest.values()].reverse().map((blob) => {
    const shape = analysis.shapeOf(blob);
    const writer = blob.producer ? `${blob.producer.type} ${blob.producer.name}` : 'input';
    return { name: blob.name, detail: [shape && formatShape(shape), writer].filter(Boolean).join(' · '), isRead: blob.consumers.length > 0 };
  });
}

/** Blobs that nothing reads yet are the likely ones, and of these the latest. */
function bottomChoices(snapshot: Snapshot, site: Site): Choice[] {
  const blobs = blobsBefore(snapshot, site.inside.node.start);
  return blobs.map(({ name, detail, isRead }, order) => ({
    label: name, kind: CompletionItemKind.Variable, detail, rank: isRead ? 5 : 1, order, insert: quoted(site, name),
  }));
}

/** Parameters that are shared already, to be shared once more. */
function parameterChoices(snapshot: Snapshot, site: Site): Choice[] {
  const others = namesIn(snapshot).filter(({ kind, occurrences }) => kind === 'parameter' && occurrences.some(({ node }) => node.end < site.offset || node.start > site.offset));
  const shared = others.flatMap(({ text }): Choice[] => (text === '' ? [] : [{ label: text, kind: CompletionItemKind.Variable, insert: quoted(site, text) }]));
  return [...ownParameter(snapshot, site), ...shared.filter(({ label }) => label !== ownParameter(snapshot, site)[0]?.label)];
}

/** The name that nets of several scales give the weights and the bias of a layer, to share them: `conv1_w`, `conv1_b`. */
function ownParameter(snapshot: Snapshot, site: Site): Choice[] {
  const { layer } = snapshot.layerAt(site.offset)?.result ?? {};
  const index = layer?.fields.messages('param').findIndex(({ source }) => source === site.inside.node) ?? -1;
  const ending = ['_w', '_b'][index];
  if (!layer || layer.name === '' || ending === undefined) return [];
  return [{ label: `${layer.name}${ending}`, kind: CompletionItemKind.Variable, rank: 1, detail: t('to share it with other layers'), insert: quoted(site, `${layer.name}${ending}`) }];
}

/** The layer's own name, and its bottoms for working in place. */
function topChoices(snapshot: Snapshot, site: Site): Choice[] {
  const layer = snapshot.layerAt(site.inside.node.start)?.result.layer;
  if (!layer) return [];
  const own: Choice[] = layer.name === '' ? [] : [{ label: layer.name, kind: CompletionItemKind.Variable, detail: t('the layer\'s name'), rank: 1, insert: quoted(site, layer.name) }];
  const canWorkInPlace = definitionOf(layer.type)?.inPlace !== 'refused';
  const inPlace = canWorkInPlace ? layer.bottoms.map(({ name }): Choice => ({ label: name, kind: CompletionItemKind.Variable, detail: t('in place'), insert: quoted(site, name) })) : [];
  return [...own, ...inPlace];
}

const truths: readonly Choice[] = ['true', 'false'].map((label) => ({ label, kind: CompletionItemKind.Keyword }));

const layerMessages: ReadonlySet<string> = new Set(['LayerParameter', 'V1LayerParameter']);

/** What a string field of a layer names. */
const layerStrings: Readonly<Record<string, (snapshot: Snapshot, site: Site) => Choice[]>> = {
  type: layerTypeChoices,
  bottom: bottomChoices,
  top: topChoices,
};

export function valueChoices(snapshot: Snapshot, site: Site): readonly Choice[] {
  const { schema, inside } = site;
  if (!schema) return [];
  if (schema.kind === 'enum' && schema.typeName !== undefined) return enumChoices(snapshot, schema.typeName);
  if (schema.kind === 'bool') return truths;
  const words = vocabularyOf(schema.message, schema.name);
  if (words) return words.map(({ name, doc }) => ({ label: name, kind: CompletionItemKind.Value, doc, insert: quoted(site, name) }));
  if (schema.message === 'ParamSpec' && schema.name === 'name') return parameterChoices(snapshot, site);
  if (schema.kind !== 'string' || inside.type === undefined || !layerMessages.has(inside.type)) return [];
  return Object.hasOwn(layerStrings, schema.name) ? (layerStrings[schema.name]?.(snapshot, site) ?? []) : [];
}
