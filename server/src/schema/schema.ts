/** What messages, fields and enums exist, in which dialects: the merged schema of all known Caffe forks. */
import type { Phrase, Words } from '../l10n/text';
import type { DialectId } from './dialects';
import type { DialectMask } from './dialect-set';
import { loadEnum, loadMessage, enumNames, messageNames } from './loading';

export { dialects, dialectNamed, defaultDialect, type Dialect, type DialectId } from './dialects';

export type FieldKind =
  | 'message' | 'enum' | 'bool' | 'string' | 'bytes'
  | 'int32' | 'uint32' | 'int64' | 'uint64' | 'float' | 'double';

/** What decides how a field may be written. */
export interface FieldForm {
  kind: FieldKind;
  /** The message or enum, by its name in this schema: `FillerParameter`, `PoolingParameter.PoolMethod`. */
  typeName?: string;
  repeated: boolean;
  mask: DialectMask;
}

/** What forks can disagree about in a field of one name. */
export interface FieldVariant extends FieldForm {
  number: number;
  required: boolean;
  /** An enum's default is the name of the value. Absent where the schema names none. */
  default?: number | string | boolean;
  dialects: ReadonlySet<DialectId>;
}

/**
 * A field of a message. Its own number, kind and label are those of the most preferred dialect that has it, unless it was
 * asked for in another; then its own dialects are those that define it alike.
 */
export interface FieldSchema extends FieldVariant {
  name: string;
  /** The message that it belongs to. */
  message: string;
  /** One entry for each way in which forks define it; the first is the preferred one. */
  variants: readonly FieldVariant[];
  /** The same without what only numbers or defaults tell apart: nearly always one. */
  forms: readonly FieldForm[];
  /** What it does and in what unit. */
  doc?: Phrase;
  /** What to use in its place, where the field is a relic; not every dialect has that. */
  deprecated?(this: void): Words;
}

/**
 * A message of the merged schema. DeepLab v1 and other forks of its time call the V1 layer `LayerParameter`; here it is
 * `V1LayerParameter` everywhere, and the nested one of 2013 is `V0LayerParameter`.
 */
export interface MessageSchema {
  name: string;
  fields: ReadonlyMap<string, FieldSchema>;
  /** The fields that at least one dialect requires. */
  required: readonly FieldSchema[];
  dialects: ReadonlySet<DialectId>;
  mask: DialectMask;
  doc?: Phrase;
}

export interface EnumValueSchema {
  name: string;
  /** The number in the most preferred dialect that has it. */
  number: number;
  /** Where forks number it differently. */
  variants: readonly { number: number; mask: DialectMask }[];
  mask: DialectMask;
  doc?: Phrase;
}

export interface EnumSchema {
  name: string;
  values: ReadonlyMap<string, EnumValueSchema>;
  mask: DialectMask;
  doc?: Phrase;
}

/** The message of that name, such as `ConvolutionParameter` or `NetParameter`; undefined where no fork has it. */
export const messageSchema = (name: string): MessageSchema | undefined => loadMessage(name);

/** The enum of that full name, such as `PoolingParameter.PoolMethod`; undefined where no fork has it. */
export const enumSchema = (name: string): EnumSchema | undefined => loadEnum(name);

/** The names of all messages and of all enums. */
export { enumNames, messageNames };

/** The field whatever the dialect; undefined where no fork has it. */
export const anyFieldSchema = (messageName: string, fieldName: string): FieldSchema | undefined =>
  loadMessage(messageName)?.fields.get(fieldName);

/** Fields that differ from the preferred variant, by dialect: made once, for they are asked for at every field of a file. */
const variantsByDialect = new Map<DialectId, WeakMap<FieldSchema, FieldSchema>>();

function asDefinedIn(field: FieldSchema, variant: FieldVariant, dialect: DialectId): FieldSchema {
  const made = variantsByDialect.get(dialect) ?? new WeakMap<FieldSchema, FieldSchema>();
  variantsByDialect.set(dialect, made);
  let own = made.get(field);
  if (own === undefined) {
    own = { name: field.name, message: field.message, variants: field.variants, forms: field.forms, ...variant, ...docsOf(field) };
    made.set(field, own);
  }
  return own;
}

const docsOf = ({ doc, deprecated }: FieldSchema): Pick<FieldSchema, 'doc' | 'deprecated'> => ({
  ...(doc === undefined ? {} : { doc }),
  ...(deprecated === undefined ? {} : { deprecated }),
});

/** The field as that dialect defines it; undefined where the dialect lacks it. */
export function fieldSchemaFor(messageName: string, fieldName: string, dialect: DialectId): FieldSchema | undefined {
  const field = anyFieldSchema(messageName, fieldName);
  if (field === undefined || !field.dialects.has(dialect)) return undefined;
  const [first] = field.variants;
  if (first === undefined || first.dialects.has(dialect)) return field;
  const variant = field.variants.find(({ dialects }) => dialects.has(dialect));
  return variant === undefined ? undefined : asDefinedIn(field, variant, dialect);
}

/** The name of the value with that number in a dialect; undefined where it has none. */
export function enumValueNumbered(schema: EnumSchema, number: number, mask: DialectMask): string | undefined {
  for (const value of schema.values.values()) {
    if (value.variants.some((variant) => variant.number === number && (variant.mask & mask) !== 0)) return value.name;
  }
  return undefined;
}
