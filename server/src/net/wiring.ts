/** Connects layers by blob names, as Caffe's Net::Init and InsertSplits do, and finds what they would refuse. */
import type { Blob, Connection, Layer, NetInput } from './net';
import type { DeclaredInput } from './inputs';
import type { LayerSource } from './layer-source';
import type { NetProblem } from './problems';

/** Caffe works in place where a top has the name of the bottom at the same position. */
const isInPlace = (layer: Layer, top: Connection, index: number): boolean => layer.bottoms[index]?.name === top.name;

/** Keeps readers in the order of the net. Most blobs have one: an array made with it is much smaller than one that has grown. */
function addConsumer(blob: Blob, layer: Layer): void {
  const { consumers } = blob;
  if (consumers.length === 0) blob.consumers = [layer];
  else if ((consumers.at(-1) as Layer).index <= layer.index) consumers.push(layer);
  else consumers.splice(consumers.findIndex(({ index }) => index > layer.index), 0, layer);
}

/** Takes a layer out of the readers of what it reads. */
export function disconnect(layer: Layer): void {
  for (const { blob } of layer.bottoms) removeConsumer(blob, layer);
}

function removeConsumer(blob: Blob | undefined, layer: Layer): void {
  if (blob !== undefined) blob.consumers = blob.consumers.filter((consumer) => consumer !== layer);
}

/** The blobs of a net under construction; for each name the version that the next reader would get. */
export class BlobTable {
  readonly problems: NetProblem[] = [];
  private readonly current = new Map<string, Blob>();

  /** @param blobs those that are there already, in the order of the net */
  constructor(readonly blobs: Blob[] = []) {
    for (const blob of blobs) this.current.set(blob.name, blob);
  }

  addInput({ name, node, shape }: DeclaredInput, index: number): NetInput {
    const earlier = this.current.get(name);
    if (earlier !== undefined) this.problems.push({ kind: 'input-twice', node, name });
    const blob: Blob = { name, version: 0, order: 0, producer: undefined, index, consumers: [] };
    this.append(blob, earlier);
    return { name, node, shape, blob };
  }

  /** Makes a blob the newest version of its name. */
  private append(blob: Blob, earlier: Blob | undefined): void {
    blob.version = (earlier?.version ?? -1) + 1;
    blob.order = this.blobs.length;
    this.current.set(blob.name, blob);
    this.blobs.push(blob);
  }

  /** Adds the next layer of the net as it is read. */
  addLayer(source: LayerSource, index: number): Layer {
    const { node, name, type, nameNode, typeNode, fields, param, paramNames } = source;
    const layer: Layer = {
      index, name, type, node, nameNode, typeNode, fields, param, paramNames,
      bottoms: source.bottoms.map((bottom): Connection => ({ name: bottom.name, node: bottom.node, blob: undefined })), tops: [],
    };
    layer.tops = source.tops.map((top, position): Connection =>
      ({ name: top.name, node: top.node, blob: { name: top.name, version: 0, order: 0, producer: layer, index: position, consumers: [] } }));
    this.connect(layer);
    return layer;
  }

  /** Wires the next layer of the net: its bottoms to what is there, its tops as the newest of their names. A layer of an earlier wiring keeps what is the same. */
  connect(layer: Layer): void {
    for (const bottom of layer.bottoms) this.connectBottom(layer, bottom);
    for (let index = 0; index < layer.tops.length; index++) this.connectTop(layer, layer.tops[index] as Connection, index);
  }

  private connectBottom(layer: Layer, bottom: Connection): void {
    const blob = this.current.get(bottom.name);
    if (blob === undefined) this.problems.push({ kind: 'unknown-bottom', layer, bottom });
    if (blob === bottom.blob) return;
    removeConsumer(bottom.blob, layer);
    bottom.blob = blob;
    if (blob !== undefined) addConsumer(blob, layer);
  }

  private connectTop(layer: Layer, top: Connection, index: number): void {
    const earlier = this.current.get(top.name);
    if (top.blob !== undefined) this.append(top.blob, earlier);
    if (earlier !== undefined && !isInPlace(layer, top, index)) {
      this.problems.push({ kind: 'top-produced-twice', layer, top, earlier, sharers: [] });
    }
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
