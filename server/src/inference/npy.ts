/** NumPy's `.npy` arrays: float32 and uint8, C order, format versions 1 to 3. */

export type NpyArray =
  | { type: 'float32'; shape: readonly number[]; values: Float32Array }
  | { type: 'uint8'; shape: readonly number[]; values: Uint8Array };

/** Bytes that are no array that is read here; the message says what to do. */
export class NpyError extends Error {}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const alignment = 64;
const descriptors = { '<f4': 'float32', '|u1': 'uint8' } as const;

/** @throws NpyError for anything but a C-ordered float32 or uint8 array. */
export function readNpy(bytes: Uint8Array): NpyArray {
  if (!magic.every((byte, i) => bytes[i] === byte) || bytes.length < 10) throw new NpyError('it is not a .npy array');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLong = view.getUint8(6) > 1;
  if (isLong && bytes.length < 12) throw new NpyError('the file is cut off in its header');
  const start = isLong ? 12 : 10;
  const dataStart = start + (isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  const { type, shape } = readHeader(new TextDecoder('latin1').decode(bytes.subarray(start, dataStart)));
  const count = shape.reduce((product, dim) => product * dim, 1);
  const length = count * (type === 'float32' ? 4 : 1);
  if (dataStart + length > bytes.length) throw new NpyError(`an array of shape (${shape.join(', ')}) needs ${length} bytes, but the file has ${Math.max(0, bytes.length - dataStart)}`);
  // A copy for alignment; `slice` would not copy a Buffer.
  const data = Uint8Array.from(bytes.subarray(dataStart, dataStart + length));
  return type === 'float32' ? { type, shape, values: new Float32Array(data.buffer) } : { type, shape, values: data };
}

function readHeader(header: string): { type: NpyArray['type']; shape: number[] } {
  const descriptor = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const dims = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(header)?.[1];
  if (descriptor === undefined || order === undefined || dims === undefined) throw new NpyError('its header cannot be read');
  const type = descriptors[descriptor as keyof typeof descriptors] as NpyArray['type'] | undefined;
  if (!type) throw new NpyError(`its values are of type '${descriptor}'. Save it as array.astype('float32')`);
  if (order === 'True') throw new NpyError('it is in Fortran order. Save it as numpy.ascontiguousarray(array)');
  return { type, shape: [...dims.matchAll(/\d+/g)].map(([digits]) => Number(digits)) };
}

/** Writes an array as format version 1. `shape` may be empty: one value. */
export function writeNpy(shape: readonly number[], values: Float32Array | Uint8Array): Uint8Array {
  const descriptor = values instanceof Float32Array ? '<f4' : '|u1';
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
