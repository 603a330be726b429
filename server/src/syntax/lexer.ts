/** Cuts a text into tokens and comments; what is no token becomes a problem, and reading goes on. */
import type { TokenType } from 'chevrotain';
import { t, type Words } from '../l10n/text';
import {
  BACKSLASH, CARRIAGE_RETURN, DIGIT, DOLLAR, DOT, FOREIGN, HASH, LETTER, NEWLINE, PUNCTUATION, QUOTE, SLASH, SPACE,
  classOf, isDigit, isWordCharacter,
} from './characters';
import { MAX_DEPTH } from './depth';
import { foreignCharacterMessage } from './foreign';
import { endOfNumberLikeWord, scanNumber } from './numbers';
import { MAX_PROBLEMS, type ProblemList } from './problems';
import { placeMissingQuote } from './quotes';
import {
  Close, Colon, Float, Identifier, Integer, ListClose, ListOpen, Minus, Open, Other, Separator, StringPart, Template,
  Token,
} from './tokens';
import type { Comment, SyntaxProblem } from './tree';

/** A stretch ends at the first line after this many tokens where a field can start. */
const STRETCH = 1000;

/** A stretch of this many tokens need not end at a line. */
const LONG_STRETCH = 20_000;

/** Blocks open at the same time; beyond that, reading stops. */
export const MAX_OPEN = 2000;

/** Quotes that are put in on one line; a line with more faults is taken as it comes. */
const MAX_QUOTE_REPAIRS = 3;

