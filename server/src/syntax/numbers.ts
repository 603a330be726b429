/** Reads one number as protoc's tokenizer does: decimal, octal, hexadecimal, with point, exponent and `f`. */
import { t } from '../l10n/text';
import { DIGIT, LETTER, classOf, isDigit, isHexDigit, isOctalDigit } from './characters';

export interface ScannedNumber {
  end: number;
  isFloat: boolean;
  /** What is wrong with it, if anything. */
  fault: string | undefined;
}

const DOT = 46;

/** The number that starts at `start` (a digit, or a dot before a digit) of `text`. */
export function scanNumber(text: string, start: number): ScannedNumber {
  const scanned = scanDigits(text, start);
  const code = text.charCodeAt(scanned.end);
  if (classOf(code) === LETTER) {
    return { ...scanned, fault: scanned.fault ?? t('a number and a name need a space between them') };
  }
  if (code === DOT) {
    return { ...scanned, fault: scanned.fault ?? t('a number has one decimal point at most, and none in hex, octal or after an exponent') };
  }
  return scanned;
}

function scanDigits(text: string, start: number): ScannedNumber {
  const next = text.charCodeAt(start + 1);
  if (text[start] === '0' && (next === 120 || next === 88)) {
    const end = skip(text, start + 2, isHexDigit);
    return { end, isFloat: false, fault: end === start + 2 ? t('"0x" needs hexadecimal digits after it') : undefined };
  }
  if (text[start] === '0' && isDigit(next)) {
    const octalEnd = skip(text, start + 1, isOctalDigit);
    const end = skip(text, octalEnd, isDigit);
    const fault = end > octalEnd ? t('a number with a leading zero is octal: it has digits 0 to 7 only') : undefined;
    return { end, isFloat: false, fault };
  }
  return scanDecimal(text, start);
}

function scanDecimal(text: string, start: number): ScannedNumber {
  let end = skip(text, start, isDigit);
  let isFloat = false;
  let fault: string | undefined;
  if (text.charCodeAt(end) === DOT) {
    isFloat = true;
    end = skip(text, end + 1, isDigit);
  }
  if (text[end] === 'e' || text[end] === 'E') {
    isFloat = true;
    const signed = text[end + 1] === '-' || text[end + 1] === '+';
    const digits = end + (signed ? 2 : 1);
    end = skip(text, digits, isDigit);
    if (end === digits) fault = t('an exponent needs digits');
  }
  if (text[end] === 'f' || text[end] === 'F') {
    isFloat = true;
    end++;
  }
  return { end, isFloat, fault };
}

function skip(text: string, from: number, accepts: (code: number) => boolean): number {
  let end = from;
  while (accepts(text.charCodeAt(end))) end++;
  return end;
}

/** The end of the run of digits, letters and dots from `start`: what a reader takes for one wrong word. */
export function endOfNumberLikeWord(text: string, start: number): number {
  return skip(text, start, (code) => {
    const characterClass = classOf(code);
    return characterClass === LETTER || characterClass === DIGIT || code === DOT;
  });
}
