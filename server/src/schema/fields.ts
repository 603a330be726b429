/** The typed view of a message node for those who read nets: defaults filled in, enums by name, variables resolved. */
import type { FieldNode, MessageNode, ScalarNode, ValueNode } from '../syntax/tree';
import { defaultDialect, type DialectId } from './dialects';
import type { Variables } from './directives';
import { anyFieldSchema, enumSchema, fieldSchemaFor, type FieldSchema } from './schema';
import { readScalar, type ValueReading } from './values';

/** A number, or the symbol to show where the file does not know it (`NUM_LABELS`; `?` where the value is wrong). */
export type Quantity = number | string;

/** The symbol of a value that cannot be read. */
const unreadable = '?';

/** A value as it stands in the file, with the field that it belongs to. */
interface Occurrence {
  field: FieldNode;
  value: ScalarNode | MessageNode;
}

const emptyVariables: Variables = new Map();
const indexes = new WeakMap<MessageNode, ReadonlyMap<string, readonly Occurrence[]>>();

/** The values that a field stands for: one, or the elements of a short list. */
export function valuesOf(value: ValueNode | undefined): readonly (ScalarNode | MessageNode)[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.elements : [value];
}

/** A message of a few fields is searched faster than indexed, and nothing has to be kept for it. */
const fewFields = 32;
const nothing: readonly Occurrence[] = [];

function search(node: MessageNode, name: string): readonly Occurrence[] {
  let found: Occurrence[] | undefined;
  for (const field of node.fields) {
    if (field.name !== name) continue;
    found ??= [];
    for (const value of valuesOf(field.value)) found.push({ field, value });
  }
  return found ?? nothing;
}

function buildIndex(node: MessageNode): ReadonlyMap<string, readonly Occurrence[]> {
  const index = new Map<string, Occurrence[]>();
  for (const field of node.fields) {
    const found = valuesOf(field.value).map((value) => ({ field, value }));
    const known = index.get(field.name);
    if (known === undefined) index.set(field.name, found);
    else known.push(...found);
  }
  return index;
}

/** Values by field name, made once for each node: the parser replaces a node whose contents change. */
function indexOf(node: MessageNode): ReadonlyMap<string, readonly Occurrence[]> {
  let index = indexes.get(node);
  if (index === undefined) {
    index = buildIndex(node);
    indexes.set(node, index);
  }
  return index;
}

/**
 * The fields of one message, by name. Of several occurrences of a singular field the last one holds, as in the text
 * format's own semantics; repeated fields have all their occurrences in order, lists spread out. Asking for a field that
 * no dialect has is a bug and throws.
 */
export class Fields {
  /**
   * @param source the message, or undefined where the file does not have it: then every field has its default
   * @param type the message's name in the schema, such as `ConvolutionParameter`
   * @param dialect whose defaults hold where forks differ
   */
  constructor(
    readonly source: MessageNode | undefined,
    readonly type: string,
    readonly variables: Variables = emptyVariables,
    readonly dialect: DialectId = defaultDialect,
  ) {}

  /** True where the file gives the field at least one value. */
  has(name: string): boolean {
    return this.occurrences(name).length > 0;
  }

  /** True where some dialect's message has the field at all: others must not be asked for. */
  knows(name: string): boolean {
    return (fieldSchemaFor(this.type, name, this.dialect) ?? anyFieldSchema(this.type, name)) !== undefined;
  }

  /** The value of a number field; its default, or 0, where the file has none. */
  number(name: string): Quantity {
    const schema = this.schema(name);
    const last = this.occurrences(name).at(-1);
    if (last === undefined) return typeof schema.default === 'number' ? schema.default : 0;
    return this.quantity(last.value, schema);
  }

  /** All values of a repeated number field; of a singular one its value, or nothing where the file has none. */
  numbers(name: string): readonly Quantity[] {
    const schema = this.schema(name);
    return this.occurrences(name).map(({ value }) => this.quantity(value, schema));
  }

  /** The contents of a string, with known `${NAME}` replaced; the default, or the empty string, where the file has none. */
  text(name: string): string {
    const { default: otherwise } = this.schema(name);
    return this.texts(name).at(-1) ?? (typeof otherwise === 'string' ? otherwise : '');
  }

  texts(name: string): readonly string[] {
    const schema = this.schema(name);
    return this.occurrences(name).map(({ value }) => this.readable(value, schema, ''));
  }

