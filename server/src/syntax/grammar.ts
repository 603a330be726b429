/**
 * The grammar of the protobuf text format, and of the mistakes people make in it.
 *
 * It accepts every sequence of tokens whose braces match (braces.ts sees to that): a mistake is an alternative of its
 * own that reports a problem, so no token is skipped in search of a place to go on. Alternatives are made once and
 * not inside the rules, because the rules run for every field of a document.
 */
import { EmbeddedActionsParser } from 'chevrotain';
import { isQuote } from './characters';
import * as mistakes from './mistakes';
import { newField, newList, newScalar } from './nodes';
import { ProblemList } from './problems';
import { unescape } from './strings';
import {
  Close, Colon, Float, Identifier, Integer, ListClose, ListOpen, Minus, Open, Other, Separator, StringPart, Template,
  Token, allTokens,
} from './tokens';
import type { FieldNode, ListNode, MessageNode, ScalarNode, SyntaxProblem, ValueNode } from './tree';

/** Stands for what should be a value and is none. */
const UNREADABLE = Symbol('unreadable value');

type Alternatives<Result> = { ALT: () => Result }[];

/** Thrown to leave the rules when there are so many mistakes that reading on is pointless. */
class Flood extends Error {}

/** The words that may stand after a minus sign. */
const negatableWord = /^(inf|infinity|nan)$/i;

class TextFormatParser extends EmbeddedActionsParser {
  text = '';
  problems = new ProblemList();
  /** The fields of the innermost open message. */
  private siblings: FieldNode[] = [];

  constructor() {
    super(allTokens, { maxLookahead: 1, skipValidations: true });
    this.performSelfAnalysis();
  }

  readonly document = this.RULE('document', () => this.readFields());

  private readonly message = this.RULE('message', (): MessageNode => {
    const open = this.CONSUME(Open) as Token;
    const fields = this.readFields();
    const close = this.CONSUME(Close) as Token;
    return { kind: 'message', start: open.startOffset, end: close.end, fields, close: close.image === '' ? -1 : close.startOffset };
  });

  private report(mistake: SyntaxProblem): void {
    this.problems.add(mistake);
    if (this.problems.isFull) throw new Flood();
  }

  private readFields(): FieldNode[] {
    const outer = this.siblings;
    const fields: FieldNode[] = [];
    this.siblings = fields;
    this.MANY(this.readItem);
    this.siblings = outer;
    return fields;
  }

  private readonly readItem = () => this.OR(this.itemAlternatives);

  private readonly itemAlternatives: Alternatives<void> = [
    { ALT: () => this.readField() },
    { ALT: () => this.SUBRULE(this.namelessMessage) },
    { ALT: () => this.SUBRULE(this.extension) },
    { ALT: () => this.SUBRULE(this.strayTokens) },
  ];

  private readField(): void {
    const name = this.CONSUME(Identifier) as Token;
    const field = newField(name.image, name.startOffset, name.end);
    this.siblings.push(field);
    this.readColonAndValue(field);
    this.OPTION2(this.readSeparator);
  }

  private readonly readColon = () => this.CONSUME(Colon) as Token;
  private readonly readSeparator = () => this.CONSUME(Separator);

  private readColonAndValue(field: FieldNode): void {
    const colon = this.OPTION(this.readColon);
    if (colon !== undefined) {
      field.colon = colon.startOffset;
      field.end = colon.end;
      if (colon.image === '=') this.report(mistakes.equalsSign(colon));
    }
    const value = this.lacksValue(field) ? undefined : this.OPTION1(this.readValue);
    if (value === undefined) this.report(mistakes.missingValue(field));
    else if (value !== UNREADABLE) this.setValue(field, value);
  }

  /** Whether the next token is a word, but one that starts a field of its own. */
  private lacksValue(field: FieldNode): boolean {
    const next = this.LA(1);
    if (next.tokenType !== Identifier) return false;
    return this.startsField() || (field.colon === -1 && !this.isOneLine(field.end, next.startOffset));
  }

  /** Whether the next token names a field, though it stands where a value should. */
  private startsField(): boolean {
    const [word, next] = [this.LA(1) as Token, this.LA(2) as Token];
    if (word.tokenType !== Identifier) return false;
    if (next.tokenType === Colon) return this.isOneLine(word.end, next.startOffset);
    return next.tokenType === Open && (this.isOneLine(word.end, next.startOffset) || !this.isOneLine((this.LA(0) as Token).end, word.startOffset));
  }

