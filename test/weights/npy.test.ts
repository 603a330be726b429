/** .npy arrays: what NumPy writes is read, what is written has NumPy's layout, and everything else is refused in words. */
import { describe, expect, it } from 'vitest';
import { readNpy, writeNpy } from '../../server/src/weights/npy';

/** A file with the given header text, version and data. */
function file(header: string, data: Uint8Array, version = 1): Uint8Array {
  const text = new TextEncoder().encode(`${header}\n`);
  const length = version === 1 ? [text.length & 0xff, text.length >> 8] : [text.length & 0xff, text.length >> 8, 0, 0];
  return Uint8Array.from([0x93, ...new TextEncoder().encode('NUMPY'), version, 0, ...length, ...text, ...data]);
}

const floats = (...values: number[]): Uint8Array => new Uint8Array(new Float32Array(values).buffer);

describe('reading', () => {
  const cases: [string, Uint8Array, unknown][] = [
    ['float32', file("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }", floats(1.5, -2)), { type: 'float32', shape: [1, 2], values: new Float32Array([1.5, -2]) }],
    ['uint8', file("{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }", Uint8Array.of(1, 2, 255)), { type: 'uint8', shape: [3], values: Uint8Array.of(1, 2, 255) }],
    ['one value without axes', file("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", floats(7)), { type: 'float32', shape: [], values: new Float32Array([7]) }],
    ['format version 2', file("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", floats(3), 2), { type: 'float32', shape: [1], values: new Float32Array([3]) }],
    ['doubles, rounded', file("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", new Uint8Array(new Float64Array([0.1, -2]).buffer)), { type: 'float32', shape: [2], values: new Float32Array([0.1, -2]) }],
    ['Fortran order', file("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", floats(0, 3, 1, 4, 2, 5)), { type: 'float32', shape: [2, 3], values: new Float32Array([0, 1, 2, 3, 4, 5]) }],
    ['Fortran order on three axes', file("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 1, 2), }", Uint8Array.of(0, 2, 1, 3)), { type: 'uint8', shape: [2, 1, 2], values: Uint8Array.of(0, 1, 2, 3) }],
    ['keys in another order', file("{'shape': (1L,), 'fortran_order': False, 'descr': '<f4'}", floats(3)), { type: 'float32', shape: [1], values: new Float32Array([3]) }],
  ];
  it.each(cases)('%s', (_name, bytes, expected) => expect(readNpy(bytes)).toEqual(expected));

  const refused: [string, Uint8Array, RegExp][] = [
    ['another file', new TextEncoder().encode('hello, world'), /not a \.npy array/],
    ['nothing', new Uint8Array(0), /not a \.npy array/],
    ['integers', file("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }", new Uint8Array(8)), /'<i8'.*astype\('float32'\)/],
    ['big-endian floats', file("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", new Uint8Array(4)), /'>f4'/],
    ['too few values', file("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }", floats(1, 2)), /needs 16 bytes, but the file has 8/],
    ['a header cut off', file("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }", floats(1)).subarray(0, 30), /header cannot be read/],
  ];
  it.each(refused)('refuses %s', (_name, bytes, message) => expect(() => readNpy(bytes)).toThrow(message));
});

describe('writing', () => {
  it.each([[[]], [[1]], [[2, 3]], [[1, 2, 1, 3]]])('shape %j comes back', (shape) => {
    const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i - 1.5);
    expect(readNpy(writeNpy(shape, values))).toEqual({ type: 'float32', shape, values });
  });

  it('aligns the data as NumPy does', () => {
    const bytes = writeNpy([2], Uint8Array.of(8, 9));
    expect(bytes.length).toBe(128 + 2);
    expect(new TextDecoder('latin1').decode(bytes.subarray(10, 128))).toMatch(/^\{'descr': '\|u1', 'fortran_order': False, 'shape': \(2,\), \} *\n$/);
  });
});
