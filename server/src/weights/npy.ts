/** NumPy's `.npy` arrays, format versions 1 to 3. */
import { t } from '../l10n/text';
import { halfToFloat } from './half';

export type NpyArray =
  | { type: 'float32'; shape: readonly number[]; values: Float32Array }
  | { type: 'uint8'; shape: readonly number[]; values: Uint8Array };

/** Bytes that are no array that is read here; the message says what to do. */
export class NpyError extends Error {}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const alignment = 64;

interface NpyHeader {
  /** Bytes of a value. */
  size: 1 | 2 | 4 | 8;
  shape: number[];
  isFortran: boolean;
}

const sizes: Readonly<Record<string, NpyHeader['size'] | undefined>> = { '|u1': 1, '<f2': 2, '<f4': 4, '<f8': 8 };

/**
 * Reads an array of float16, float32, float64 or uint8. Doubles are rounded to float32, as pycaffe does; the values come in C order.
 * @throws NpyError for anything else
 */
export function readNpy(bytes: Uint8Array): NpyArray {
  if (!magic.every((byte, i) => bytes[i] === byte) || bytes.length < 10) throw new NpyError(t('it is not a .npy array'));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLong = view.getUint8(6) > 1;
  if (isLong && bytes.length < 12) throw new NpyError(t('the file is cut off in its header'));
  const start = isLong ? 12 : 10;
  const dataStart = start + (isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  const { size, shape, isFortran } = readHeader(new TextDecoder('latin1').decode(bytes.subarray(start, dataStart)));
  const length = shape.reduce((product, dim) => product * dim, size);
  if (dataStart + length > bytes.length) throw new NpyError(t`an array of shape (${shape.join(', ')}) needs ${length} bytes, but the file has ${Math.max(0, bytes.length - dataStart)}`);
  // A copy for alignment; `slice` would not copy a Buffer.
  const data = Uint8Array.from(bytes.subarray(dataStart, dataStart + length));
  if (size === 1) return { type: 'uint8', shape, values: isFortran ? inCOrder(data, shape, new Uint8Array(data.length)) : data };
  const values = floatReaders[size](data.buffer);
  return { type: 'float32', shape, values: isFortran ? inCOrder(values, shape, new Float32Array(values.length)) : values };
}

const floatReaders: Readonly<Record<2 | 4 | 8, (buffer: ArrayBuffer) => Float32Array>> = {
  2: (buffer) => Float32Array.from(new Uint16Array(buffer), halfToFloat),
  4: (buffer) => new Float32Array(buffer),
  8: (buffer) => Float32Array.from(new Float64Array(buffer)),
};

/** Fortran's order has the first axis closest together. @returns `result`, filled in C's order */
function inCOrder<Values extends Float32Array | Uint8Array>(values: Values, shape: readonly number[], result: Values): Values {
  const index = shape.map(() => 0);
  for (let at = 0; at < result.length; at++) {
    let from = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) from = from * (shape[axis] ?? 1) + (index[axis] ?? 0);
    result[at] = values[from] ?? 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = ((index[axis] ?? 0) + 1) % (shape[axis] ?? 1);
      if (index[axis] !== 0) break;
    }
  }
  return result;
}

function readHeader(header: string): NpyHeader {
  const descriptor = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const dims = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(header)?.[1];
  if (descriptor === undefined || order === undefined || dims === undefined) throw new NpyError(t('its header cannot be read'));
  const size = sizes[descriptor];
  if (!size) throw new NpyError(t`its values are of type '${descriptor}'. Save it as array.astype('float32')`);
  return { size, shape: [...dims.matchAll(/\d+/g)].map(([digits]) => Number(digits)), isFortran: order === 'True' };
}

/** Writes an array as format version 1: float32, uint8, or the bits of float16. `shape` may be empty: one value. */
export function writeNpy(shape: readonly number[], values: Float32Array | Uint8Array | Uint16Array): Uint8Array {
  const descriptor = values instanceof Float32Array ? '<f4' : values instanceof Uint16Array ? '<f2' : '|u1';
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${descriptor}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const headerLength = Math.ceil((10 + text.length + 1) / alignment) * alignment - 10;
  const bytes = new Uint8Array(10 + headerLength + values.byteLength);
  bytes.set(magic);
  bytes[6] = 1;
  new DataView(bytes.buffer).setUint16(8, headerLength, true);
  bytes.set(new TextEncoder().encode(`${text.padEnd(headerLength - 1)}\n`), 10);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 10 + headerLength);
  return bytes;
}
