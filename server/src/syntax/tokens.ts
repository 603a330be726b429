/** The words of the protobuf text format: token types for the grammar and the token that the lexer makes. */
import { createToken, type IToken, type TokenType } from 'chevrotain';

function word(name: string, label: string): TokenType {
  return createToken({ name, label, pattern: /never matched: lexer.ts makes the tokens/ });
}

export const Identifier = word('Identifier', 'a name');
export const Integer = word('Integer', 'an integer');
export const Float = word('Float', 'a number');
/** One quoted part; adjacent parts are joined by the grammar. */
export const StringPart = word('StringPart', 'a string');
/** A bare `${NAME}`. */
export const Template = word('Template', 'a template');
/** `{` or `<`. */
export const Open = word('Open', '{');
/** `}` or `>`; the grammar only sees those that match their opening. */
export const Close = word('Close', '}');
export const ListOpen = word('ListOpen', '[');
export const ListClose = word('ListClose', ']');
/** `:`, or a `=` that stands where a colon should. */
export const Colon = word('Colon', ':');
/** `,` or `;`. */
export const Separator = word('Separator', ',');
export const Minus = word('Minus', '-');
/** Anything that no text format has: `/path`, `+5`, `@`. */
export const Other = word('Other', 'text');

export const allTokens: TokenType[] = [
  Identifier, Integer, Float, StringPart, Template, Open, Close, ListOpen, ListClose,
  Colon, Separator, Minus, Other,
];

/** A token at [startOffset, end) of the document; `image` is empty for one that recovery put in. */
export class Token implements IToken {
  readonly tokenTypeIdx: number;

  constructor(
    readonly tokenType: TokenType,
    readonly image: string,
    readonly startOffset: number,
    readonly end: number,
  ) {
    this.tokenTypeIdx = tokenType.tokenTypeIdx as number;
  }
}
