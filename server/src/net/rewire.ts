/** Wires the layers of a net, or takes an earlier wiring over where an edit has left every name as it was. */
import { extentOf, type Extent } from './extent';
import type { DeclaredInput } from './inputs';
import type { LayerSource, NamedNode } from './layer-source';
import type { Blob, Connection, Layer, NetInput } from './net';
import type { NetProblem } from './problems';
import { BlobTable, disconnect } from './wiring';

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
  return finish(table, inputs, sources, sources.map((source, index) => table.addLayer(source, index)));
}

function finish(table: BlobTable, inputs: readonly NetInput[], sources: readonly LayerSource[], layers: readonly Layer[]): Wiring {
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

function moveTo(connections: readonly Connection[], named: readonly NamedNode[]): void {
  for (const [index, { node }] of named.entries()) (connections[index] as Connection).node = node;
}

/** Makes a layer say what its block says now. */
function readAnew(layer: Layer, { node, name, type, nameNode, typeNode, fields, param, paramNames, bottoms, tops }: LayerSource): void {
  Object.assign(layer, { node, name, type, nameNode, typeNode, fields, param, paramNames });
  moveTo(layer.bottoms, bottoms);
  moveTo(layer.tops, tops);
}

/** Makes layers from `start` on say what their sources say now; true where one has another name. */
function readKept(layers: readonly Layer[], before: readonly LayerSource[], now: readonly LayerSource[]): boolean {
  let isRenamed = false;
  for (let index = 0; index < layers.length; index++) {
    const [source, layer] = [now[index] as LayerSource, layers[index] as Layer];
    if (source === before[index]) continue;
    isRenamed ||= source.name !== layer.name;
    readAnew(layer, source);
  }
  return isRenamed;
}

/** Wires what stands between the kept layers anew, and the layers after it as far as what they read is no longer the same. */
function rewireBetween(earlier: Wiring, inputs: readonly NetInput[], sources: readonly LayerSource[], { start, end }: Extent): Wiring {
  const [before, after] = [earlier.layers.slice(0, start), earlier.layers.slice(earlier.layers.length - end)];
  for (const layer of earlier.layers.slice(start, earlier.layers.length - end)) disconnect(layer);
  for (let index = 0; index < end; index++) (after[index] as Layer).index = sources.length - end + index;
  const table = new BlobTable(earlier.blobs.filter(({ producer }) => producer === undefined || before[producer.index] === producer));
  table.problems.push(...earlier.problems.filter((problem) => isWithin(problem, before)));
  const between = sources.slice(start, sources.length - end).map((source, index) => table.addLayer(source, start + index));
  for (const layer of after) table.connect(layer);
  return finish(table, inputs, sources, [...before, ...between, ...after]);
}

/** Whether a problem comes of the wiring of these layers alone. */
function isWithin(problem: NetProblem, layers: readonly Layer[]): boolean {
  const isOfWiring = problem.kind === 'unknown-bottom' || (problem.kind === 'top-produced-twice' && problem.sharers.length === 0);
  return isOfWiring && layers[problem.layer.index] === problem.layer;
}

/**
 * Wires layers. Where `earlier` connects the same names, its layers and blobs are taken over and changed in place: like
 * the tree of the text before an edit, the earlier net is then no longer valid.
 */
export function rewire(earlier: Wiring | undefined, declared: readonly DeclaredInput[], sources: readonly LayerSource[]): Wiring {
  if (earlier === undefined || !areInputsKept(earlier, declared)) return wire(declared, sources);
  const extent = extentOf(earlier.sources, sources, isWiredAlike);
  const { start, end } = extent;
  const isRenamed = readKept(earlier.layers.slice(0, start), earlier.sources, sources);
  const inputs = declared.map((input, index) => ({ ...(earlier.inputs[index] as NetInput), node: input.node, shape: input.shape }));
  if (start < sources.length || start < earlier.sources.length) {
    readKept(earlier.layers.slice(earlier.layers.length - end), earlier.sources.slice(earlier.sources.length - end), sources.slice(sources.length - end));
    return rewireBetween(earlier, inputs, sources, extent);
  }
  const problems = isRenamed ? [...earlier.problems.filter(({ kind }) => kind !== 'duplicate-name'), ...duplicateNames(earlier.layers)] : earlier.problems;
  return { ...earlier, sources, inputs, problems };
}
