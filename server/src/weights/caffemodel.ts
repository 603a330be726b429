/** The index of a `.caffemodel`: which layer has which blobs, and where in the file their values lie. */
import { t, type Words } from '../l10n/text';
import { indexBlob, type StoredBlob } from './blob';
import { recognize } from './recognize';
import type { ByteSource } from './source';
import { MalformedBytes, wireType, WireReader, type WireField } from './wire';

export interface StoredLayer {
  name: string;
  /** The type's name, or its enum number in a file of the V1 generation. Forks number differently, so it is for display only. */
  type: string | number;
  blobs: readonly StoredBlob[];
  /** Where the layer begins in the file. */
  offset: number;
}

export interface CaffemodelIndex {
  name: string;
  generation: 'V0' | 'V1' | 'V2';
  /** In file order. Layers that Caffe inserted (`Split`) are among them. */
  layers: readonly StoredLayer[];
}

/** Why a weights file cannot be used. */
export interface WeightsProblem {
  code: 'weights/unreadable' | 'weights/truncated' | 'weights/not-a-caffemodel' | 'weights/hdf5' | 'weights/empty';
  message: Words;
  /** The byte at which it shows. */
  offset: number;
}

/** Field numbers of the messages that hold a layer, by generation. */
interface LayerNumbers {
  generation: CaffemodelIndex['generation'];
  name: number;
  type: number;
  blobs: number;
  /** The field of a V1 layer that holds a whole V0 layer. */
  inner?: number;
}

const v0Layer: LayerNumbers = { generation: 'V0', name: 1, type: 2, blobs: 50 };
const v1Layer: LayerNumbers = { generation: 'V1', name: 4, type: 5, blobs: 6, inner: 1 };
const v2Layer: LayerNumbers = { generation: 'V2', name: 1, type: 2, blobs: 7 };
const netNumbers = { name: 1, v1Layers: 2, v2Layers: 100 };

interface Indexing {
  reader: WireReader;
  net: { name: string; generation: CaffemodelIndex['generation']; layers: StoredLayer[] };
}

/**
 * Reads the headers of a NetParameter, V0 to V2, and no weights.
 * Unknown fields are passed over, whatever they hold: the numbers of extensions differ between forks.
 */
export function indexCaffemodel(source: ByteSource): CaffemodelIndex | WeightsProblem {
  const foreign = recognize(source);
  if (foreign) return foreign;
  const indexing: Indexing = { reader: new WireReader(source), net: { name: '', generation: 'V2', layers: [] } };
  try {
    for (const field of indexing.reader.fields(0, source.size)) readNetField(indexing, field);
  } catch (error) {
    if (error instanceof MalformedBytes) return describe(error, indexing.net.layers, source.size);
    throw error;
  }
  if (indexing.net.layers.length > 0) return indexing.net;
  return {
    code: 'weights/empty',
    message: t('The weights file holds no layers: it is not a .caffemodel of a trained net. Choose the file that Caffe saved as *.caffemodel.'),
    offset: 0,
  };
}

/** Tells an index from a problem. */
export const isProblem = (result: CaffemodelIndex | WeightsProblem): result is WeightsProblem => 'code' in result;

function readNetField({ reader, net }: Indexing, field: WireField): void {
  if (field.type !== wireType.bytes) return;
  if (field.number === netNumbers.name) net.name = reader.text(field);
  const numbers = field.number === netNumbers.v2Layers ? v2Layer : field.number === netNumbers.v1Layers ? v1Layer : undefined;
  if (!numbers) return;
  net.generation = numbers.generation;
  net.layers.push(readLayer(reader, field, numbers));
  if (numbers.inner && net.layers.at(-1)?.name === '') upgradeV0({ reader, net }, field, numbers.inner);
}

/** A V0 file wraps every layer in a V1 one: `layers { layer { name … blobs … } }`. */
function upgradeV0({ reader, net }: Indexing, outer: WireField, inner: number): void {
  for (const field of reader.fields(outer.start, outer.end)) {
    if (field.number !== inner || field.type !== wireType.bytes) continue;
    net.generation = 'V0';
    net.layers[net.layers.length - 1] = readLayer(reader, field, v0Layer);
  }
}

function readLayer(reader: WireReader, message: WireField, numbers: LayerNumbers): StoredLayer {
  let name = '';
  let type: string | number = '';
  const blobs: StoredBlob[] = [];
  for (const field of reader.fields(message.start, message.end)) {
    if (field.number === numbers.name && field.type === wireType.bytes) name = reader.text(field);
    else if (field.number === numbers.type) type = field.type === wireType.bytes ? reader.text(field) : field.value;
    else if (field.number === numbers.blobs && field.type === wireType.bytes) blobs.push(indexBlob(reader, field));
  }
  return { name, type, blobs, offset: message.at };
}

function describe(error: MalformedBytes, layers: readonly StoredLayer[], size: number): WeightsProblem {
  const last = layers.at(-1);
  const where = last ? t`after layer "${last.name}"` : t('at the beginning');
  if (!error.truncated || !last) {
    return {
      code: 'weights/not-a-caffemodel',
      message: t`The weights file is not a .caffemodel, or it is damaged: at byte ${error.offset}, ${where}, ${error.message}. Choose another file or copy this one again.`,
      offset: error.offset,
    };
  }
  return {
    code: 'weights/truncated',
    message: t`The weights file is cut off: at byte ${error.offset}, ${where}, ${error.message}, and the file ends at byte ${size}. Copy or download it again.`,
    offset: error.offset,
  };
}
