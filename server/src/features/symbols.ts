/** The outline: layers with what they write, and the parts of solvers and other documents. */
import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import { t } from '../l10n/text';
import type { Layer } from '../net/net';
import type { FieldNode, ScalarNode, SourceRange } from '../syntax/tree';
import { rangeOf } from './range';
import type { Snapshot } from './snapshot';

/** Layers that are in either phase, by their block. */
export function layersByBlock(snapshot: Snapshot): ReadonlyMap<FieldNode, Layer> {
  const [shown, other] = snapshot.analyses.map(({ net }) => net.layers);
  return new Map([...(other ?? []), ...(shown ?? [])].map((layer) => [layer.node, layer]));
}

function symbol(snapshot: Snapshot, kind: SymbolKind, name: string, detail: string, range: SourceRange, selection: SourceRange): DocumentSymbol {
  // Editors refuse a symbol without a name.
  return { name: name || '…', detail, kind, range: rangeOf(snapshot.document, range), selectionRange: rangeOf(snapshot.document, selection) };
}

const nameRange = ({ start, nameEnd }: FieldNode): SourceRange => ({ start, end: nameEnd });

/** The scalar as it is written. */
const written = (snapshot: Snapshot, { start, end }: ScalarNode): string => snapshot.tree.text.slice(start, end);

function layerSymbol(snapshot: Snapshot, layer: Layer): DocumentSymbol {
  const { node, nameNode, type, tops, bottoms } = layer;
  const own = symbol(snapshot, SymbolKind.Class, layer.name, type, node, nameNode ?? nameRange(node));
  const written = tops.map((top) =>
    symbol(snapshot, SymbolKind.Variable, top.name, bottoms.some(({ name }) => name === top.name) ? t('in place') : 'top', top.node, top.node));
  return { ...own, children: written };
}

/** A field as it stands: what it holds in its detail, the fields of a message as children. */
function fieldSymbol(snapshot: Snapshot, field: FieldNode): DocumentSymbol {
  const { value } = field;
  const detail = value?.kind === 'scalar' ? written(snapshot, value) : '';
  const own = symbol(snapshot, value?.kind === 'message' ? SymbolKind.Object : SymbolKind.Property, field.name, detail, field, nameRange(field));
  if (value?.kind !== 'message') return own;
  return { ...own, children: value.fields.map((inner) => fieldSymbol(snapshot, inner)) };
}

export function documentSymbols(snapshot: Snapshot): DocumentSymbol[] {
  const layers = layersByBlock(snapshot);
  return snapshot.tree.root.fields.map((field) => {
    const layer = layers.get(field);
    return layer ? layerSymbol(snapshot, layer) : fieldSymbol(snapshot, field);
  });
}
