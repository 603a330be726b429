/** Indexing of .caffemodel files: what real Caffe saved, every way to store a blob, and files that are none. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indexCaffemodel, isProblem, type CaffemodelIndex } from '../../server/src/weights/caffemodel';
import { openFile } from '../../server/src/weights/file';
import { memorySource, type ByteSource } from '../../server/src/weights/source';
import { halfToFloat } from '../../server/src/weights/half';
import { byteRangeOf, readValues, statisticsOf } from '../../server/src/weights/values';
import { golden, goldenCases } from '../support/golden';
import { root } from '../support/shared';

const indexOf = (bytes: Uint8Array): CaffemodelIndex => {
  const index = indexCaffemodel(memorySource(bytes));
  if (isProblem(index)) throw new Error(index.message);
  return index;
};

const problemOf = (bytes: Uint8Array) => {
  const result = indexCaffemodel(memorySource(bytes));
  return isProblem(result) ? result : undefined;
};

/** A V2 net of one layer `c` whose single blob is written by `write`. */
function oneBlob(write: (writer: BinaryWriter) => void): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(100, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.LengthDelimited).string('c');
  writer.tag(7, WireType.LengthDelimited).fork();
  write(writer);
  return writer.join().join().finish();
}

const shape = (writer: BinaryWriter, ...dims: number[]): void => {
  writer.tag(7, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).fork();
  for (const dim of dims) writer.int64(dim);
  writer.join().join();
};

const packed = (writer: BinaryWriter, field: number, bytes: Uint8Array): void => {
  writer.tag(field, WireType.LengthDelimited).bytes(bytes);
};

const floats = (...values: number[]): Uint8Array => new Uint8Array(new Float32Array(values).buffer);
const doubles = (...values: number[]): Uint8Array => new Uint8Array(new Float64Array(values).buffer);
const halves = (...bits: number[]): Uint8Array => new Uint8Array(new Uint16Array(bits).buffer);

describe('files that Caffe saved', () => {
  it.each(goldenCases().filter(({ weights }) => weights))('$name', ({ weights, meta }) => {
    const index = indexOf(readFileSync(weights ?? ''));
    const stored = new Map(index.layers.map((layer) => [layer.name, layer.blobs]));
    for (const [name, expected] of Object.entries(meta.params)) {
      const blobs = stored.get(name);
      if (!blobs) continue;
      expect(blobs.map(({ count }) => count)).toEqual(expected.map((dims) => dims.reduce((a, b) => a * b, 1)));
      for (const [i, blob] of blobs.entries()) {
        expect(blob.shape.slice(blob.legacy ? -(expected[i]?.length ?? 0) : 0).join('×')).toBe(expected[i]?.join('×'));
        expect(byteRangeOf(blob)?.length).toBe(4 * blob.count);
      }
    }
  });

  it('reads a 0-axis blob as one value, and legacy blobs as such', () => {
    const scalar = indexOf(oneBlob((writer) => packed(writer, 5, floats(3)))).layers[0]?.blobs[0];
    expect(scalar).toMatchObject({ shape: [], legacy: false, count: 1 });
    const legacy = indexOf(oneBlob((writer) => {
      for (const [i, dim] of [1, 1, 1, 2].entries()) writer.tag(i + 1, WireType.Varint).int32(dim);
      packed(writer, 5, floats(3, 4));
    })).layers[0]?.blobs[0];
    expect(legacy).toMatchObject({ shape: [1, 1, 1, 2], legacy: true, count: 2 });
  });

  it('takes num, channels, height and width before a BlobShape, as Caffe compares them', () => {
    const both = indexOf(oneBlob((writer) => {
      shape(writer, 77);
      for (const [i, dim] of [1, 1, 1, 2].entries()) writer.tag(i + 1, WireType.Varint).int32(dim);
      packed(writer, 5, floats(3, 4));
    })).layers[0]?.blobs[0];
    expect(both).toMatchObject({ shape: [1, 1, 1, 2], legacy: true, count: 2 });
  });
});

