/** Weight files on disk, read piece by piece. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from './source';

export interface FileSource extends ByteSource {
  /** Changes whenever the file's content may have changed: size and time of the last change. */
  readonly identity: string;
  close(): void;
}

/** The code of the error of a file that became shorter after it was opened. */
export const shortened = 'ESHORTENED';

/** Opens a file for reading. Offsets may exceed 2^32. @throws the file system's error where it cannot be opened. */
export function openFile(path: string): FileSource {
  const descriptor = openSync(path, 'r');
  const status = fstatSync(descriptor);
  if (status.isDirectory()) {
    closeSync(descriptor);
    throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' });
  }
  const { size, mtimeMs } = status;
  let buffer = new Uint8Array(0);
  let isOpen = true;
  return {
    size,
    identity: `${size}-${mtimeMs}`,
    read(offset, length) {
      if (offset < 0 || offset + length > size) throw new RangeError(`bytes ${offset}+${length} of ${size}`);
      if (buffer.length < length) buffer = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const count = readSync(descriptor, buffer, done, length - done, offset + done);
        if (count === 0) throw Object.assign(new Error(`${path} became shorter while it was read`), { code: shortened });
        done += count;
      }
      return buffer.subarray(0, length);
    },
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}
