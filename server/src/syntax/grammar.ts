/**
 * The grammar of the protobuf text format, and of the mistakes people make in it.
 *
 * It accepts every sequence of tokens whose braces match (braces.ts sees to that): a mistake is an alternative of its
 * own that reports a problem, so nothing is ever skipped in search of a place to go on.
 */
import { EmbeddedActionsParser, type TokenType } from 'chevrotain';
import type { ProblemList } from './problems';
import { unescape } from './strings';
import {
  Close, Colon, Comma, Equals, Float, Identifier, Integer, ListClose, ListOpen, Minus, Open, Other, Semicolon,
  StringPart, Template, type Token, allTokens,
} from './tokens';
import type { FieldNode, ListNode, MessageNode, ScalarForm, ScalarNode, ValueNode } from './tree';

/** The words that may stand after a minus sign. */
const negatableWords = /^(inf|infinity|nan)$/i;

class TextFormatParser extends EmbeddedActionsParser {
  text = '';
  problems!: ProblemList;

  constructor() {
    super(allTokens, { maxLookahead: 1, skipValidations: true });
    this.performSelfAnalysis();
  }

  readonly document = this.RULE('document', () => {
    const fields: FieldNode[] = [];
    this.SUBRULE(this.fields, { ARGS: [fields] });
    return fields;
  });

  private readonly fields = this.RULE('fields', (fields: FieldNode[] = []) => {
    this.MANY(() => this.OR([
      { ALT: () => fields.push(this.SUBRULE(this.field)) },
      { ALT: () => fields.push(this.SUBRULE(this.namelessMessage)) },
      { ALT: () => this.SUBRULE(this.extension, { ARGS: [fields] }) },
      { ALT: () => this.SUBRULE(this.strayTokens) },
    ]));
  });

  private readonly field = this.RULE('field', (): FieldNode => {
    const name = this.CONSUME(Identifier) as Token;
    const node = newField(name.image, name.startOffset, name.end);
    this.SUBRULE(this.fieldRest, { ARGS: [node] });
    return node;
  });

  /** What follows a field's name, and the separator that may end it. */
  private readonly fieldRest = this.RULE('fieldRest', (node = newField('', 0, 0)) => {
    const found = this.OPTION(() => this.OR([
      { ALT: () => this.SUBRULE(this.colonAndValue, { ARGS: [node] }) },
      { ALT: () => this.setValue(node, this.SUBRULE(this.message)) },
      { ALT: () => this.SUBRULE(this.equalsAndValue, { ARGS: [node] }) },
      { ALT: () => this.SUBRULE(this.valueWithoutColon, { ARGS: [node] }) },
      { ALT: () => this.SUBRULE(this.listWithoutColon, { ARGS: [node] }) },
    ]) ?? true);
    if (found === undefined) this.SUBRULE(this.wordWithoutColon, { ARGS: [node] });
    this.OPTION2(() => this.OR2([
      { ALT: () => this.CONSUME(Semicolon) },
      { ALT: () => this.CONSUME(Comma) },
    ]));
  });

  private readonly colonAndValue = this.RULE('colonAndValue', (node = newField('', 0, 0)) => {
    const colon = this.CONSUME(Colon) as Token;
    node.colon = colon.startOffset;
    node.end = colon.end;
    this.SUBRULE(this.value, { ARGS: [node] });
  });

  private readonly equalsAndValue = this.RULE('equalsAndValue', (node = newField('', 0, 0)) => {
    const equals = this.CONSUME(Equals) as Token;
    this.ACTION(() => this.problems.add('equals-sign', equals.startOffset, equals.end, `Use ":" instead of "=": \`${node.name}: ...\`.`));
    node.end = equals.end;
    this.SUBRULE(this.value, { ARGS: [node] });
  });