describe('ways to store values', () => {
  const forms: [string, (writer: BinaryWriter) => void, boolean][] = [
    ['packed float', (writer) => packed(writer, 5, floats(1, -2.5, 0)), true],
    ['float, one tag each', (writer) => [1, -2.5, 0].forEach((value) => writer.tag(5, WireType.Bit32).float(value)), false],
    ['float, packed in two parts', (writer) => { packed(writer, 5, floats(1)); packed(writer, 5, floats(-2.5, 0)); }, false],
    ['float, packed and single', (writer) => { packed(writer, 5, floats(1, -2.5)); writer.tag(5, WireType.Bit32).float(0); }, false],
    ['packed double', (writer) => packed(writer, 8, doubles(1, -2.5, 0)), false],
    ['double, one tag each', (writer) => [1, -2.5, 0].forEach((value) => writer.tag(8, WireType.Bit64).double(value)), false],
    ['NVIDIA half', (writer) => { writer.tag(10, WireType.Varint).int32(2); packed(writer, 12, halves(0x3c00, 0xc100, 0)); }, false],
    ['NVIDIA float', (writer) => { writer.tag(10, WireType.Varint).int32(1); packed(writer, 12, floats(1, -2.5, 0)); }, true],
    ['after unknown fields', (writer) => {
      writer.tag(77, WireType.Varint).int32(5).tag(78, WireType.StartGroup).tag(1, WireType.Varint).int32(1).tag(78, WireType.EndGroup);
      packed(writer, 5, floats(1, -2.5, 0));
    }, true],
  ];

  it.each(forms)('%s', (_name, write, inPlace) => {
    const bytes = oneBlob((writer) => { shape(writer, 3); write(writer); });
    const blob = indexOf(bytes).layers[0]?.blobs[0];
    if (!blob) throw new Error('no blob');
    expect([...readValues(memorySource(bytes), blob)]).toEqual([1, -2.5, 0]);
    expect(byteRangeOf(blob) !== undefined).toBe(inPlace);
  });

  it('counts a long run of single values', () => {
    const count = 30_000;
    const bytes = oneBlob((writer) => {
      for (let i = 0; i < count; i++) writer.tag(5, WireType.Bit32).float(i);
      shape(writer, count);
    });
    const blob = indexOf(bytes).layers[0]?.blobs[0];
    expect(blob?.runs).toHaveLength(1);
    expect(blob && readValues(memorySource(bytes), blob)[count - 1]).toBe(count - 1);
  });

  it.each([[0x0001, 2 ** -24], [0x7bff, 65504], [0x7c00, Infinity], [0xfc00, -Infinity], [0x8000, -0], [0x3555, 0.333251953125]])('half %i', (bits, value) => {
    expect(halfToFloat(bits)).toBe(value);
  });

  it('sums a blob up', () => {
    expect(statisticsOf(new Float32Array([1, 0, -3, NaN, Infinity]))).toEqual({ min: -3, max: 1, mean: -2 / 3, zeros: 0.2, notFinite: 2 });
  });
});

describe('files that are no weights', () => {
  const text = (content: string): Uint8Array => new TextEncoder().encode(content);
  const cases: [string, Uint8Array, string, RegExp][] = [
    ['an empty file', new Uint8Array(0), 'weights/empty', /empty/],
    ['HDF5', new Uint8Array([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'weights/hdf5', /HDF5.*BINARYPROTO/],
    ['a Git LFS pointer', text('version https://git-lfs.github.com/spec/v1\n'), 'weights/not-a-caffemodel', /git lfs pull/],
    ['a web page', text('<!DOCTYPE html><html></html>'), 'weights/not-a-caffemodel', /web page/],
    ['a prototxt', text('name: "net"\nlayer { }'), 'weights/not-a-caffemodel', /prototxt/],
    ['a picture', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), 'weights/not-a-caffemodel', /byte 0/],
    ['a message without layers', new BinaryWriter().tag(1, WireType.LengthDelimited).string('net').finish(), 'weights/empty', /no layers/],
  ];

  it.each(cases)('%s', (_name, bytes, code, message) => {
    const problem = problemOf(bytes);
    expect(problem?.code).toBe(code);
    expect(problem?.message).toMatch(message);
  });

  const flaws: [string, Uint8Array, string | undefined][] = [
    ['as many values as its shape says', oneBlob((writer) => { shape(writer, 2); packed(writer, 5, floats(1, 2)); }), undefined],
    ['too few values', oneBlob((writer) => { shape(writer, 4); packed(writer, 5, floats(1, 2)); }), 'a blob of shape 4 needs 4 values but has 2'],
    ['too many values', oneBlob((writer) => { shape(writer, 1); packed(writer, 5, floats(1, 2)); }), 'a blob of shape 1 needs 1 values but has 2'],
    ['no values', oneBlob((writer) => { shape(writer, 2, 3); }), 'a blob of shape 2×3 needs 6 values but has 0'],
    ['values of a broken length', oneBlob((writer) => packed(writer, 5, new Uint8Array(7))), '7 bytes of values are not a multiple of 4'],
    ['integers', oneBlob((writer) => { writer.tag(10, WireType.Varint).int32(3); packed(writer, 12, new Uint8Array(4)); }), 'a blob has raw data of type 3, which is not a floating-point type'],
  ];
  it.each(flaws)('a blob of %s leaves the rest of the file readable', (_name, bytes, flaw) => {
    expect(indexOf(bytes).layers[0]?.blobs[0]?.flaw).toBe(flaw);
  });

  it('names the last whole layer of a file that is cut off', () => {
    const bytes = readFileSync(golden('largefov_tiny', 'net.caffemodel'));
    expect(problemOf(bytes.subarray(0, bytes.length - 1000))).toMatchObject({ code: 'weights/truncated' });
    expect(problemOf(bytes.subarray(0, bytes.length - 1000))?.message).toMatch(/cut off: at byte \d+, after layer ".+"/);
  });
});

describe('any bytes at all', () => {
  const bytes = readFileSync(golden('bn_scale_bias', 'net.caffemodel'));
  let state = 12345;
  const random = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };

  it('every truncation gives an index of whole layers or a problem with a position', () => {
    for (let length = 0; length < bytes.length; length++) {
      const result = indexCaffemodel(memorySource(bytes.subarray(0, length)));
      if (isProblem(result)) expect(result.offset).toBeLessThanOrEqual(length);
      else for (const blob of result.layers.flatMap((layer) => layer.blobs)) readValues(memorySource(bytes.subarray(0, length)), blob);
    }
  });

  it('20,000 mutations give an index that can be read or a problem', () => {
    for (let round = 0; round < 20_000; round++) {
      const mutated = Uint8Array.from(bytes);
      for (let i = 0; i <= random(4); i++) mutated[random(mutated.length)] = random(256);
      const result = indexCaffemodel(memorySource(mutated));
      if (!isProblem(result)) for (const blob of result.layers.flatMap((layer) => layer.blobs)) readValues(memorySource(mutated), blob);
    }
  });

  it('random bytes are a problem', () => {
    for (let round = 0; round < 2000; round++) {
      const noise = Uint8Array.from({ length: 1 + random(300) }, () => random(256));
      expect(problemOf(noise)?.message).toMatch(/\.$/);
    }
  });
});

