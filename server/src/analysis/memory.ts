/** How much memory the feature maps of a forward pass need: as Caffe keeps them, and at most at one time. */
import type { Blob } from '../net/net';
import { countOf } from '../net/shape';
import type { Analysis } from './analysis';

const bytesPerValue = 4;

export interface Memory {
  /** Bytes of all blobs, each storage once: Caffe keeps them all for the length of a run. Layers in place and views (Reshape, Split) add nothing. */
  allBlobs: number;
  /** The most bytes alive at one time, if each blob is given back after its last reader. */
  peak: number;
  /** The position in `net.layers` of the layer that runs at the peak; undefined for a net without layers. */
  peakLayer: number | undefined;
  /** Bytes of all weights, each shared blob once. */
  weights: number;
  /** False where sizes are not known; what is not known counts as nothing. */
  isComplete: boolean;
}

/** One allocation: a blob with all versions that layers make of it in place, and all views of it. */
interface Storage {
  bytes: number;
  /** Layers (by position) that first write it and last read it; -1 for an input, Infinity for an output. */
  from: number;
  to: number;
}

/** The blob whose memory this one has: the one that it was made of in place, or of which it is another view. */
function sourceOf({ producer, index, name }: Blob, { layers }: Analysis): Blob | undefined {
  const isView = producer !== undefined && layers[producer.index]?.definition?.sharesMemory?.(producer) === true;
  if (isView) return producer.bottoms[0]?.blob;
  const bottom = producer?.bottoms[index];
  return bottom?.name === name ? bottom.blob : undefined;
}

/** Outputs of the net live on. */
const lastUse = ({ consumers }: Blob): number => consumers.reduce((last, { index }) => Math.max(last, index), consumers.length === 0 ? Infinity : -1);

function storagesOf(analysis: Analysis): { storages: readonly Storage[]; isComplete: boolean } {
  const byBlob = new Map<Blob, Storage>();
  const storages: Storage[] = [];
  let isComplete = true;
  for (const blob of analysis.net.blobs) {
    const values = countOf(analysis.shapeOf(blob));
    isComplete &&= values !== undefined;
    const earlier = sourceOf(blob, analysis);
    const storage = (earlier && byBlob.get(earlier)) ?? { bytes: 0, from: blob.producer?.index ?? -1, to: -1 };
    if (earlier === undefined) storages.push(storage);
    storage.bytes = Math.max(storage.bytes, (values ?? 0) * bytesPerValue);
    storage.to = Math.max(storage.to, lastUse(blob));
    byBlob.set(blob, storage);
  }
  return { storages, isComplete };
}

/** Bytes in use while each layer runs. */
function profileOf(storages: readonly Storage[], layers: number): Float64Array {
  const changes = new Float64Array(layers + 1);
  for (const { bytes, from, to } of storages) {
    const [begin, end] = [Math.max(0, from), Math.min(to, layers - 1) + 1];
    changes[begin] = (changes[begin] ?? 0) + bytes;
    changes[end] = (changes[end] ?? 0) - bytes;
  }
  let alive = 0;
  return changes.slice(0, layers).map((change) => (alive += change));
}

/** The memory of one forward pass. Workspaces of convolutions are not counted: each engine has its own. */
export function memoryOf(analysis: Analysis): Memory {
  const { storages, isComplete } = storagesOf(analysis);
  const profile = profileOf(storages, analysis.layers.length);
  const peak = profile.reduce((most, bytes) => Math.max(most, bytes), 0);
  const peakLayer = profile.indexOf(peak);
  return {
    allBlobs: storages.reduce((total, { bytes }) => total + bytes, 0),
    peak, peakLayer: peakLayer < 0 ? undefined : peakLayer,
    weights: analysis.totals.parameters * bytesPerValue,
    isComplete: isComplete && analysis.totals.isComplete,
  };
}
