/** Writes a `.caffemodel`: a NetParameter of the V2 generation with the layers that have weights, piece by piece. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export interface WrittenBlob {
  shape: readonly number[];
  /** In Caffe's memory order. */
  values: Float32Array;
}

export interface WrittenLayer {
  name: string;
  type: string;
  blobs: readonly WrittenBlob[];
}

/** Field numbers that all forks share. */
const netNumbers = { name: 1, layer: 100 };
const layerNumbers = { name: 1, type: 2, blobs: 7 };
const blobNumbers = { data: 5, shape: 7 };
const shapeDims = 1;

/** The bytes of a field of that length, up to its content. */
const opening = (number: number, length: number): Uint8Array => new BinaryWriter().tag(number, WireType.LengthDelimited).uint32(length).finish();

const text = (number: number, value: string): Uint8Array => new BinaryWriter().tag(number, WireType.LengthDelimited).string(value).finish();

function shapeField(shape: readonly number[]): Uint8Array {
  const writer = new BinaryWriter().tag(blobNumbers.shape, WireType.LengthDelimited).fork();
  writer.tag(shapeDims, WireType.LengthDelimited).fork();
  for (const dim of shape) writer.int64(dim);
  return writer.join().join().finish();
}

/** Values as they lie in memory; every platform of VS Code is little-endian, as the format is. */
const bytesOf = (values: Float32Array): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((total, { length }) => total + length, 0);

const field = (number: number, parts: readonly Uint8Array[]): Uint8Array[] => [opening(number, lengthOf(parts)), ...parts];

const blobParts = ({ shape, values }: WrittenBlob): Uint8Array[] =>
  field(layerNumbers.blobs, [shapeField(shape), opening(blobNumbers.data, values.byteLength), bytesOf(values)]);

/** The pieces of the file, in order. A layer's weights are asked for when its turn comes, and may be forgotten after it. */
export function* caffemodelPieces(name: string, layers: Iterable<WrittenLayer>): Generator<Uint8Array> {
  yield text(netNumbers.name, name);
  for (const { name: layerName, type, blobs } of layers) {
    yield* field(netNumbers.layer, [text(layerNumbers.name, layerName), text(layerNumbers.type, type), ...blobs.flatMap(blobParts)]);
  }
}
