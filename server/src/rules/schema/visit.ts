/** What a schema rule looks at, one field or one message at a time, and the walk that shows it every one. */
import { maskOf } from '../../schema/dialect-set';
import { valuesOf } from '../../schema/fields';
import { anyFieldSchema, fieldSchemaFor, messageSchema, type FieldSchema, type MessageSchema } from '../../schema/schema';
import { readScalar, type ValueReading } from '../../schema/values';
import type { FieldNode, MessageNode, ScalarNode } from '../../syntax/tree';
import { findingOf, type DocumentContext, type Finding, type Report, type RuleInfo } from '../rule';

/** A scalar and what it means for its field. */
export interface ScalarVisit {
  node: ScalarNode;
  reading: ValueReading;
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
  /** The scalar values, where the field takes scalars. */
  scalars: readonly ScalarVisit[];
  context: DocumentContext;
}

export interface MessageVisit {
  node: MessageNode;
  message: MessageSchema;
  /** The field whose value the message is; undefined for the document as a whole. */
  owner: FieldNode | undefined;
  context: DocumentContext;
}

/** A rule that looks at fields or messages by their schema. */
export interface SchemaRule extends RuleInfo {
  checkField?(visit: FieldVisit): Iterable<Report>;
  checkMessage?(visit: MessageVisit): Iterable<Report>;
}

function scalarsOf(field: FieldNode, schema: FieldSchema | undefined, { dialect, variables }: DocumentContext): readonly ScalarVisit[] {
  if (schema === undefined || schema.kind === 'message') return [];
  const { kind, typeName } = schema;
  const type = { kind, mask: maskOf(dialect), ...(typeName === undefined ? {} : { typeName }) };
  return valuesOf(field.value)
    .filter((value) => value.kind === 'scalar')
    .map((node) => ({ node, reading: readScalar(node, type, variables) }));
}

/** Shows all fields and messages of a document, or of a part of it, to all rules in one walk. */
class Walk {
  readonly findings: Finding[] = [];

  constructor(
    private readonly rules: readonly SchemaRule[],
    private readonly context: DocumentContext,
  ) {}

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
    const scalars = scalarsOf(field, schema, this.context);
    const visit = { field, parent, message, known, schema, earlier, scalars, context: this.context };
    for (const rule of this.rules) if (rule.checkField !== undefined) this.add(rule, rule.checkField(visit));
    return schema;
  }

  showMessage(visit: MessageVisit): void {
    for (const rule of this.rules) if (rule.checkMessage !== undefined) this.add(rule, rule.checkMessage(visit));
  }

  private contents(field: FieldNode, { typeName = '' }: FieldSchema): void {
    const message = messageSchema(typeName);
    if (message === undefined) return;
    for (const value of valuesOf(field.value)) if (value.kind === 'message') this.message(value, message, field);
  }

  private add(rule: RuleInfo, reports: Iterable<Report>): void {
    for (const report of reports) this.findings.push(findingOf(rule, report));
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
