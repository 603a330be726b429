/** Which class each character belongs to, so that the lexer decides by one look into a table. */

/** Control characters and everything beyond ASCII: none of it may stand outside strings and comments. */
export const FOREIGN = 0;
export const SPACE = 1;
export const LETTER = 2;
export const DIGIT = 3;
export const QUOTE = 4;
export const PUNCTUATION = 5;
export const HASH = 6;
export const DOT = 7;
export const DOLLAR = 8;
export const SLASH = 9;
/** Printable ASCII without a meaning in the text format. */
export const SYMBOL = 10;

export const NEWLINE = 10;
export const CARRIAGE_RETURN = 13;
export const BACKSLASH = 92;

const classes = new Uint8Array(128);

function assign(characters: string, characterClass: number): void {
  for (const character of characters) classes[character.charCodeAt(0)] = characterClass;
}

for (let code = 33; code < 127; code++) classes[code] = SYMBOL;
assign(' \t\n\v\f\r', SPACE);
assign('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_', LETTER);
assign('0123456789', DIGIT);
assign('"\'', QUOTE);
assign('{}<>[]:,;=-', PUNCTUATION);
assign('#', HASH);
assign('.', DOT);
assign('$', DOLLAR);
assign('/', SLASH);

/** The class of a UTF-16 code unit; not-a-number (beyond the end) counts as `FOREIGN`. */
export function classOf(code: number): number {
  return code < 128 ? (classes[code] as number) : FOREIGN;
}

/** Whether the code unit may stand inside an identifier. */
export function isWordCharacter(code: number): boolean {
  const characterClass = classOf(code);
  return characterClass === LETTER || characterClass === DIGIT;
}

/** `"` or `'`. */
export function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isOctalDigit(code: number): boolean {
  return code >= 48 && code <= 55;
}

export function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}
