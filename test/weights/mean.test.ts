/** Means: what Caffe's compute_image_mean and NumPy write, and files that are none. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { channelMeans, readMean } from '../../server/src/weights/mean';
import { writeNpy } from '../../server/src/weights/npy';
import { memorySource } from '../../server/src/weights/source';

const floats = (count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => i / 2);

/** A BlobProto with legacy dimensions, as compute_image_mean writes it. */
function binaryproto(dims: readonly number[], values: Float32Array): Uint8Array {
  const writer = new BinaryWriter();
  for (const [i, dim] of dims.entries()) writer.tag(i + 1, WireType.Varint).int32(dim);
  return writer.tag(5, WireType.LengthDelimited).bytes(new Uint8Array(values.buffer)).finish();
}

const shapedBlob = new BinaryWriter()
  .tag(7, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).fork().int64(3).int64(1).int64(2).join().join()
  .tag(8, WireType.LengthDelimited).bytes(new Uint8Array(Float64Array.from(floats(6)).buffer)).finish();

describe('means', () => {
  const cases: [string, Uint8Array, [number, number, number]][] = [
    ['mean.binaryproto', binaryproto([1, 3, 2, 4], floats(24)), [3, 2, 4]],
    ['a BlobProto with a shape and doubles', shapedBlob, [3, 1, 2]],
    ['a .npy picture', writeNpy([3, 2, 4], floats(24)), [3, 2, 4]],
    ['a .npy picture with a batch axis', writeNpy([1, 3, 2, 4], floats(24)), [3, 2, 4]],
    ['a .npy of three channels', writeNpy([3], floats(3)), [3, 1, 1]],
  ];
  it.each(cases)('%s', (_name, bytes, [channels, height, width]) => {
    expect(readMean(memorySource(bytes))).toEqual({ channels, height, width, values: floats(channels * height * width) });
  });

  it('of each channel', () => {
    expect(channelMeans(readMean(memorySource(writeNpy([2, 1, 2], Float32Array.of(1, 3, 10, 30)))))).toEqual([2, 20]);
  });

  const refused: [string, Uint8Array, RegExp][] = [
    ['an empty file', new Uint8Array(0), /^it is empty$/],
    ['a blob cut off', binaryproto([1, 3, 2, 4], floats(24)).subarray(0, 50), /^it is not a mean\.binaryproto, or it is damaged: field 5 goes/],
    ['another file', new TextEncoder().encode('hello, world'), /not a mean\.binaryproto/],
    ['a matrix', writeNpy([2, 4], floats(8)), /^its shape is 2×4, and a mean has the shape channels×height×width/],
    ['a picture with its channels last', writeNpy([256, 256, 3], floats(256 * 256 * 3)), /^its shape is 256×256×3/],
    ['several pictures', writeNpy([2, 3, 1, 1], floats(6)), /^its shape is 2×3×1×1/],
    ['an array of integers', Uint8Array.from([...writeNpy([1], floats(1))].map((byte, i, all) => (String.fromCharCode(byte) === 'f' && all[i + 1] === 0x34 ? 0x69 : byte))), /type '<i4'/],
  ];
  it.each(refused)('refuses %s', (_name, bytes, message) => expect(() => readMean(memorySource(bytes))).toThrow(message));
});
