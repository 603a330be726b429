/** What a schema rule looks at, one field or one message at a time, and the walk that shows it every one. */
import { maskOf } from '../../schema/dialect-set';
import { valuesOf } from '../../schema/fields';
import { anyFieldSchema, fieldSchemaFor, messageSchema, type FieldSchema, type MessageSchema } from '../../schema/schema';
import { readScalar, type OpenValue, type ValueProblem } from '../../schema/values';
import type { FieldNode, MessageNode, ScalarNode } from '../../syntax/tree';
import { findingOf, type DocumentContext, type Finding, type Report, type RuleInfo } from '../rule';

/** A scalar that a field cannot take, or whose value the file leaves open. */
export interface OddScalar<Reading> {
  node: ScalarNode;
  reading: Reading;
}

export interface FieldVisit {
  field: FieldNode;
  /** The message that it stands in. */
  parent: MessageNode;
  message: MessageSchema;
  /** The field in any dialect. */
  known: FieldSchema | undefined;
  /** The field in the document's dialect. */
  schema: FieldSchema | undefined;
  /** The occurrence of the same field before this one. */
  earlier: FieldNode | undefined;
  /** The scalar values that the field cannot take. */
  problems: readonly OddScalar<ValueProblem>[];
  /** The values that the file leaves open: `${NAME}`, or a word for a number. */
  open: readonly OddScalar<OpenValue>[];
  context: DocumentContext;
}

export interface MessageVisit {
  node: MessageNode;
  message: MessageSchema;
  /** The field whose value the message is; undefined for the document as a whole. */
  owner: FieldNode | undefined;
  context: DocumentContext;
}

/** A rule that looks at fields or messages by their schema. A walk shows it tens of thousands, so it calls rather than returns. */
export interface SchemaRule extends RuleInfo {
  checkField?(visit: FieldVisit, report: (report: Report) => void): void;
  checkMessage?(visit: MessageVisit, report: (report: Report) => void): void;
}

type OddScalars = Pick<FieldVisit, 'problems' | 'open'>;

/** Nearly every scalar is in order, so nearly every field shares this. */
const nothingOdd: OddScalars = { problems: [], open: [] };

function oddScalars(field: FieldNode, schema: FieldSchema | undefined, { dialect, variables }: DocumentContext): OddScalars {
  if (schema === undefined || schema.kind === 'message') return nothingOdd;
  const type = schema.typeName === undefined ? schema : { kind: schema.kind, typeName: schema.typeName, mask: maskOf(dialect) };
  const problems: OddScalar<ValueProblem>[] = [];
  const open: OddScalar<OpenValue>[] = [];
  for (const node of valuesOf(field.value)) {
    if (node.kind !== 'scalar') continue;
    const reading = readScalar(node, type, variables);
    if (reading.kind === 'problem') problems.push({ node, reading });
    else if (reading.kind === 'open') open.push({ node, reading });
  }
  return problems.length + open.length === 0 ? nothingOdd : { problems, open };
}

/** Shows all fields and messages of a document, or of a part of it, to all rules in one walk. */
class Walk {
  readonly findings: Finding[] = [];
  private readonly rules: readonly { rule: SchemaRule; report: (report: Report) => void }[];

  constructor(
    rules: readonly SchemaRule[],
    private readonly context: DocumentContext,
  ) {
    this.rules = rules.map((rule) => ({ rule, report: (report) => this.findings.push(findingOf(rule, report)) }));
  }

  message(node: MessageNode, message: MessageSchema, owner: FieldNode | undefined): void {
    this.showMessage({ node, message, owner, context: this.context });
    const earlier = new Map<string, FieldNode>();
    for (const field of node.fields) {
      this.field(field, node, message, earlier.get(field.name));
      earlier.set(field.name, field);
    }
  }

  field(field: FieldNode, parent: MessageNode, message: MessageSchema, earlier: FieldNode | undefined): void {
    const schema = this.showField(field, parent, message, earlier);
    if (schema?.kind === 'message') this.contents(field, schema);
  }

  /** Shows a field to the rules, and returns its schema in the document's dialect. */
  showField(field: FieldNode, parent: MessageNode, message: MessageSchema, earlier: FieldNode | undefined): FieldSchema | undefined {
    const schema = fieldSchemaFor(message.name, field.name, this.context.dialect);
    const known = schema ?? anyFieldSchema(message.name, field.name);
    const { problems, open } = oddScalars(field, schema, this.context);
    const visit = { field, parent, message, known, schema, earlier, problems, open, context: this.context };
    for (const { rule, report } of this.rules) rule.checkField?.(visit, report);
    return schema;
  }

  showMessage(visit: MessageVisit): void {
    for (const { rule, report } of this.rules) rule.checkMessage?.(visit, report);
  }

  private contents(field: FieldNode, { typeName = '' }: FieldSchema): void {
    const message = messageSchema(typeName);
    if (message === undefined) return;
    for (const value of valuesOf(field.value)) if (value.kind === 'message') this.message(value, message, field);
  }
}

/** What the rules find in one top-level block and all that stands in it. */
export function walkBlock(rules: readonly SchemaRule[], block: FieldNode, root: string, context: DocumentContext): Finding[] {
  const message = messageSchema(root);
  if (message === undefined) return [];
  const walk = new Walk(rules, context);
  walk.field(block, context.tree.root, message, undefined);
  return walk.findings;
}

/**
 * What rules find in the document's outermost message without looking into its blocks: those of `message` see the message,
 * those of `again` see each field that stands there a second time.
 */
export function walkRoot(rules: { message: readonly SchemaRule[]; again: readonly SchemaRule[] }, root: string, context: DocumentContext): Finding[] {
  const message = messageSchema(root);
  if (message === undefined) return [];
  const whole = new Walk(rules.message, context);
  whole.showMessage({ node: context.tree.root, message, owner: undefined, context });
  const again = new Walk(rules.again, context);
  const earlier = new Map<string, FieldNode>();
  for (const field of context.tree.root.fields) {
    const before = earlier.get(field.name);
    if (before !== undefined) again.showField(field, context.tree.root, message, before);
    earlier.set(field.name, field);
  }
  return [...whole.findings, ...again.findings];
}
