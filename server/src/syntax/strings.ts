/** Decodes the quoted strings of the text format as protoc does: escapes, octal and hex bytes, Unicode. */
import { BACKSLASH, isHexDigit, isOctalDigit } from './characters';

const simpleEscapes: Record<string, string> = {
  a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', '?': '?', "'": "'", '"': '"',
};

/** Told of each escape that is wrong, with its range within the raw contents. */
export type EscapeFault = (start: number, end: number, message: string) => void;

interface Escape {
  end: number;
  /** A byte from an octal or hexadecimal escape, or text. */
  meaning: number | string;
}

/**
 * The contents of a string, `raw` being what stands between its quotes. Bytes written as octal or hex are taken
 * together as UTF-8; what is not valid UTF-8 becomes U+FFFD.
 */
export function unescape(raw: string, onFault: EscapeFault): string {
  if (!raw.includes('\\')) return raw;
  const pieces: (number | string)[] = [];
  let plainStart = 0;
  let position = 0;
  while (position < raw.length) {
    if (raw.charCodeAt(position) !== BACKSLASH) {
      position++;
      continue;
    }
    if (position > plainStart) pieces.push(raw.slice(plainStart, position));
    const escape = readEscape(raw, position, onFault);
    pieces.push(escape.meaning);
    position = plainStart = escape.end;
  }
  pieces.push(raw.slice(plainStart));
  return join(pieces);
}

function readEscape(raw: string, start: number, onFault: EscapeFault): Escape {
  const letter = raw[start + 1] ?? '';
  const simple = simpleEscapes[letter];
  if (simple !== undefined) return { end: start + 2, meaning: simple };
  if (isOctalDigit(letter.charCodeAt(0))) return readByte(raw, start + 1, 8, 3, isOctalDigit);
  if (letter === 'x' && isHexDigit(raw.charCodeAt(start + 2))) return readByte(raw, start + 2, 16, 2, isHexDigit);
  if (letter === 'u' || letter === 'U') return readCodePoint(raw, start, onFault);
  onFault(start, start + 2, letter === 'x' ? '"\\x" needs hexadecimal digits after it' : `"\\${letter}" is no escape; a backslash itself is written "\\\\"`);
  return { end: start + 2, meaning: raw.slice(start, start + 2) };
}

function readByte(raw: string, start: number, base: number, most: number, accepts: (code: number) => boolean): Escape {
  let end = start;
  while (end < start + most && accepts(raw.charCodeAt(end))) end++;
  return { end, meaning: Number.parseInt(raw.slice(start, end), base) & 0xff };
}

function readCodePoint(raw: string, start: number, onFault: EscapeFault): Escape {
  const length = raw[start + 1] === 'u' ? 4 : 8;
  const digits = raw.slice(start + 2, start + 2 + length);
  const codePoint = /^[0-9a-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : Infinity;
  if (codePoint <= 0x10ffff) return { end: start + 2 + length, meaning: String.fromCodePoint(codePoint) };
  onFault(start, start + 2, `"\\${raw[start + 1]}" needs ${length} hexadecimal digits after it${length === 8 ? ', up to 0010ffff' : ''}`);
  return { end: start + 2, meaning: raw.slice(start, start + 2) };
}

function join(pieces: (number | string)[]): string {
  if (!pieces.some((piece) => typeof piece === 'number' && piece > 0x7f)) {
    return pieces.map((piece) => (typeof piece === 'number' ? String.fromCharCode(piece) : piece)).join('');
  }
  const encoder = new TextEncoder();
  const bytes = pieces.flatMap((piece) => (typeof piece === 'number' ? [piece] : [...encoder.encode(piece)]));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}
