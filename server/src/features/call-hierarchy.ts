/** The flow of blobs as a call hierarchy: callers feed a layer, callees read what it makes. */
import { SymbolKind, type CallHierarchyIncomingCall, type CallHierarchyItem, type CallHierarchyOutgoingCall } from 'vscode-languageserver-types';
import { formatShape } from '../net/shape';
import type { Analysis } from '../analysis/analysis';
import type { Blob, Connection, Layer } from '../net/net';
import { rangeOf } from './range';
import type { Snapshot } from './snapshot';

function itemFor({ uri, document }: Snapshot, { name, type, node, nameNode, tops }: Layer, analysis: Analysis): CallHierarchyItem {
  const shape = tops[0]?.blob && analysis.shapeOf(tops[0].blob);
  return {
    name: name || type || '…', detail: [type, shape && formatShape(shape)].filter(Boolean).join(' · '), kind: SymbolKind.Class, uri,
    range: rangeOf(document, node), selectionRange: rangeOf(document, nameNode ?? { start: node.start, end: node.nameEnd }),
  };
}

/** The layer of an item that was given out before. */
const layerOf = (snapshot: Snapshot, { selectionRange }: CallHierarchyItem): ReturnType<Snapshot['layerAt']> =>
  snapshot.layerAt(snapshot.document.offsetAt(selectionRange.start));

export function prepareCallHierarchy(snapshot: Snapshot, offset: number): CallHierarchyItem[] {
  const found = snapshot.layerAt(offset);
  return found ? [itemFor(snapshot, found.result.layer, found.analysis)] : [];
}

/** Connections by the layer at their other end. */
function grouped(connections: readonly Connection[], layersOf: (blob: Blob) => readonly Layer[]): Map<Layer, Connection[]> {
  const groups = new Map<Layer, Connection[]>();
  for (const connection of connections) {
    for (const layer of connection.blob ? layersOf(connection.blob) : []) groups.set(layer, [...(groups.get(layer) ?? []), connection]);
  }
  return groups;
}

/** The layers that make what this one reads. */
export function incomingCalls(snapshot: Snapshot, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  const found = layerOf(snapshot, item);
  if (!found) return [];
  const { result: { layer }, analysis } = found;
  const feeding = grouped(layer.bottoms, ({ producer }) => (producer ? [producer] : []));
  return [...feeding].map(([producer, bottoms]) => ({
    from: itemFor(snapshot, producer, analysis),
    fromRanges: producer.tops.filter(({ blob }) => bottoms.some((bottom) => bottom.blob === blob)).map(({ node }) => rangeOf(snapshot.document, node)),
  }));
}

/** The layers that read what this one makes. */
export function outgoingCalls(snapshot: Snapshot, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const found = layerOf(snapshot, item);
  if (!found) return [];
  const { result: { layer }, analysis } = found;
  return [...grouped(layer.tops, ({ consumers }) => [...new Set(consumers)])].map(([consumer, tops]) => ({
    to: itemFor(snapshot, consumer, analysis),
    fromRanges: tops.map(({ node }) => rangeOf(snapshot.document, node)),
  }));
}
