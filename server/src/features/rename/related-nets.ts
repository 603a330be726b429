/** What a name of one net is called in the nets that belong with it: training and deployment of one model, which share weights by layer name. */
import type { Layer } from '../../net/net';
import { namesIn, type Name, type NameKind } from '../names';
import type { Snapshot } from '../snapshot';

const layersOf = ({ analyses }: Snapshot): readonly Layer[] => analyses.flatMap(({ net }) => net.layers);

/** `conv1 Convolution` of each layer that has weights: what a weights file tells models apart by. */
const weightedLayers = ({ analyses }: Snapshot): ReadonlySet<string> =>
  new Set(analyses.flatMap(({ layers }) => layers).filter(({ blobs }) => blobs.length > 0).map(({ layer: { name, type } }) => `${name} ${type}`));

/** Whether two nets are one model: more than half of the layers of the smaller one are in the other. */
export function isSameModel(one: Snapshot, other: Snapshot): boolean {
  const [a, b] = [weightedLayers(one), weightedLayers(other)];
  const shared = [...a].filter((layer) => b.has(layer)).length;
  return shared * 2 > Math.min(a.size, b.size);
}

/** What makes a name the same thing in another net, one entry for each place that makes it. */
const marksOf: Readonly<Record<NameKind, (snapshot: Snapshot, name: Name) => readonly string[]>> = {
  /** A layer is the same if its type is. */
  layer: (snapshot, { occurrences }) => layersOf(snapshot).filter(({ nameNode }) => occurrences.some(({ node }) => node === nameNode)).map(({ type }) => type),
  /** A blob, if a layer of one name makes it; an input may be a layer in the other net. */
  blob: (snapshot, { text, occurrences }) => {
    const writers = layersOf(snapshot).filter(({ tops }) => tops.some((top) => occurrences.some(({ node }) => node === top.node)));
    const isInput = writers.every(({ bottoms }) => bottoms.length === 0);
    return [...writers.map(({ name }) => name), ...(isInput ? [`input ${text}`] : [])];
  },
  parameter: () => ['shared'],
};

/** The name in `other` that stands for the same thing; undefined where there is none, or the new name is taken there. */
export function counterpart(name: Name, snapshot: Snapshot, other: Snapshot, newName: string): Name | undefined {
  const marks = marksOf[name.kind](snapshot, name);
  const names = namesIn(other).filter(({ kind }) => kind === name.kind);
  if (names.some(({ text }) => text === newName)) return undefined;
  return names.find((candidate) => candidate.text === name.text && marksOf[name.kind](other, candidate).some((mark) => marks.includes(mark)));
}