  private readonly value = this.RULE('value', (node = newField('', 0, 0)) => {
    const found = this.OPTION({
      GATE: () => !this.startsField(),
      DEF: () => this.OR([
        { ALT: () => this.setValue(node, this.SUBRULE(this.scalar)) },
        { ALT: () => this.setValue(node, this.SUBRULE(this.message)) },
        { ALT: () => this.setValue(node, this.SUBRULE(this.list)) },
        { ALT: () => this.SUBRULE(this.unreadableValue, { ARGS: [node] }) },
      ]) ?? true,
    });
    if (found === undefined) this.ACTION(() => this.reportMissingValue(node));
  });

  private readonly unreadableValue = this.RULE('unreadableValue', (node = newField('', 0, 0)) => {
    const other = this.CONSUME(Other) as Token;
    this.ACTION(() => {
      node.end = other.end;
      this.problems.add('invalid-value', other.startOffset, other.end, `\`${shorten(other.image)}\` is no value: text needs quotes around it, and a number has no "+" before it.`);
    });
  });

  private readonly valueWithoutColon = this.RULE('valueWithoutColon', (node = newField('', 0, 0)) => {
    const scalar = this.SUBRULE(this.scalar);
    this.ACTION(() => this.reportMissingColon(node, scalar));
    this.setValue(node, scalar);
  });

  private readonly listWithoutColon = this.RULE('listWithoutColon', (node = newField('', 0, 0)) => {
    const list = this.SUBRULE(this.list);
    this.ACTION(() => {
      if (list.elements.some((element) => element.kind === 'scalar')) this.reportMissingColon(node, list);
    });
    this.setValue(node, list);
  });

  /** `pool MAX`, where the word is no field of its own; else there is no value. */
  private readonly wordWithoutColon = this.RULE('wordWithoutColon', (node = newField('', 0, 0)) => {
    const word = this.OPTION({
      GATE: () => !this.startsField() && this.isOnSameLine(node.end),
      DEF: () => this.CONSUME(Identifier) as Token,
    });
    this.ACTION(() => {
      if (word === undefined) {
        this.reportMissingValue(node);
        return;
      }
      const scalar = newScalar('identifier', word.image, word.startOffset, word.end);
      this.reportMissingColon(node, scalar);
      this.setValue(node, scalar);
    });
  });

  private readonly scalar = this.RULE('scalar', (): ScalarNode => this.OR([
    { ALT: () => this.plain('identifier', this.CONSUME(Identifier) as Token) },
    { ALT: () => this.plain('integer', this.CONSUME(Integer) as Token) },
    { ALT: () => this.SUBRULE(this.string) },
    { ALT: () => this.plain('float', this.CONSUME(Float) as Token) },
    { ALT: () => this.template(this.CONSUME(Template) as Token) },
    { ALT: () => this.SUBRULE(this.negative) },
  ]));

  private readonly string = this.RULE('string', (): ScalarNode => {
    const first = this.CONSUME(StringPart) as Token;
    const node = newScalar('string', '', first.startOffset, first.end);
    this.ACTION(() => { node.value = this.contents(first); });
    this.MANY(() => {
      const part = this.CONSUME2(StringPart) as Token;
      this.ACTION(() => {
        node.value += this.contents(part);
        node.end = part.end;
      });
    });
    return node;
  });

  private readonly negative = this.RULE('negative', (): ScalarNode => {
    const minus = this.CONSUME(Minus) as Token;
    const node = this.OPTION({
      GATE: () => !this.startsField(),
      DEF: () => this.OR([
        { ALT: () => this.plain('integer', this.CONSUME(Integer) as Token) },
        { ALT: () => this.plain('float', this.CONSUME(Float) as Token) },
        { ALT: () => this.template(this.CONSUME(Template) as Token) },
        { ALT: () => this.plain('identifier', this.CONSUME(Identifier) as Token) },
      ]),
    }) ?? newScalar('integer', '', minus.end, minus.end);
    this.ACTION(() => {
      node.start = minus.startOffset;
      node.negative = true;
      const isNumber = node.value !== '' && (node.form !== 'identifier' || negatableWords.test(node.value));
      if (!isNumber) this.problems.add('minus-sign', node.start, node.end, 'A minus sign needs a number after it (or inf).');
    });
    return node;
  });

