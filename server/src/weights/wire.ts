/** Walks the protobuf wire format in place: finds where fields lie without loading what they hold. */
import { t, type Words } from '../l10n/text';
import type { ByteSource } from './source';

/** Bytes that are not a well-formed message, with the position where that shows. Caught where a file is indexed. */
export class MalformedBytes extends Error {
  constructor(
    readonly offset: number,
    message: Words,
    /** True where the bytes end before the message does. */
    readonly truncated = false,
  ) {
    super(message);
  }
}

export const wireType = { varint: 0, fixed64: 1, bytes: 2, startGroup: 3, endGroup: 4, fixed32: 5 } as const;

/** One field of a message: its number, and where its payload lies. */
export interface WireField {
  number: number;
  type: number;
  /** Offset of the tag. */
  at: number;
  /** The payload is [start, end). */
  start: number;
  end: number;
  /** The value of a varint; 0 for the others. */
  value: number;
}

/** What one read fetches: a page holds the headers that surround most blobs. */
const pageBytes = 4096;
const maxGroupDepth = 64;

/** Reads single bytes and varints anywhere in a source, a page at a time. */
export class WireReader {
  private page = new Uint8Array(0);
  private pageStart = 0;

  constructor(readonly source: ByteSource) {}

  private byte(position: number): number {
    const inPage = this.page[position - this.pageStart];
    if (inPage !== undefined) return inPage;
    if (position >= this.source.size) throw new MalformedBytes(position, t('the file ends inside a number'), true);
    this.page = this.source.read(position, Math.min(pageBytes, this.source.size - position)).slice();
    this.pageStart = position;
    return this.page[0] ?? 0;
  }

  /** An unsigned varint at `position`, and the position after it. Exact up to 2^53; larger values lose low bits. */
  varint(position: number, end: number): { value: number; next: number } {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < 10; i++) {
      if (position + i >= end) throw new MalformedBytes(position, t('a number goes past the end of its message'), end === this.source.size);
      const byte = this.byte(position + i);
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return { value, next: position + i + 1 };
      factor *= 128;
    }
    throw new MalformedBytes(position, t('a number has more than ten bytes'));
  }

  /** The field whose tag is at `position`, in a message that ends at `end`. */
  field(position: number, end: number, depth = 0): WireField {
    const tag = this.varint(position, end);
    const number = Math.floor(tag.value / 8);
    const type = tag.value % 8;
    if (number < 1 || number > 0x1fffffff) throw new MalformedBytes(position, t`${number} is not a field number`);
    const field: WireField = { number, type, at: position, start: tag.next, end: tag.next, value: 0 };
    if (type === wireType.varint) {
      const { value, next } = this.varint(tag.next, end);
      return { ...field, value, end: next };
    }
    if (type === wireType.fixed64) field.end = tag.next + 8;
    else if (type === wireType.fixed32) field.end = tag.next + 4;
    else if (type === wireType.bytes) {
      const { value, next } = this.varint(tag.next, end);
      field.start = next;
      field.end = next + value;
    } else if (type === wireType.startGroup) field.end = this.groupEnd(tag.next, end, number, depth);
    else throw new MalformedBytes(position, t`${type} is not a wire type`);
    if (field.end <= end) return field;
    const missing = field.end - end;
    throw new MalformedBytes(position, t`field ${number} goes ${missing} bytes past the end of its message`, end === this.source.size);
  }

  private groupEnd(start: number, end: number, number: number, depth: number): number {
    if (depth >= maxGroupDepth) throw new MalformedBytes(start, t`groups are nested more than ${maxGroupDepth} deep`);
    let position = start;
    for (;;) {
      const tag = this.varint(position, end);
      if (tag.value === number * 8 + wireType.endGroup) return tag.next;
      position = this.field(position, end, depth + 1).end;
    }
  }

  /** The fields of the message [start, end), in file order. */
  *fields(start: number, end: number): Generator<WireField> {
    let position = start;
    while (position < end) {
      const field = this.field(position, end);
      yield field;
      position = field.end;
    }
  }

  /** UTF-8 text of a `bytes` field. */
  text(field: WireField): string {
    return new TextDecoder().decode(this.source.read(field.start, field.end - field.start));
  }
}
