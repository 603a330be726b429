/** Writes .caffemodel files: V2 layers with named blobs of packed floats, as Caffe saves them. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export interface StoredBlob {
  shape: readonly number[];
  values: Iterable<number>;
}

function writeBlob(writer: BinaryWriter, { shape, values }: StoredBlob): void {
  writer.tag(7, WireType.LengthDelimited).fork();
  writer.tag(5, WireType.LengthDelimited).bytes(new Uint8Array(Float32Array.from(values).buffer));
  writer.tag(7, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).fork();
  for (const dim of shape) writer.int64(dim);
  writer.join().join().join();
}

/** @param layers the blobs of each layer, by its name */
export function caffemodelOf(layers: ReadonlyMap<string, readonly StoredBlob[]>): Uint8Array {
  const writer = new BinaryWriter();
  for (const [name, blobs] of layers) {
    writer.tag(100, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.LengthDelimited).string(name);
    for (const blob of blobs) writeBlob(writer, blob);
    writer.join();
  }
  return writer.finish();
}
