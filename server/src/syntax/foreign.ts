/** Says what is wrong with a character that may not stand outside strings and comments. */

const BYTE_ORDER_MARK = 0xfeff;

const known: Record<number, string> = {
  0x00: 'A NUL character',
  0xa0: 'A no-break space',
  0xfffd: 'A byte that is not UTF-8',
  0x200b: 'A zero-width space',
  0x2018: 'A typographic quote',
  0x2019: 'A typographic quote',
  0x201c: 'A typographic quote',
  0x201d: 'A typographic quote',
  0x3000: 'An ideographic space',
};

/** The message for a character of UTF-16 code `code` found at `offset` of the document. */
export function foreignCharacterMessage(code: number, offset: number): string {
  if (code === BYTE_ORDER_MARK && offset === 0) {
    return 'The file starts with a byte order mark, which Caffe cannot read: save it as UTF-8 without BOM.';
  }
  const name = known[code] ?? `The character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return `${name} cannot stand here: outside strings and comments only plain ASCII is allowed. Delete it.`;
}
