/** Wires the layers of a net, or takes an earlier wiring over where an edit has left every name as it was. */
import type { DeclaredInput } from './inputs';
import type { LayerSource, NamedNode } from './layer-source';
import type { Blob, Connection, Layer, NetInput } from './net';
import type { NetProblem } from './problems';
import { BlobTable } from './wiring';

/** Layers and blobs as they are connected, with what they were made from. */
export interface Wiring {
  sources: readonly LayerSource[];
  inputs: readonly NetInput[];
  layers: readonly Layer[];
  blobs: readonly Blob[];
  problems: readonly NetProblem[];
}

function wire(declared: readonly DeclaredInput[], sources: readonly LayerSource[]): Wiring {
  const table = new BlobTable();
  const inputs = declared.map((input, index) => table.addInput(input, index));
  return wireRest(table, inputs, [], sources);
}

/** Wires the sources that come after the layers which are there already. */
function wireRest(table: BlobTable, inputs: readonly NetInput[], before: readonly Layer[], sources: readonly LayerSource[]): Wiring {
  const layers = [...before];
  for (let index = layers.length; index < sources.length; index++) layers.push(table.addLayer(sources[index] as LayerSource, index));
  table.findSharedInPlace(layers);
  return { sources, inputs, layers, blobs: table.blobs, problems: [...table.problems, ...duplicateNames(layers)] };
}

/** Weights are matched by name, so each layer should have one of its own. */
function duplicateNames(layers: readonly Layer[]): NetProblem[] {
  const first = new Map<string, Layer>();
  const problems: NetProblem[] = [];
  for (const layer of layers) {
    const earlier = first.get(layer.name);
    if (earlier === undefined) first.set(layer.name, layer);
    else if (layer.name !== '') problems.push({ kind: 'duplicate-name', layer, earlier });
  }
  return problems;
}

const sameNames = (a: readonly { name: string }[], b: readonly { name: string }[]): boolean =>
  a.length === b.length && a.every(({ name }, index) => name === b[index]?.name);

const isWiredAlike = (a: LayerSource, b: LayerSource): boolean =>
  a === b || (sameNames(a.bottoms, b.bottoms) && sameNames(a.tops, b.tops)
    && a.paramNames.length === b.paramNames.length && a.paramNames.every((name, index) => name === b.paramNames[index]));

/** A name that is declared twice is reported with its node, which an edit replaces. */
const areInputsKept = (earlier: Wiring, declared: readonly DeclaredInput[]): boolean =>
  sameNames(earlier.inputs, declared) && !earlier.problems.some(({ kind }) => kind === 'input-twice');

/** How many layers at the start are wired as before. */
function countKept(earlier: readonly LayerSource[], sources: readonly LayerSource[]): number {
  const most = Math.min(earlier.length, sources.length);
  let kept = 0;
  while (kept < most && isWiredAlike(earlier[kept] as LayerSource, sources[kept] as LayerSource)) kept++;
  return kept;
}

function moveTo(connections: readonly Connection[], named: readonly NamedNode[]): void {
  for (const [index, { node }] of named.entries()) (connections[index] as Connection).node = node;
}

/** Makes a layer say what its block says now. */
function readAnew(layer: Layer, { node, name, type, nameNode, typeNode, fields, param, paramNames, bottoms, tops }: LayerSource): void {
  Object.assign(layer, { node, name, type, nameNode, typeNode, fields, param, paramNames });
  moveTo(layer.bottoms, bottoms);
  moveTo(layer.tops, tops);
}

/** Makes the first `count` layers say what their blocks say now; true where one has another name. */
function readKept(earlier: Wiring, sources: readonly LayerSource[], count: number): boolean {
  let isRenamed = false;
  for (let index = 0; index < count; index++) {
    const [source, layer] = [sources[index] as LayerSource, earlier.layers[index] as Layer];
    if (source === earlier.sources[index]) continue;
    isRenamed ||= source.name !== layer.name;
    readAnew(layer, source);
  }
  return isRenamed;
}

/** What the first `count` layers have made, as if no others had been wired. */
function tableOf({ blobs, problems }: Wiring, count: number): BlobTable {
  const table = new BlobTable(blobs.filter(({ producer }) => producer === undefined || producer.index < count));
  for (const blob of table.blobs) if ((blob.consumers.at(-1)?.index ?? 0) >= count) blob.consumers = blob.consumers.filter(({ index }) => index < count);
  for (const problem of problems) {
    const isKept = problem.kind === 'unknown-bottom' || (problem.kind === 'top-produced-twice' && problem.sharers.length === 0);
    if (isKept && problem.layer.index < count) table.problems.push(problem);
  }
  return table;
}

/**
 * Wires layers. As far as `earlier` connects the same names, its layers and blobs are taken over and those whose blocks
 * are read anew are changed in place: like the tree of the text before an edit, the earlier net is then no longer valid.
 */
export function rewire(earlier: Wiring | undefined, declared: readonly DeclaredInput[], sources: readonly LayerSource[]): Wiring {
  if (earlier === undefined || !areInputsKept(earlier, declared)) return wire(declared, sources);
  const kept = countKept(earlier.sources, sources);
  const isRenamed = readKept(earlier, sources, kept);
  const inputs = declared.map((input, index) => ({ ...(earlier.inputs[index] as NetInput), node: input.node, shape: input.shape }));
  const isWhole = kept === sources.length && kept === earlier.sources.length;
  if (!isWhole) return wireRest(tableOf(earlier, kept), inputs, earlier.layers.slice(0, kept), sources);
  const problems = isRenamed ? [...earlier.problems.filter(({ kind }) => kind !== 'duplicate-name'), ...duplicateNames(earlier.layers)] : earlier.problems;
  return { ...earlier, sources, inputs, problems };
}
