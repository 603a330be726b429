/** Says what is wrong with a character that may not stand outside strings and comments. */
import { phrase, say, t, type Phrase, type Words } from '../l10n/text';

const BYTE_ORDER_MARK = 0xfeff;

const names: Readonly<Record<number, Phrase>> = {
  0x00: phrase('A NUL character'),
  0xa0: phrase('A no-break space'),
  0xfffd: phrase('A byte that is not UTF-8'),
  0x200b: phrase('A zero-width space'),
  0x2018: phrase('A typographic quote'),
  0x2019: phrase('A typographic quote'),
  0x201c: phrase('A typographic quote'),
  0x201d: phrase('A typographic quote'),
  0x3000: phrase('An ideographic space'),
};

/** The message for a character of UTF-16 code `code` found at `offset` of the document. */
export function foreignCharacterMessage(code: number, offset: number): Words {
  if (code === BYTE_ORDER_MARK && offset === 0) {
    return t('The file starts with a byte order mark, which Caffe cannot read: save it as UTF-8 without BOM.');
  }
  const known = names[code];
  const name = known === undefined ? t`The character U+${code.toString(16).toUpperCase().padStart(4, '0')}` : say(known);
  return t`${name} cannot stand here: outside strings and comments only plain ASCII is allowed. Delete it.`;
}
