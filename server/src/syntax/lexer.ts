/** Cuts a text into tokens and comments; what is no token becomes a problem, and reading goes on. */
import type { TokenType } from 'chevrotain';
import {
  BACKSLASH, CARRIAGE_RETURN, DIGIT, DOLLAR, DOT, FOREIGN, HASH, LETTER, NEWLINE, PUNCTUATION, QUOTE, SLASH, SPACE,
  classOf, isDigit, isWordCharacter,
} from './characters';
import { foreignCharacterMessage } from './foreign';
import { endOfNumberLikeWord, scanNumber } from './numbers';
import type { ProblemList } from './problems';
import {
  Close, Colon, Float, Identifier, Integer, ListClose, ListOpen, Minus, Open, Other, Separator, StringPart,
  Template, Token,
} from './tokens';
import type { Comment } from './tree';

/** The text format has no use for messages in messages this deep; it guards memory against a file of braces. */
export const MAX_OPEN = 2000;

const punctuation: Record<string, TokenType> = {
  '{': Open, '<': Open, '}': Close, '>': Close, '[': ListOpen, ']': ListClose,
  ':': Colon, ',': Separator, ';': Separator, '=': Colon, '-': Minus,
};

export interface Lexed {
  tokens: Token[];
  comments: Comment[];
  /** Where reading stopped because messages nest too deeply, or -1. */
  tooDeepAt: number;
}

/** The tokens and comments of `text` between `start` and `end`. */
export function tokenize(text: string, start: number, end: number, problems: ProblemList): Lexed {
  return new Lexer(text, start, end, problems).run();
}

class Lexer {
  private readonly tokens: Token[] = [];
  private readonly comments: Comment[] = [];
  private depth = 0;
  private position: number;

  constructor(
    private readonly text: string,
    start: number,
    private readonly end: number,
    private readonly problems: ProblemList,
  ) {
    this.position = start;
  }

  run(): Lexed {
    const { text, end } = this;
    while (this.position < end) {
      const code = text.charCodeAt(this.position);
      const characterClass = classOf(code);
      if (characterClass === SPACE) this.position++;
      else if (characterClass === LETTER) this.readWord();
      else if (characterClass === PUNCTUATION) this.readPunctuation();
      else if (characterClass === DIGIT) this.readNumber();
      else if (characterClass === QUOTE) this.readString(code);
      else if (characterClass === HASH) this.readComment();
      else this.readRare(characterClass);
      if (this.depth > MAX_OPEN) return { tokens: this.tokens, comments: this.comments, tooDeepAt: this.position - 1 };
    }
    return { tokens: this.tokens, comments: this.comments, tooDeepAt: -1 };
  }

  private push(type: TokenType, end: number): void {
    this.tokens.push(new Token(type, this.text.slice(this.position, end), this.position, end));
    this.position = end;
  }

  private readWord(): void {
    let end = this.position + 1;
    while (isWordCharacter(this.text.charCodeAt(end))) end++;
    this.push(Identifier, end);
  }

  private readPunctuation(): void {
    const type = punctuation[this.text[this.position] as string] as TokenType;
    if (type === Open) this.depth++;
    else if (type === Close && this.depth > 0) this.depth--;
    this.push(type, this.position + 1);
  }

  private readNumber(): void {
    const { end, isFloat, fault } = scanNumber(this.text, this.position);
    if (fault === undefined) {
      this.push(isFloat ? Float : Integer, end);
      return;
    }
    const wordEnd = Math.max(end, endOfNumberLikeWord(this.text, this.position));
    const word = this.text.slice(this.position, wordEnd);
    this.problems.report('number', this.position, wordEnd, `\`${word}\` is not a number: ${fault}.`);
    this.push(/[A-Za-z_]\w*$/.test(word) ? Identifier : Integer, wordEnd);
  }

  private readString(quote: number): void {
    const { text, end } = this;
    let position = this.position + 1;
    for (; position < end; position++) {
      const code = text.charCodeAt(position);
      if (code === quote) {
        this.push(StringPart, position + 1);
        return;
      }
      if (code === NEWLINE) break;
      if (code === BACKSLASH && text.charCodeAt(position + 1) !== NEWLINE) position++;
    }
    this.readUnclosedString(Math.min(position, end));
  }

  private readUnclosedString(lineEnd: number): void {
    const end = this.text.charCodeAt(lineEnd - 1) === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
    const quote = this.text[this.position] as string;
    this.problems.report('unclosed-string', this.position, end, `This string is not closed: add ${quote} at its end. A string cannot go on in the next line.`);
    this.push(StringPart, end);
  }

  private readComment(): void {
    const newline = this.text.indexOf('\n', this.position);
    let end = newline === -1 || newline > this.end ? this.end : newline;
    if (this.text.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
    this.comments.push({ start: this.position, end, text: this.text.slice(this.position, end) });
    this.position = end;
  }

  private readRare(characterClass: number): void {
    if (characterClass === FOREIGN) this.skipForeign();
    else if (characterClass === SLASH) this.readSlash();
    else if (characterClass === DOT && isDigit(this.text.charCodeAt(this.position + 1))) this.readNumber();
    else if (characterClass === DOLLAR) this.readDollar();
    else this.readOther();
  }

  private skipForeign(): void {
    const start = this.position;
    const first = this.text.charCodeAt(start);
    do this.position++;
    while (this.position < this.end && classOf(this.text.charCodeAt(this.position)) === FOREIGN);
    this.problems.report('foreign-character', start, this.position, foreignCharacterMessage(first, start));
  }

  private readSlash(): void {
    const next = this.text[this.position + 1];
    if (next !== '/' && next !== '*') {
      this.readOther();
      return;
    }
    const closing = next === '*' ? this.text.indexOf('*/', this.position + 2) : -1;
    const newline = this.text.indexOf('\n', this.position);
    const lineEnd = newline === -1 ? this.end : newline;
    const end = Math.min(closing === -1 ? lineEnd : closing + 2, this.end);
    this.problems.report('comment-style', this.position, Math.min(end, lineEnd), 'Comments in a protobuf text file start with #: this is C++ style.');
    this.position = end;
  }

  private readDollar(): void {
    const match = /^\$\{[^{}\s"'#]*\}/.exec(this.text.slice(this.position, this.position + 200));
    if (match) this.push(Template, this.position + match[0].length);
    else this.readOther();
  }

  /** A run of characters up to a space or punctuation, as one token. */
  private readOther(): void {
    let end = this.position + 1;
    for (; end < this.end; end++) {
      const characterClass = classOf(this.text.charCodeAt(end));
      if (characterClass === SPACE || characterClass === PUNCTUATION || characterClass === QUOTE || characterClass === HASH) break;
    }
    this.push(Other, end);
  }
}
