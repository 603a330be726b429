/** Connects layers by blob names, as Caffe's Net::Init and InsertSplits do, and finds what they would refuse. */
import type { Blob, Connection, Layer, NetInput } from './net';
import type { DeclaredInput } from './inputs';
import type { LayerSource, NamedNode } from './layer-source';
import type { NetProblem } from './problems';

/** Caffe works in place where a top has the name of the bottom at the same position. */
const isInPlace = (layer: Layer, top: Connection, index: number): boolean => layer.bottoms[index]?.name === top.name;

/** Most blobs have one reader: an array made with it is much smaller than one that has grown. */
function addConsumer(blob: Blob, layer: Layer): void {
  if (blob.consumers.length === 0) blob.consumers = [layer];
  else blob.consumers.push(layer);
}

/** The blobs of a net under construction; for each name the version that the next reader would get. */
export class BlobTable {
  readonly problems: NetProblem[] = [];
  private readonly current = new Map<string, Blob>();

  /** @param blobs those of an earlier wiring that layers before a change have made, with no other readers than such layers */
  constructor(readonly blobs: Blob[] = []) {
    for (const blob of blobs) this.current.set(blob.name, blob);
  }

  /** Adds the version of that name that comes after `earlier`. */
  private append(name: string, producer: Layer | undefined, index: number, earlier: Blob | undefined): Blob {
    const version = (earlier?.version ?? -1) + 1;
    const blob: Blob = { name, version, order: this.blobs.length, producer, index, consumers: [] };
    this.current.set(name, blob);
    this.blobs.push(blob);
    return blob;
  }

  addInput({ name, node, shape }: DeclaredInput, index: number): NetInput {
    const earlier = this.current.get(name);
    if (earlier !== undefined) this.problems.push({ kind: 'input-twice', node, name });
    return { name, node, shape, blob: this.append(name, undefined, index, earlier) };
  }

  /** Wires the next layer of the net: its bottoms to what is there, its tops as new blobs. */
  addLayer(source: LayerSource, index: number): Layer {
    const { node, name, type, nameNode, typeNode, fields, param, paramNames } = source;
    const layer: Layer = {
      index, name, type, node, nameNode, typeNode, fields, param, paramNames,
      bottoms: source.bottoms.map((bottom) => this.connectBottom(bottom)), tops: [],
    };
    for (const bottom of layer.bottoms) {
      if (bottom.blob === undefined) this.problems.push({ kind: 'unknown-bottom', layer, bottom });
      else addConsumer(bottom.blob, layer);
    }
    layer.tops = source.tops.map((top, position) => this.connectTop(layer, top, position));
    return layer;
  }

  private connectBottom({ name, node }: NamedNode): Connection {
    return { name, node, blob: this.current.get(name) };
  }

  private connectTop(layer: Layer, { name, node }: NamedNode, index: number): Connection {
    const earlier = this.current.get(name);
    const top: Connection = { name, node, blob: this.append(name, layer, index, earlier) };
    if (earlier !== undefined && !isInPlace(layer, top, index)) {
      this.problems.push({ kind: 'top-produced-twice', layer, top, earlier, sharers: [] });
    }
    return top;
  }

  /**
   * Finds layers that change a blob in place which others read too: Caffe copies such a blob for each reader under
   * another name, after which the layer no longer works in place and its top's name is taken.
   */
  findSharedInPlace(layers: readonly Layer[]): void {
    for (const layer of layers) {
      for (let index = 0; index < layer.tops.length; index++) {
        const [top, earlier] = [layer.tops[index], layer.bottoms[index]?.blob];
        if (top === undefined || earlier === undefined || earlier.consumers.length < 2 || !isInPlace(layer, top, index)) continue;
        const sharers = earlier.consumers.filter((consumer) => consumer !== layer);
        this.problems.push({ kind: 'top-produced-twice', layer, top, earlier, sharers });
      }
    }
  }
}
