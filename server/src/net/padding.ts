/** Merges the padding layers of 2013 into the convolution or pooling that reads them, as Caffe's upgrade does. */
import { t } from '../l10n/text';
import { Fields } from '../schema/fields';
import type { FieldNode } from '../syntax/tree';
import type { LayerSource } from './layer-source';
import { messagesOf } from './nodes';
import type { NetProblem } from './problems';

const paddingType = 'padding';

const isPadding = (source: LayerSource): boolean => source.generation === 'V0' && source.typeNode?.value === paddingType;

/** The parameter messages that take a padding, by layer type. */
const padded: Readonly<Record<string, string>> = { Convolution: 'convolution_param', Pooling: 'pooling_param' };

/** The `pad: N` of a padding layer. */
const padOf = ({ node }: LayerSource): FieldNode | undefined =>
  (node.value?.kind === 'message' ? node.value.fields : [])
    .flatMap(messagesOf)
    .flatMap(({ fields }) => fields)
    .find(({ name }) => name === 'pad');

/** The layer with the padding layer's `pad` in its parameter message. */
function withPad(reader: LayerSource, param: string, padding: LayerSource): LayerSource {
  const own = reader.param(param);
  const pad = padOf(padding);
  if (pad === undefined || own.source === undefined) return reader;
  const widened = new Fields({ ...own.source, fields: [...own.source.fields, pad] }, own.type, own.variables, own.dialect);
  return { ...reader, param: (name) => (name === param ? widened : reader.param(name)) };
}

/** Reads `reader` past the padding layers before it. */
function mergeInto(reader: LayerSource, paddings: ReadonlyMap<string, LayerSource>, problems: NetProblem[]): LayerSource {
  let merged = reader;
  for (const [index, bottom] of reader.bottoms.entries()) {
    const padding = paddings.get(bottom.name);
    const source = padding?.bottoms[0];
    if (padding === undefined || source === undefined) continue;
    const param = padded[reader.type];
    if (param === undefined) {
      const reason = t`Only a convolution or a pooling can read a padding layer, and "${reader.name}" is a ${reader.type}.`;
      problems.push({ kind: 'padding-layer', node: padding.node, reason });
    } else {
      merged = withPad(merged, param, padding);
    }
    merged = { ...merged, bottoms: merged.bottoms.map((own, position) => (position === index ? source : own)) };
  }
  return merged;
}

/** The layers of a V0 net without its padding layers; other nets as they are. */
export function mergePadding(sources: readonly LayerSource[], problems: NetProblem[]): readonly LayerSource[] {
  if (!sources.some(isPadding)) return sources;
  const paddings = new Map<string, LayerSource>();
  const merged: LayerSource[] = [];
  for (const source of sources) {
    if (isPadding(source)) {
      for (const top of source.tops) paddings.set(top.name, source);
      continue;
    }
    merged.push(mergeInto(source, paddings, problems));
    for (const top of source.tops) paddings.delete(top.name);
  }
  return merged;
}
