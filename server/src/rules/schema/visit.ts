/** What a schema rule looks at, one field or one message at a time, and the walk that shows it every one. */
import { maskOf } from '../../schema/dialect-set';
import { valuesOf } from '../../schema/fields';
import { fieldSchemaFor, messageSchema, type FieldSchema, type MessageSchema } from '../../schema/schema';
import { readScalar, type OpenValue, type ValueProblem } from '../../schema/values';
import type { FieldNode, MessageNode, ScalarNode } from '../../syntax/tree';
import { findingOf, type DocumentContext, type Finding, type Report, type RuleInfo } from '../rule';

/** A field, where it stands and what it is. */
export interface FieldVisit {
  field: FieldNode;
  /** The message that it stands in. */
  parent: MessageNode;
  message: MessageSchema;
  context: DocumentContext;
}

/** A field that the document's dialect has. */
export interface KnownFieldVisit extends FieldVisit {
  schema: FieldSchema;
}

/** A scalar that its field cannot take, or whose value the file leaves open. */
export interface OddScalar {
  node: ScalarNode;
  reading: ValueProblem | OpenValue;
}

export interface MessageVisit {
  node: MessageNode;
  message: MessageSchema;
  /** The field whose value the message is; undefined for the document as a whole. */
  owner: FieldNode | undefined;
  context: DocumentContext;
}

type Reporter = (report: Report) => void;

/**
 * A rule that looks at fields or messages by their schema. It says by the methods it has what it wants to see: a walk
 * through a large net comes by tens of thousands of fields, nearly all of them in order.
 */
export interface SchemaRule extends RuleInfo {
  /** Sees each message. */
  checkMessage?(visit: MessageVisit, report: Reporter): void;
  /** Sees each field that the document's dialect has. */
  checkField?(visit: KnownFieldVisit, report: Reporter): void;
  /** Sees each field that it lacks. */
  checkUnknown?(visit: FieldVisit, report: Reporter): void;
  /** Sees each field that stands in its message again. */
  checkAgain?(visit: KnownFieldVisit, earlier: FieldNode, report: Reporter): void;
  /** Sees each scalar that its field cannot take, or whose value the file leaves open. */
  checkScalar?(scalar: OddScalar, visit: KnownFieldVisit, report: Reporter): void;
}

type Check = 'checkMessage' | 'checkField' | 'checkUnknown' | 'checkAgain' | 'checkScalar';

/** Rules by what they want to see. */
type Table = Readonly<Record<Check, readonly (SchemaRule & Required<Pick<SchemaRule, Check>>)[]>>;

const tableOf = (rules: readonly SchemaRule[]): Table => {
  const having = (check: Check) => rules.filter((rule): rule is SchemaRule & Required<Pick<SchemaRule, Check>> => rule[check] !== undefined);
  return {
    checkMessage: having('checkMessage'), checkField: having('checkField'), checkUnknown: having('checkUnknown'),
    checkAgain: having('checkAgain'), checkScalar: having('checkScalar'),
  };
};

/** Shows the fields and messages of a block, or of the document itself, to all rules in one walk. */
class Walk {
  readonly findings: Finding[] = [];
  private rule: RuleInfo | undefined;

  constructor(
    private readonly table: Table,
    private readonly context: DocumentContext,
  ) {}

  private readonly report = (report: Report): void => {
    if (this.rule !== undefined) this.findings.push(findingOf(this.rule, report));
  };

  message(node: MessageNode, message: MessageSchema, owner: FieldNode | undefined): void {
    this.showMessage({ node, message, owner, context: this.context });
    const earlier = new Map<string, FieldNode>();
    for (const field of node.fields) {
      this.field(field, node, message);
      this.showAgain(field, node, message, earlier);
    }
  }

  field(field: FieldNode, parent: MessageNode, message: MessageSchema): void {
    if (field.name === '') return;
    const schema = fieldSchemaFor(message.name, field.name, this.context.dialect);
    if (schema === undefined) {
      this.showUnknown({ field, parent, message, context: this.context });
      return;
    }
    const visit = { field, parent, message, schema, context: this.context };
    for (const rule of this.table.checkField) {
      this.rule = rule;
      rule.checkField(visit, this.report);
    }
    if (schema.kind === 'message') this.contents(field, schema);
    else this.scalars(visit);
  }

  showMessage(visit: MessageVisit): void {
    for (const rule of this.table.checkMessage) {
      this.rule = rule;
      rule.checkMessage(visit, this.report);
    }
  }

  /** Shows the field if it is not the first of its name, and remembers it. */
  showAgain(field: FieldNode, parent: MessageNode, message: MessageSchema, seen: Map<string, FieldNode>): void {
    const earlier = seen.get(field.name);
    seen.set(field.name, field);
    const schema = earlier && fieldSchemaFor(message.name, field.name, this.context.dialect);
    if (schema === undefined || earlier === undefined) return;
    for (const rule of this.table.checkAgain) {
      this.rule = rule;
      rule.checkAgain({ field, parent, message, schema, context: this.context }, earlier, this.report);
    }
  }

  private showUnknown(visit: FieldVisit): void {
    for (const rule of this.table.checkUnknown) {
      this.rule = rule;
      rule.checkUnknown(visit, this.report);
    }
  }

  private contents(field: FieldNode, { typeName = '' }: FieldSchema): void {
    const message = messageSchema(typeName);
    if (message === undefined) return;
    for (const value of valuesOf(field.value)) if (value.kind === 'message') this.message(value, message, field);
  }

  private scalars(visit: KnownFieldVisit): void {
    const { field, schema, context: { dialect, variables } } = visit;
    const type = schema.typeName === undefined ? schema : { kind: schema.kind, typeName: schema.typeName, mask: maskOf(dialect) };
    for (const node of valuesOf(field.value)) {
      if (node.kind !== 'scalar') continue;
      const reading = readScalar(node, type, variables);
      if (reading.kind !== 'known') this.showScalar({ node, reading }, visit);
    }
  }

  private showScalar(scalar: OddScalar, visit: KnownFieldVisit): void {
    for (const rule of this.table.checkScalar) {
      this.rule = rule;
      rule.checkScalar(scalar, visit, this.report);
    }
  }
}

/** What rules find in one top-level block and all that stands in it. */
export function blockChecker(rules: readonly SchemaRule[]): (block: FieldNode, root: string, context: DocumentContext) => Finding[] {
  const table = tableOf(rules);
  return (block, root, context) => {
    const message = messageSchema(root);
    if (message === undefined) return [];
    const walk = new Walk(table, context);
    walk.field(block, context.tree.root, message);
    return walk.findings;
  };
}

/** What rules find in the document's outermost message itself, without looking into its blocks. */
export function rootChecker(rules: readonly SchemaRule[]): (root: string, context: DocumentContext) => Finding[] {
  const table = tableOf(rules);
  return (root, context) => {
    const message = messageSchema(root);
    if (message === undefined) return [];
    const walk = new Walk(table, context);
    const { root: node } = context.tree;
    walk.showMessage({ node, message, owner: undefined, context });
    const seen = new Map<string, FieldNode>();
    for (const field of node.fields) walk.showAgain(field, node, message, seen);
    return walk.findings;
  };
}