  private readonly message = this.RULE('message', (): MessageNode => {
    const open = this.CONSUME(Open) as Token;
    const fields: FieldNode[] = [];
    this.SUBRULE(this.fields, { ARGS: [fields] });
    const close = this.CONSUME(Close) as Token;
    return { kind: 'message', start: open.startOffset, end: close.end, fields, close: close.image === '' ? -1 : close.startOffset };
  });

  private readonly list = this.RULE('list', (): ListNode => {
    const open = this.CONSUME(ListOpen) as Token;
    const node = newList(open.startOffset, open.end);
    let comma: Token | undefined;
    let needsElement = true;
    this.MANY({
      GATE: () => !this.startsField(),
      DEF: () => this.OR([
        { ALT: () => {
          const element = this.SUBRULE(this.scalar);
          this.ACTION(() => this.addElement(node, element, needsElement));
          needsElement = false;
        } },
        { ALT: () => {
          const element = this.SUBRULE(this.message);
          this.ACTION(() => this.addElement(node, element, needsElement));
          needsElement = false;
        } },
        { ALT: () => {
          comma = this.CONSUME(Comma) as Token;
          this.ACTION(() => {
            if (needsElement) this.reportUnexpected(comma as Token);
            node.end = (comma as Token).end;
          });
          needsElement = true;
        } },
        { ALT: () => {
          const nested = this.CONSUME2(ListOpen) as Token;
          this.ACTION(() => this.problems.add('nested-list', nested.startOffset, nested.end, 'A list cannot stand inside a list.'));
        } },
      ]),
    });
    this.SUBRULE(this.listEnd, { ARGS: needsElement && comma ? [node, comma] : [node] });
    return node;
  });

  private readonly listEnd = this.RULE('listEnd', (node = newList(0, 0), trailingComma?: Token) => {
    const close = this.OPTION(() => this.CONSUME(ListClose) as Token);
    this.ACTION(() => {
      if (close === undefined) this.problems.add('missing-bracket', node.start, node.end, 'This list is not closed: add "]" at its end.');
      else node.end = close.end;
      if (close !== undefined && trailingComma !== undefined) this.reportUnexpected(trailingComma);
    });
  });

  private readonly namelessMessage = this.RULE('namelessMessage', (): FieldNode => {
    const message = this.SUBRULE(this.message);
    this.ACTION(() => this.problems.add('missing-name', message.start, message.start + 1, 'A field name is missing before this brace.'));
    const node = newField('', message.start, message.start);
    this.setValue(node, message);
    return node;
  });

  /** `[package.name] { ... }`, which the text format knows and Caffe does not. */
  private readonly extension = this.RULE('extension', (fields: FieldNode[] = []) => {
    const open = this.CONSUME(ListOpen) as Token;
    let end = open.end;
    this.MANY({
      GATE: () => !this.startsField(),
      DEF: () => {
        end = this.OR([
          { ALT: () => this.CONSUME(Identifier) as Token },
          { ALT: () => this.CONSUME(Other) as Token },
        ]).end;
      },
    });
    const close = this.OPTION(() => this.CONSUME(ListClose) as Token);
    this.ACTION(() => this.problems.add('extension-name', open.startOffset, close?.end ?? end, 'Caffe has no extensions: a field is named by a plain word, without brackets.'));
    const node = newField('', open.startOffset, open.startOffset);
    this.SUBRULE(this.extensionValue, { ARGS: [node] });
    if (node.value !== undefined) fields.push(node);
  });

  private readonly extensionValue = this.RULE('extensionValue', (node = newField('', 0, 0)) => {
    this.OPTION(() => { node.colon = (this.CONSUME(Colon) as Token).startOffset; });
    this.OPTION2({
      GATE: () => !this.startsField(),
      DEF: () => this.OR([
        { ALT: () => this.setValue(node, this.SUBRULE(this.scalar)) },
        { ALT: () => this.setValue(node, this.SUBRULE(this.message)) },
      ]),
    });
  });