  private isOneLine(start: number, end: number): boolean {
    return !this.text.slice(start, end).includes('\n');
  }

  private setValue(field: FieldNode, value: ValueNode): void {
    field.value = value;
    field.end = value.end;
    if (field.colon >= 0 || value.kind === 'message') return;
    const isListOfMessages = value.kind === 'list' && value.elements.every((element) => element.kind === 'message');
    if (!isListOfMessages) this.report(mistakes.missingColon(field, value));
  }

  private readonly readValue = () => this.OR1(this.valueAlternatives);

  private readonly valueAlternatives: Alternatives<ValueNode | typeof UNREADABLE> = [
    { ALT: () => newScalar('identifier', this.CONSUME1(Identifier) as Token) },
    { ALT: () => newScalar('integer', this.CONSUME1(Integer) as Token) },
    { ALT: () => this.readString() },
    { ALT: () => this.SUBRULE1(this.message) },
    { ALT: () => newScalar('float', this.CONSUME1(Float) as Token) },
    { ALT: () => this.SUBRULE1(this.list) },
    { ALT: () => this.SUBRULE1(this.rareScalar) },
    { ALT: () => this.SUBRULE1(this.unreadableValue) },
  ];

  private readString(): ScalarNode {
    const first = this.CONSUME1(StringPart) as Token;
    const node = newScalar('string', first);
    node.value = this.contents(first);
    this.MANY1(() => {
      const part = this.CONSUME2(StringPart) as Token;
      node.value += this.contents(part);
      node.end = part.end;
    });
    return node;
  }

  private contents({ image, startOffset }: Token): string {
    const start = isQuote(image.charCodeAt(0)) ? 1 : 0;
    const end = image.length > start && isQuote(image.charCodeAt(image.length - 1)) ? image.length - 1 : image.length;
    return unescape(image.slice(start, end), (from, to, message) => {
      this.report(mistakes.escape(startOffset + start + from, startOffset + start + to, message));
    });
  }

  private readonly rareScalar = this.RULE('rareScalar', (): ScalarNode => this.OR(this.rareScalarAlternatives));

  private readonly rareScalarAlternatives: Alternatives<ScalarNode> = [
    { ALT: () => this.readTemplate() },
    { ALT: () => this.SUBRULE(this.negative) },
  ];

  private readTemplate(): ScalarNode {
    const token = this.CONSUME(Template) as Token;
    const node = newScalar('template', token);
    node.value = token.image.replace(/^\$\{?|\}$/g, '');
    return node;
  }

  private readonly negative = this.RULE('negative', (): ScalarNode => {
    const minus = this.CONSUME(Minus) as Token;
    const number = this.startsField() ? undefined : this.OPTION(this.readNegatable);
    const unsigned = number ?? newScalar('integer', new Token(Integer, '', minus.end, minus.end));
    const scalar = { ...unsigned, start: minus.startOffset, negative: true };
    const isNumber = scalar.value !== '' && (scalar.form !== 'identifier' || negatableWord.test(scalar.value));
    if (!isNumber) this.report(mistakes.minusSign(scalar));
    return scalar;
  });

  private readonly readNegatable = () => this.OR(this.negatableAlternatives);

  private readonly negatableAlternatives: Alternatives<ScalarNode> = [
    { ALT: () => newScalar('integer', this.CONSUME(Integer) as Token) },
    { ALT: () => newScalar('float', this.CONSUME(Float) as Token) },
    { ALT: () => newScalar('identifier', this.CONSUME(Identifier) as Token) },
    { ALT: () => this.readTemplate() },
  ];

  private readonly unreadableValue = this.RULE('unreadableValue', (): typeof UNREADABLE => {
    this.report(mistakes.unreadableValue(this.CONSUME(Other) as Token));
    return UNREADABLE;
  });