describe('large files', () => {
  /** `head`, then `gap` zero bytes, then `tail`: a file of several gigabytes that needs no disk. */
  function hollow(head: Uint8Array, gap: number, tail: Uint8Array): ByteSource & { bytesRead: number } {
    const at = (offset: number): number =>
      head[offset] ?? (offset < head.length + gap ? 0 : (tail[offset - head.length - gap] ?? 0));
    return {
      size: head.length + gap + tail.length,
      bytesRead: 0,
      read(offset, length) {
        this.bytesRead += length;
        return Uint8Array.from({ length }, (_, i) => at(offset + i));
      },
    };
  }

  it('a blob of 6 GB is indexed by its header alone', () => {
    const count = 1.5 * 2 ** 30;
    const shapeWriter = new BinaryWriter();
    shape(shapeWriter, count);
    const shapeBytes = shapeWriter.finish();
    const field = (number: number, length: number): Uint8Array => new BinaryWriter().tag(number, WireType.LengthDelimited).uint64(length).finish();
    const name = new BinaryWriter().tag(1, WireType.LengthDelimited).string('fc6').finish();
    const data = field(5, 4 * count);
    const blob = field(7, shapeBytes.length + data.length + 4 * count);
    const layer = field(100, name.length + blob.length + shapeBytes.length + data.length + 4 * count);
    const tail = oneBlob((writer) => packed(writer, 5, floats(7)));
    const source = hollow(Buffer.concat([layer, name, blob, shapeBytes, data]), 4 * count, tail);
    const index = indexCaffemodel(source);
    if (isProblem(index)) throw new Error(index.message);
    const [large, small] = index.layers.flatMap(({ blobs }) => blobs);
    expect(large && byteRangeOf(large)).toEqual({ offset: source.size - 4 * count - tail.length, length: 4 * count });
    expect(small && [...readValues(source, small)]).toEqual([7]);
    expect(source.bytesRead).toBeLessThan(10_000);
  });

  it('a file on disk reads like bytes in memory', () => {
    const path = golden('largefov_tiny', 'net.caffemodel');
    const file = openFile(path);
    expect(indexCaffemodel(file)).toEqual(indexOf(readFileSync(path)));
    file.close();
  });
});

describe('a net from the public', () => {
  it('MTCNN', () => {
    const index = indexOf(readFileSync(join(root, 'test/fixtures/mtcnn/det1.caffemodel')));
    const shapes = index.layers.filter(({ blobs }) => blobs.length > 0).map(({ name, blobs }) => `${name} ${blobs.map((blob) => blob.shape.join('×')).join(' ')}`);
    expect(shapes).toEqual(['conv1 10×3×3×3 10', 'PReLU1 10', 'conv2 16×10×3×3 16', 'PReLU2 16', 'conv3 32×16×3×3 32', 'PReLU3 32', 'conv4-1 2×32×1×1 2', 'conv4-2 4×32×1×1 4']);
  });
});
