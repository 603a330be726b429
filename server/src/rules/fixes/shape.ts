/** Fixes for layers that Caffe refuses: what the layer's own definition knows to do. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { indentAt, lineStart } from '../../edits/field-edits';
import { layerText, styleOf, type NewLayer } from '../../edits/layer-text';
import { contentsOf } from '../../edits/quoted';
import { setFields } from '../../edits/set-field';
import { insertAt, replaceRange } from '../../edits/text-edit';
import { joinAnd, quoted } from '../../l10n/lists';
import { t, type Words } from '../../l10n/text';
import { definitionOf } from '../../layers/index';
import { refusals } from '../../layers/refusals';
import { changeText, type FieldChange, type FieldsRemedy, type LayerRemedy, type Remedy } from '../../layers/remedy';
import type { Connection, Layer } from '../../net/net';
import { fieldSchemaFor } from '../../schema/schema';
import type { AnalyzedNet } from '../nets';
import type { Finding } from '../rule';
import { freeName, type Fix, type FixContext, type Fixer } from './fix';

interface Site {
  net: AnalyzedNet;
  refused: LayerAnalysis;
}

/** What the layer that the finding is about says can be done, in the net that refuses it. */
function remediesFor({ nets }: FixContext, { code, start, end }: Finding): { site: Site; remedies: readonly Remedy[] } | undefined {
  for (const net of nets) {
    for (const refused of net.analysis.layers) {
      const refusal = refused.refusals.find(({ code: reason, at }) => code === `shape/${reason}` && at.start === start && at.end === end);
      if (refusal !== undefined) return { site: { net, refused }, remedies: refusal.remedies ?? [] };
    }
  }
  return undefined;
}

/** `Set pad 1 and dilation 2`, `Remove coeff`. */
function titleOf(changes: readonly FieldChange[]): Words {
  const added = changes.filter(({ value }) => value !== undefined);
  if (added.length === 0) return t`Remove ${joinAnd(quoted(changes.map(({ field }) => field)))}`;
  return t`Set ${joinAnd(added.map(changeText))}`;
}

/** The layer that makes a blob, past those that change it in place. */
function makerOf(connection: Connection | undefined): Layer | undefined {
  let layer = connection?.blob?.producer;
  while (layer?.bottoms.length === 1 && layer.bottoms[0]?.name === connection?.name) layer = layer.bottoms[0]?.blob?.producer;
  return layer;
}

function fieldsFix(context: FixContext, { refused }: Site, { changes, title, producerOf, isSure }: FieldsRemedy): Fix[] {
  const layer = producerOf === undefined ? refused.layer : makerOf(refused.layer.bottoms[producerOf]);
  const param = layer && definitionOf(layer.type)?.param;
  if (layer === undefined || param === undefined) return [];
  const edits = setFields(context.tree.text, layer, param, changes, context.dialect);
  if (edits.length === 0) return [];
  const own = title ?? titleOf(changes);
  return [{ title: producerOf === undefined ? own : t`${own} in \`${layer.name}\``, edits, isPreferred: isSure === true }];
}

/** Whether the file's Caffe has layers of a type, by their parameters. */
function hasType({ dialect }: FixContext, { fields }: Layer, type: string): boolean {
  const param = definitionOf(type)?.param;
  return param !== undefined && fieldSchemaFor(fields.type, param, dialect) !== undefined;
}

function layerFix(context: FixContext, { net, refused: { layer } }: Site, { type, title, bottom, reference, lines = [] }: LayerRemedy): Fix[] {
  const [from, second] = [layer.bottoms[bottom], reference === undefined ? undefined : layer.bottoms[reference]];
  if (from === undefined || !hasType(context, layer, type)) return [];
  const { text } = context.tree;
  const name = freeName(`${from.name}_${type.toLowerCase()}`, new Set(net.net.blobs.map((blob) => blob.name)));
  const added: NewLayer = {
    name, type, bottoms: [from, second].flatMap((connection) => connection?.name ?? []), tops: [name],
    lines: lines.length === 0 ? [] : [[definitionOf(type)?.param ?? '', lines]],
  };
  const style = styleOf(text, net.net.generation);
  const indent = indentAt(text, layer.node.start);
  const block = layerText(added, style).split(style.lineBreak).map((line) => `${indent}${line}${style.lineBreak}`).join('');
  const isFirst = text.slice(lineStart(text, layer.node.start), layer.node.start).trim() === '';
  const place = isFirst ? insertAt(lineStart(text, layer.node.start), block) : insertAt(layer.node.start, `${block.trim()} `);
  return [{ title, edits: [place, replaceRange(contentsOf(text, from.node), name)], isPreferred: false }];
}

function swapFix({ tree: { text } }: FixContext, { refused: { layer } }: Site): Fix[] {
  const [first, second] = layer.bottoms;
  if (first === undefined || second === undefined) return [];
  const edits = [replaceRange(first.node, text.slice(second.node.start, second.node.end)), replaceRange(second.node, text.slice(first.node.start, first.node.end))];
  return [{ title: t('Swap the bottoms'), edits, isPreferred: false }];
}

function fixesOf(context: FixContext, site: Site, remedy: Remedy): Fix[] {
  if (remedy.kind === 'swap') return swapFix(context, site);
  return remedy.kind === 'fields' ? fieldsFix(context, site, remedy) : layerFix(context, site, remedy);
}

const mend: Fixer = (context, finding) => {
  const { site, remedies = [] } = remediesFor(context, finding) ?? {};
  return site === undefined ? [] : remedies.flatMap((remedy) => fixesOf(context, site, remedy));
};

export const shapeFixers: Readonly<Record<string, Fixer>> = Object.fromEntries(Object.keys(refusals).map((code) => [`shape/${code}`, mend]));