  private readonly list = this.RULE('list', (): ListNode => {
    const open = this.CONSUME(ListOpen) as Token;
    const list = newList(open);
    let comma: Token | undefined;
    this.MANY({
      GATE: () => !this.startsField(),
      DEF: () => {
        const item = this.OR(this.listAlternatives);
        if (!('tokenTypeIdx' in item)) {
          if (comma === undefined && list.elements.length > 0) this.report(mistakes.missingComma(item));
          list.elements.push(item);
          comma = undefined;
        } else if (item.tokenType === Separator) {
          this.checkSeparator(item, comma !== undefined || list.elements.length === 0);
          comma = item;
        } else {
          this.report(mistakes.nestedList(item));
        }
        list.end = 'end' in item ? item.end : list.end;
      },
    });
    const close = this.OPTION1(() => this.CONSUME(ListClose) as Token);
    if (close === undefined) this.report(mistakes.missingBracket(list, this.text));
    else if (comma !== undefined) this.report(mistakes.unexpected(comma));
    list.end = close?.end ?? list.end;
    return list;
  });

  private checkSeparator(separator: Token, isSuperfluous: boolean): void {
    if (isSuperfluous) this.report(mistakes.unexpected(separator));
    else if (separator.image === ';') this.report(mistakes.semicolonInList(separator));
  }

  private readonly listAlternatives: Alternatives<ScalarNode | MessageNode | Token> = [
    { ALT: () => newScalar('identifier', this.CONSUME1(Identifier) as Token) },
    { ALT: () => newScalar('integer', this.CONSUME1(Integer) as Token) },
    { ALT: () => newScalar('float', this.CONSUME1(Float) as Token) },
    { ALT: () => this.readString() },
    { ALT: () => this.SUBRULE1(this.rareScalar) },
    { ALT: () => this.SUBRULE1(this.message) },
    { ALT: () => this.CONSUME(Separator) as Token },
    { ALT: () => this.CONSUME2(ListOpen) as Token },
  ];

  private readonly namelessMessage = this.RULE('namelessMessage', (): void => {
    const isWritten = this.LA(1).image !== '';
    const message = this.SUBRULE(this.message);
    if (isWritten) this.report(mistakes.namelessMessage(message, this.text));
    const field = newField('', message.start, message.start);
    this.setValue(field, message);
    this.siblings.push(field);
  });

  /** `[package.name] { ... }`, which the text format knows and Caffe does not. */
  private readonly extension = this.RULE('extension', (): void => {
    const open = this.CONSUME(ListOpen) as Token;
    let last = open;
    this.MANY({
      GATE: () => !this.startsField(),
      DEF: () => { last = this.OR(this.extensionNameAlternatives); },
    });
    const close = this.OPTION(() => this.CONSUME(ListClose) as Token);
    this.report(mistakes.extensionName(open, (close ?? last).end));
    const field = newField('', open.startOffset, open.startOffset);
    field.colon = this.OPTION2(this.readColon)?.startOffset ?? -1;
    const value = this.startsField() ? undefined : this.OPTION1(this.readValue);
    if (value === undefined || value === UNREADABLE) return;
    field.value = value;
    field.end = value.end;
    this.siblings.push(field);
  });

  private readonly extensionNameAlternatives: Alternatives<Token> = [
    { ALT: () => this.CONSUME(Identifier) as Token },
    { ALT: () => this.CONSUME(Other) as Token },
  ];

  /** A run of tokens where the name of a field should stand. */
  private readonly strayTokens = this.RULE('strayTokens', (): void => {
    let first: Token | undefined;
    let last: Token | undefined;
    this.AT_LEAST_ONE(() => {
      last = this.OR(this.strayAlternatives);
      first ??= last;
    });
    this.ACTION(() => this.report(mistakes.strayTokens(first as Token, last as Token)));
  });

  private readonly strayAlternatives: Alternatives<Token> = [
    Colon, Integer, Float, StringPart, Template, Minus, ListClose, Separator, Other,
  ].map((type, index) => ({ ALT: () => this.consume(index, type) as Token }));
}

let parser: TextFormatParser | undefined;

/**
 * The fields that `tokens`, whose braces match, make up. Mistakes go to `problems`; if those are full, there are no
 * fields.
 */
export function parseTokens(text: string, tokens: Token[], problems: ProblemList): FieldNode[] {
  parser ??= new TextFormatParser();
  parser.text = text;
  parser.problems = problems;
  parser.input = tokens;
  try {
    return parser.document();
  } catch (error) {
    if (error instanceof Flood) return [];
    throw error;
  }
}
