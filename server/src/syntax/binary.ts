/** Tells a text from something that is none. */
import { t } from '../l10n/text';
import { FOREIGN, classOf } from './characters';
import type { SyntaxProblem } from './tree';

/** So much of a document is looked at. */
const SAMPLE = 8192;

/** A text has next to no control characters and undecodable bytes; a binary file decoded as UTF-8 is full of them. */
const MOST_FOREIGN = 0.05;

/** Fewer are told of one by one. */
const FEW_FOREIGN = 8;

/** The problem with a `text` that is not text at all, or undefined. */
export function findBinary(text: string): SyntaxProblem | undefined {
  const sample = text.slice(0, SAMPLE);
  let foreign = 0;
  let nul = 0;
  for (let index = 0; index < sample.length; index++) {
    const code = sample.charCodeAt(index);
    if (code === 0) nul++;
    if (code === 0xfffd || (code < 128 && classOf(code) === FOREIGN)) foreign++;
  }
  if (foreign <= Math.max(FEW_FOREIGN, sample.length * MOST_FOREIGN)) return undefined;
  const looksLikeUtf16 = nul > sample.length * 0.3 && nul < sample.length * 0.6;
  const advice = looksLikeUtf16
    ? t('It looks like UTF-16: save it as UTF-8.')
    : t('It looks like a binary file, perhaps a .caffemodel: open the net\'s .prototxt instead.');
  return { code: 'not-text', start: 0, end: Math.min(1, text.length), message: t`This is not a text prototxt. ${advice}` };
}
