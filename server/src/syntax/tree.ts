/** The syntax tree of a protobuf text-format document: every node knows where it stands; every text has one. */
import type { Words } from '../l10n/text';

/** A half-open range of UTF-16 offsets into the document. */
export interface SourceRange {
  start: number;
  end: number;
}

/**
 * How a scalar is written.
 * - `identifier`: `MAX`, `true`, `inf` (with `negative` for `-inf`)
 * - `integer`: decimal, hex or octal digits
 * - `float`: with point, exponent or `f` suffix
 * - `string`: one or several adjacent quoted parts
 * - `template`: a bare `${NAME}`, whose value the file does not know
 */
export type ScalarForm = 'identifier' | 'integer' | 'float' | 'string' | 'template';

export interface ScalarNode extends SourceRange {
  kind: 'scalar';
  form: ScalarForm;
  /** True when a `-` stands before it. */
  negative: boolean;
  /**
   * Identifier or digits as written (without `-`), the name between `${` and `}` of a template, or the decoded
   * contents of a string (escapes resolved, adjacent parts joined; bytes above 0x7f as UTF-8).
   */
  value: string;
}

export interface MessageNode extends SourceRange {
  kind: 'message';
  fields: FieldNode[];
  /** Offset of the closing `}` or `>`, or -1 where it is missing (and for the document's root). */
  close: number;
}

export interface ListNode extends SourceRange {
  kind: 'list';
  elements: (ScalarNode | MessageNode)[];
}

export type ValueNode = ScalarNode | MessageNode | ListNode;

export interface FieldNode extends SourceRange {
  kind: 'field';
  /** Empty where the name is missing or in brackets, which the tree's problems tell; consumers pass over such fields. */
  name: string;
  /** The name stands at [start, nameEnd). */
  nameEnd: number;
  /** Offset of the colon (or of the `=` that stands in its place), or -1. */
  colon: number;
  /** Undefined where the value is missing (`name:` at the end of a line). */
  value: ValueNode | undefined;
}

export interface Comment extends SourceRange {
  /** From `#` to the end of the line, exclusive. */
  text: string;
}

/** A violation of the text format, with the range to underline. */
export interface SyntaxProblem extends SourceRange {
  /** The rule's name within the group `syntax`, such as `missing-brace`. */
  code: string;
  message: Words;
  /** What a quick fix needs. */
  data?: Readonly<Record<string, string | number>>;
}

export interface SyntaxTree {
  text: string;
  /** The document as one message without braces. Its fields are the top-level blocks. */
  root: MessageNode;
  /** In document order. */
  comments: Comment[];
  /** In document order. */
  problems: SyntaxProblem[];
}
