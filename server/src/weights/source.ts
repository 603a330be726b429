/** Where bytes come from: the readers of weight files see this interface and never a file system. */

export interface ByteSource {
  /** Total length in bytes. */
  readonly size: number;
  /**
   * The bytes [offset, offset + length). The view is valid until the next read.
   * @throws RangeError where the range goes past `size`.
   */
  read(offset: number, length: number): Uint8Array;
}

/** Bytes that are in memory already. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(offset, length) {
      if (offset < 0 || offset + length > bytes.length) throw new RangeError(`bytes ${offset}+${length} of ${bytes.length}`);
      return bytes.subarray(offset, offset + length);
    },
  };
}
