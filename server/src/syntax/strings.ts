/** Decodes the quoted strings of the text format as protoc does: escapes, octal and hex bytes, Unicode. */
import { t, type Words } from '../l10n/text';
import { BACKSLASH, isHexDigit, isOctalDigit } from './characters';

const simpleEscapes: Record<string, string> = {
  a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', '?': '?', "'": "'", '"': '"',
};

/** Told of each escape that is wrong, with its range within the raw contents. */
export type EscapeFault = (start: number, end: number, message: Words) => void;

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
  onFault(start, start + 2, letter === 'x' ? t('"\\x" needs hexadecimal digits after it') : t`"\\${letter}" is no escape; a backslash itself is written "\\\\"`);
  return { end: start + 2, meaning: raw.slice(start, start + 2) };
}

function readByte(raw: string, start: number, base: number, most: number, accepts: (code: number) => boolean): Escape {
  let end = start;
  while (end < start + most && accepts(raw.charCodeAt(end))) end++;
  return { end, meaning: Number.parseInt(raw.slice(start, end), base) & 0xff };
}

/** `\u` and four digits, or `\U` and eight; protoc lets the latter pass up to 001fffff, beyond the last code point. */
function readCodePoint(raw: string, start: number, onFault: EscapeFault): Escape {
  const isLong = raw[start + 1] === 'U';
  const digits = (isLong ? /^00[01][0-9a-fA-F]{5}/ : /^[0-9a-fA-F]{4}/).exec(raw.slice(start + 2, start + 10))?.[0];
  if (digits === undefined) {
    onFault(start, start + 2, isLong ? t('"\\U" needs 8 hexadecimal digits after it, up to 0010ffff') : t('"\\u" needs 4 hexadecimal digits after it'));
    return { end: start + 2, meaning: raw.slice(start, start + 2) };
  }
  const codePoint = Number.parseInt(digits, 16);
  return { end: start + 2 + digits.length, meaning: codePoint > 0x10ffff ? '\ufffd' : String.fromCodePoint(codePoint) };
}

function join(pieces: (number | string)[]): string {
  if (!pieces.some((piece) => typeof piece === 'number' && piece > 0x7f)) {
    return pieces.map((piece) => (typeof piece === 'number' ? String.fromCharCode(piece) : piece)).join('');
  }
  const encoder = new TextEncoder();
  const bytes = pieces.flatMap((piece) => (typeof piece === 'number' ? [piece] : [...encoder.encode(piece)]));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}
