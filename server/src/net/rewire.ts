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
  const layers = sources.map((source, index) => table.addLayer(source, index));
  table.findSharedInPlace(layers);
  return { sources, inputs, layers, blobs: table.blobs, problems: table.problems };
}

const sameNames = (a: readonly { name: string }[], b: readonly { name: string }[]): boolean =>
  a.length === b.length && a.every(({ name }, index) => name === b[index]?.name);

const isWiredAlike = (a: LayerSource, b: LayerSource): boolean =>
  a === b || (sameNames(a.bottoms, b.bottoms) && sameNames(a.tops, b.tops)
    && a.paramNames.length === b.paramNames.length && a.paramNames.every((name, index) => name === b.paramNames[index]));

/** A name that is declared twice is reported with its node, which an edit replaces. */
const isKept = (earlier: Wiring, declared: readonly DeclaredInput[], sources: readonly LayerSource[]): boolean =>
  sameNames(earlier.inputs, declared) && !earlier.problems.some(({ kind }) => kind === 'input-twice')
  && earlier.sources.length === sources.length && earlier.sources.every((source, index) => isWiredAlike(source, sources[index] as LayerSource));

function moveTo(connections: readonly Connection[], named: readonly NamedNode[]): void {
  for (const [index, { node }] of named.entries()) (connections[index] as Connection).node = node;
}

/** Makes a layer say what its block says now. */
function readAnew(layer: Layer, { node, name, type, nameNode, typeNode, fields, param, paramNames, bottoms, tops }: LayerSource): void {
  Object.assign(layer, { node, name, type, nameNode, typeNode, fields, param, paramNames });
  moveTo(layer.bottoms, bottoms);
  moveTo(layer.tops, tops);
}

/**
 * Wires layers. Where `earlier` connects the same names, its layers and blobs are taken over and those whose blocks are
 * read anew are changed in place: like the tree of the text before an edit, the earlier net is then no longer valid.
 */
export function rewire(earlier: Wiring | undefined, declared: readonly DeclaredInput[], sources: readonly LayerSource[]): Wiring {
  if (earlier === undefined || !isKept(earlier, declared, sources)) return wire(declared, sources);
  for (let index = 0; index < sources.length; index++) {
    const source = sources[index] as LayerSource;
    if (source !== earlier.sources[index]) readAnew(earlier.layers[index] as Layer, source);
  }
  const inputs = declared.map((input, index) => ({ ...(earlier.inputs[index] as NetInput), node: input.node, shape: input.shape }));
  return { ...earlier, sources, inputs };
}
