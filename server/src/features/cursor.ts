/** What stands at an offset: the messages around it, the field, and the part of the field. */
import { rootMessages } from '../schema/document-kind';
import { anyFieldSchema, fieldSchemaFor, type FieldSchema } from '../schema/schema';
import type { FieldNode, MessageNode, ScalarNode } from '../syntax/tree';
import type { Snapshot } from './snapshot';

/** A message around the cursor. */
export interface Enclosing {
  node: MessageNode;
  /** Its name in the schema; undefined where no dialect knows it. */
  type: string | undefined;
  /** The field whose value it is; undefined for the document itself. */
  field: FieldNode | undefined;
}

export interface Cursor {
  offset: number;
  /** Outermost (the document) first. */
  enclosing: readonly Enclosing[];
  /** The message that holds the cursor: the last of `enclosing`. */
  inside: Enclosing;
  /** The field of that message on which the cursor stands. */
  field: FieldNode | undefined;
  /** The field in the document's dialect, or in any that has it. */
  schema: FieldSchema | undefined;
  on: 'name' | 'value' | 'nothing';
  /** The scalar under the cursor. */
  scalar: ScalarNode | undefined;
}

const holds = ({ start, end }: { start: number; end: number }, offset: number): boolean => start <= offset && offset <= end;

/** True strictly between the braces. */
const isInside = (node: MessageNode, offset: number): boolean =>
  node.start < offset && (node.close < 0 ? offset <= node.end : offset <= node.close);

/** The message below a field that the offset is in. */
function messageAt(field: FieldNode, offset: number): MessageNode | undefined {
  const { value } = field;
  if (value?.kind === 'message') return isInside(value, offset) ? value : undefined;
  if (value?.kind !== 'list') return undefined;
  return value.elements.find((element): element is MessageNode => element.kind === 'message' && isInside(element, offset));
}

function scalarAt({ value }: FieldNode, offset: number): ScalarNode | undefined {
  if (value?.kind === 'scalar') return holds(value, offset) ? value : undefined;
  if (value?.kind !== 'list') return undefined;
  return value.elements.find((element): element is ScalarNode => element.kind === 'scalar' && holds(element, offset));
}

/** The field as the document's dialect has it, or as any other has it. */
export function schemaOf(snapshot: Snapshot, type: string | undefined, name: string): FieldSchema | undefined {
  if (type === undefined) return undefined;
  return fieldSchemaFor(type, name, snapshot.context.dialect) ?? anyFieldSchema(type, name);
}

export function cursorAt(snapshot: Snapshot, offset: number): Cursor {
  const { kind } = snapshot.context;
  let inside: Enclosing = { node: snapshot.tree.root, type: kind === 'other' ? undefined : rootMessages[kind], field: undefined };
  const enclosing = [inside];
  for (;;) {
    const field = inside.node.fields.find((candidate) => holds(candidate, offset));
    const schema = field && schemaOf(snapshot, inside.type, field.name);
    const message = field && messageAt(field, offset);
    if (!field || !message) return { offset, enclosing, inside, field, schema, ...partAt(field, offset) };
    inside = { node: message, type: schema?.typeName, field };
    enclosing.push(inside);
  }
}

function partAt(field: FieldNode | undefined, offset: number): Pick<Cursor, 'on' | 'scalar'> {
  if (!field) return { on: 'nothing', scalar: undefined };
  if (offset <= field.nameEnd) return { on: 'name', scalar: undefined };
  return { on: 'value', scalar: scalarAt(field, offset) };
}