  /** The truth value of a bool field; its default, or false, where the file has none or does not know it. */
  flag(name: string): boolean {
    const schema = this.schema(name);
    const otherwise = schema.default === true;
    const last = this.occurrences(name).at(-1);
    return last === undefined ? otherwise : this.truth(last.value, schema, otherwise);
  }

  flags(name: string): readonly boolean[] {
    const schema = this.schema(name);
    return this.occurrences(name).map(({ value }) => this.truth(value, schema, schema.default === true));
  }

  /** The name of an enum field's value, also where the file writes its number; the default, or the enum's first, otherwise. */
  choice(name: string): string {
    const schema = this.schema(name);
    const last = this.occurrences(name).at(-1);
    if (last !== undefined) return this.readable(last.value, schema, unreadable);
    return typeof schema.default === 'string' ? schema.default : firstValue(schema);
  }

  choices(name: string): readonly string[] {
    const schema = this.schema(name);
    return this.occurrences(name).map(({ value }) => this.readable(value, schema, unreadable));
  }

  /** The fields of a message; all at their defaults where the file does not have it. */
  message(name: string): Fields {
    return this.messages(name).at(-1) ?? this.inside(name, undefined);
  }

  /** The blocks of a field; none of a field that takes no blocks, whatever the file has. */
  messages(name: string): readonly Fields[] {
    if (this.schema(name).kind !== 'message') return [];
    return this.occurrences(name).flatMap(({ value }) => (value.kind === 'message' ? [this.inside(name, value)] : []));
  }

  /** The field's last occurrence: where to point. Undefined where the file does not have it. */
  node(name: string): FieldNode | undefined {
    return this.occurrences(name).at(-1)?.field;
  }

  /** All occurrences of the field, in order; one that is a list stands once. */
  nodes(name: string): readonly FieldNode[] {
    return [...new Set(this.occurrences(name).map(({ field }) => field))];
  }

  /** The field's values as they stand, lists spread out. */
  values(name: string): readonly (ScalarNode | MessageNode)[] {
    return this.occurrences(name).map(({ value }) => value);
  }

  /** The scalar nodes of a field, in order: where to point for each of `texts` or `numbers`. */
  scalars(name: string): readonly ScalarNode[] {
    return this.values(name).filter((value) => value.kind === 'scalar');
  }

  private occurrences(name: string): readonly Occurrence[] {
    if (this.source === undefined) return nothing;
    return this.source.fields.length <= fewFields ? search(this.source, name) : (indexOf(this.source).get(name) ?? nothing);
  }

  private schema(name: string): FieldSchema {
    const schema = fieldSchemaFor(this.type, name, this.dialect) ?? anyFieldSchema(this.type, name);
    if (schema === undefined) throw new Error(`No dialect has a field ${this.type}.${name}`);
    return schema;
  }

  private inside(name: string, node: MessageNode | undefined): Fields {
    const { typeName } = this.schema(name);
    if (typeName === undefined) throw new Error(`${this.type}.${name} is no message`);
    return new Fields(node, typeName, this.variables, this.dialect);
  }

  private read(value: ScalarNode | MessageNode, { kind, typeName }: FieldSchema): ValueReading {
    if (value.kind === 'message') return { kind: 'open', symbol: unreadable, isWord: false };
    return readScalar(value, { kind, ...(typeName === undefined ? {} : { typeName }) }, this.variables);
  }

  private quantity(value: ScalarNode | MessageNode, schema: FieldSchema): Quantity {
    const reading = this.read(value, schema);
    if (reading.kind === 'open') return reading.symbol;
    return reading.kind === 'known' && typeof reading.value === 'number' ? reading.value : unreadable;
  }

  /** Text of a string or enum value; what is written where the file does not know it, `otherwise` where it is wrong. */
  private readable(value: ScalarNode | MessageNode, schema: FieldSchema, otherwise: string): string {
    const reading = this.read(value, schema);
    if (reading.kind === 'open') return `\${${reading.symbol}}`;
    return reading.kind === 'known' && typeof reading.value === 'string' ? reading.value : otherwise;
  }

  private truth(value: ScalarNode | MessageNode, schema: FieldSchema, otherwise: boolean): boolean {
    const reading = this.read(value, schema);
    return reading.kind === 'known' && typeof reading.value === 'boolean' ? reading.value : otherwise;
  }
}

/** protobuf's default of an enum field without one: the value declared first, which Caffe's schemas number lowest. */
function firstValue({ typeName }: FieldSchema): string {
  const values = [...(enumSchema(typeName ?? '')?.values.values() ?? [])];
  return values.sort((a, b) => a.number - b.number)[0]?.name ?? unreadable;
}