/** A template with both braces, without the closing one, without the opening one. */
const templatePattern = /^\$(?:\{([^{}\s"'#]*)\}|\{([A-Za-z_]\w*)(?![\w}])|([A-Za-z_]\w*)\})/;

/** What a whole field can end with, if the next token is a word. */
const fieldEnds = new Set<TokenType>([Close, ListClose, Integer, Float, StringPart, Template, Separator]);

interface Punctuation {
  type: TokenType;
  image: string;
}

const punctuation: Punctuation[] = [];
for (const [image, type] of Object.entries({
  '{': Open, '<': Open, '}': Close, '>': Close, '[': ListOpen, ']': ListClose,
  ':': Colon, '=': Colon, ',': Separator, ';': Separator, '-': Minus,
})) punctuation[image.charCodeAt(0)] = { type, image };

/**
 * Reads a text in stretches of whole top-level fields, so that the tokens of one stretch can be forgotten before the
 * next is read: a long file then costs the garbage collector little.
 */
export class Lexer {
  readonly comments: Comment[] = [];
  /** The tokens of the current stretch. */
  tokens: Token[] = [];
  /** Blocks and lists that are open at the current place. */
  private depth = 0;
  private listDepth = 0;
  /** Braces that closed nothing. */
  private extraCloses = 0;
  /** Whether there are angle brackets (mend.ts checks that they do not close braces) or very many levels (depth.ts). */
  private isUnusual = false;
  private hasStopped = false;
  private position: number;
  private readonly hasNul: boolean;
  /** Before this place no quote is put in any more. */
  private repairedUntil: number;
  private repairs = 0;

  constructor(
    private readonly text: string,
    start: number,
    private readonly end: number,
    private readonly problems: ProblemList,
  ) {
    this.position = start;
    this.repairedUntil = start;
    this.hasNul = text.includes('\0');
  }

  /** Whether the braces read so far do not match, or at least were not seen to. */
  get needsMending(): boolean {
    return this.extraCloses > 0 || this.isUnusual || this.isTooDeep || (this.position >= this.end && this.depth > 0);
  }

  get isTooDeep(): boolean {
    return this.depth > MAX_OPEN;
  }

  /** Up to where the text was read: its end, or where going on had no point. */
  get readUntil(): number {
    return this.position;
  }

  /** Reads the next whole top-level fields into `tokens`; false at the end of the text. */
  readStretch(): boolean {
    this.tokens = [];
    this.read(STRETCH);
    return this.tokens.length > 0;
  }

  /** All tokens up to the end, or up to where more than `MAX_OPEN` blocks are open. */
  readAll(): Token[] {
    this.tokens = [];
    this.read(Infinity);
    return this.tokens;
  }

  private read(enough: number): void {
    const { text, end } = this;
    while (this.position < end && !this.hasStopped) {
      const code = text.charCodeAt(this.position);
      const characterClass = classOf(code);
      if (characterClass === SPACE) {
        this.position++;
      } else if (characterClass === LETTER) {
        if (this.tokens.length >= enough && this.isBetweenFields()) return;
        this.readWord();
      } else if (characterClass === PUNCTUATION) {
        const sign = punctuation[code] as Punctuation;
        if (sign.type === Open && this.tokens.length >= Math.max(enough, LONG_STRETCH) && this.isBetweenFields()) return;
        this.readPunctuation(sign);
      } else if (characterClass === DIGIT) {
        this.readNumber();
      } else if (characterClass === QUOTE) {
        this.readString(code);
      } else if (characterClass === HASH) {
        this.readComment();
      } else {
        this.readRare(characterClass);
      }
    }
  }

  /** Whether a top-level field has ended for sure, so that the word here starts another. */
  private isBetweenFields(): boolean {
    const last = this.tokens[this.tokens.length - 1];
    if (last === undefined || this.depth > 0 || this.listDepth !== 0 || !fieldEnds.has(last.tokenType)) return false;
    return this.tokens.length >= LONG_STRETCH || this.text.slice(last.end, this.position).includes('\n');
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

  private readPunctuation({ type, image }: Punctuation): void {
    if (type !== Open && type !== Close && this.text.startsWith(image, this.position + 1)) {
      this.readRun(image);
      return;
    }
    this.tokens.push(new Token(type, image, this.position, this.position + 1));
    this.position++;
    if (image === '<' || image === '>' || this.depth >= MAX_DEPTH) this.isUnusual = true;
    this.count(type, 1);
  }

  /** `,,,,` and the like, which can only be wrong, as one token. */
  private readRun(image: string): void {
    let end = this.position;
    while (end < this.end && this.text.startsWith(image, end)) end++;
    this.push(Other, end);
  }

  /** Keeps count of open braces and brackets when one is read (`step` 1) or taken back (-1). */
  private count(type: TokenType, step: number): void {
    if (type === Open) this.depth += step;
    else if (type === Close) this.depth -= step;
    else if (type === ListOpen) this.listDepth += step;
    else if (type === ListClose) this.listDepth -= step;
    else return;
    if (this.depth < 0) {
      this.depth = 0;
      this.extraCloses++;
    }
    if (this.isTooDeep || this.extraCloses > MAX_PROBLEMS) this.hasStopped = true;
  }

  private report(code: string, start: number, end: number, message: Words, data?: SyntaxProblem['data']): void {
    this.problems.report(code, start, end, message, data);
    if (this.problems.isFull) this.hasStopped = true;
  }

  private readNumber(): void {
    const { end, isFloat, fault } = scanNumber(this.text, this.position);
    if (fault === undefined) {
      this.push(isFloat ? Float : Integer, end);
      return;
    }
    const wordEnd = Math.max(end, endOfNumberLikeWord(this.text, this.position));
    const word = this.text.slice(this.position, wordEnd);
    this.report('number', this.position, wordEnd, t`\`${word}\` is not a number: ${fault}.`);
    this.push(/[A-Za-z_]\w*$/.test(word) ? Identifier : Integer, wordEnd);
  }

  private readString(quote: number): void {
    const { text, end } = this;
    let position = this.position + 1;
    for (; position < end; position++) {
      const code = text.charCodeAt(position);
      if (code === quote) {
        this.checkNul(position);
        this.push(StringPart, position + 1);
        return;
      }
      if (code === NEWLINE) break;
      if (code === BACKSLASH && text.charCodeAt(position + 1) !== NEWLINE) position++;
    }
    this.readUnclosedString(Math.min(position, end));
  }

  /** A quote is missing on the line that ends at `lineEnd`: finds out which, and goes on reading after its string. */
  private readUnclosedString(lineEnd: number): void {
    const { text } = this;
    const end = text.charCodeAt(lineEnd - 1) === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
    const lineStart = text.lastIndexOf('\n', this.position) + 1;
    if (lineStart > this.repairedUntil) this.repairs = 0;
    const from = Math.max(lineStart, this.repairedUntil);
    const quote = text[this.position] as string;
    const string = this.repairs < MAX_QUOTE_REPAIRS
      ? placeMissingQuote(text, from, this.position, end)
      : { start: this.position, end, isOpeningMissing: false };
    this.takeBack(string.start);
    this.report('unclosed-string', string.start, string.end, string.isOpeningMissing
      ? t`This string has no opening quote: add ${quote} before it.`
      : t`This string is not closed: add ${quote} at its end. A string cannot go on in the next line.`,
      { quote, lacks: string.isOpeningMissing ? 'start' : 'end' });
    this.position = string.start;
    this.push(StringPart, string.end);
    this.repairedUntil = this.position;
    this.repairs++;
  }

  /** Forgets the tokens and comments from `start` on. */
  private takeBack(start: number): void {
    for (let last = this.tokens.at(-1); last !== undefined && last.startOffset >= start; last = this.tokens.at(-1)) {
      this.count(last.tokenType, -1);
      this.tokens.pop();
    }
    while ((this.comments.at(-1)?.start ?? -1) >= start) this.comments.pop();
  }

  private readComment(): void {
    const newline = this.text.indexOf('\n', this.position);
    let end = newline === -1 || newline > this.end ? this.end : newline;
    if (this.text.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
    this.checkNul(end);
    this.comments.push({ start: this.position, end, text: this.text.slice(this.position, end) });
    this.position = end;
  }

  /** Strings and comments may hold any character but one. */
  private checkNul(end: number): void {
    if (!this.hasNul) return;
    const nul = this.text.slice(this.position, end).indexOf('\0');
    if (nul === -1) return;
    const start = this.position + nul;
    this.report('foreign-character', start, start + 1, t('A NUL character cannot stand in a prototxt, not even in a string or comment. Delete it.'));
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
    this.report('foreign-character', start, this.position, foreignCharacterMessage(first, start));
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
    this.report('comment-style', this.position, Math.min(end, lineEnd), t('Comments in a protobuf text file start with #: this is C++ style.'));
    this.position = end;
  }

  /** `${NAME}`; one of its braces may be missing. */
  private readDollar(): void {
    const [written, whole, unclosed, unopened] = templatePattern.exec(this.text.slice(this.position, this.position + 200)) ?? [];
    if (written === undefined) {
      this.readOther();
      return;
    }
    if (whole === undefined) {
      const name = unclosed ?? unopened ?? '';
      this.report('template', this.position, this.position + written.length, t`A template is written ${`\${${name}}`}: this one lacks the ${unclosed === undefined ? '{' : '}'}.`);
    }
    this.push(Template, this.position + written.length);
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