  /** A run of tokens where a field's name should stand. */
  private readonly strayTokens = this.RULE('strayTokens', () => {
    const run: Token[] = [];
    this.AT_LEAST_ONE(() => {
      run.push(this.OR(strayTypes.map((type, index) => ({ ALT: () => this.consume(index, type) as Token }))));
    });
    this.ACTION(() => {
      const first = run[0] as Token;
      const last = run[run.length - 1] as Token;
      this.problems.add(...strayProblem(first, last));
    });
  });

  private plain(form: ScalarForm, token: Token): ScalarNode {
    return newScalar(form, token.image, token.startOffset, token.end);
  }

  private template(token: Token): ScalarNode {
    return newScalar('template', token.image.slice(2, -1), token.startOffset, token.end);
  }

  private setValue(node: FieldNode, value: ValueNode): void {
    node.value = value;
    node.end = value.end;
  }

  private addElement(node: ListNode, element: ScalarNode | MessageNode, hasComma: boolean): void {
    if (!hasComma) this.problems.add('missing-comma', element.start, element.start + 1, 'The values of a list need a comma between them.');
    node.elements.push(element);
    node.end = element.end;
  }

  private contents(part: Token): string {
    const { image, startOffset } = part;
    const isClosed = image.length > 1 && image[image.length - 1] === image[0];
    const raw = image.slice(1, isClosed ? -1 : undefined);
    return unescape(raw, (start, end, message) => {
      this.problems.add('escape', startOffset + 1 + start, startOffset + 1 + end, `${message}.`);
    });
  }

  /** Whether a new field starts at the next token, so that it cannot be a value. */
  private startsField(): boolean {
    if (this.LA(1).tokenType !== Identifier) return false;
    const next = this.LA(2).tokenType;
    return next === Colon || next === Open || next === Equals;
  }

  private isOnSameLine(end: number): boolean {
    return !this.text.slice(end, this.LA(1).startOffset).includes('\n');
  }

  private reportMissingColon(node: FieldNode, value: ValueNode): void {
    this.problems.add('missing-colon', value.start, value.end, `A colon is missing between \`${node.name}\` and its value.`);
  }

  private reportMissingValue(node: FieldNode): void {
    const what = node.name === '' ? 'This field' : `\`${node.name}\``;
    this.problems.add('missing-value', node.start, node.end, `${what} has no value: write one after a colon, or a block in braces.`);
  }

  private reportUnexpected(token: Token): void {
    this.problems.add('unexpected', token.startOffset, token.end, `Unexpected \`${token.image}\`: delete it.`);
  }
}

const strayTypes: TokenType[] = [
  Colon, Integer, Float, StringPart, Template, Minus, ListClose, Comma, Semicolon, Equals, Other,
];

function strayProblem(first: Token, last: Token): [code: string, start: number, end: number, message: string] {
  const looksLikeValue = first.tokenType !== Comma && first.tokenType !== Semicolon && first.tokenType !== ListClose;
  return looksLikeValue
    ? ['missing-name', first.startOffset, last.end, `A field name is missing before \`${shorten(first.image)}\`.`]
    : ['unexpected', first.startOffset, last.end, `Unexpected \`${first.image}\`: delete it.`];
}

function shorten(image: string): string {
  return image.length > 40 ? `${image.slice(0, 39)}…` : image;
}

function newField(name: string, start: number, nameEnd: number): FieldNode {
  return { kind: 'field', start, end: nameEnd, name, nameEnd, colon: -1, value: undefined };
}

function newList(start: number, end: number): ListNode {
  return { kind: 'list', start, end, elements: [] };
}

function newScalar(form: ScalarForm, value: string, start: number, end: number): ScalarNode {
  return { kind: 'scalar', start, end, form, negative: false, value };
}

let parser: TextFormatParser | undefined;

/** The fields that `tokens` (with matching braces) make up; mistakes go to `problems`. */
export function parseTokens(text: string, tokens: Token[], problems: ProblemList): FieldNode[] {
  parser ??= new TextFormatParser();
  parser.text = text;
  parser.problems = problems;
  parser.input = tokens;
  const fields = parser.document();
  parser.input = [];
  return fields;
}
