/** Which dialects could have written a block: what it uses, intersected, kept for as long as the parser keeps the block. */
import { Attachment } from '../syntax/attachment';
import type { FieldNode, MessageNode, ScalarNode } from '../syntax/tree';
import { layerTypeDialects } from './data/layer-types';
import { everyDialect, maskOf, noDialect, type DialectMask } from './dialect-set';
import type { Variables } from './directives';
import { valuesOf } from './fields';
import { enumSchema, messageSchema, type EnumSchema, type FieldSchema, type FieldForm, type MessageSchema } from './schema';
import { readScalar } from './values';

/** One thing that not every dialect has: a field, an enum value, or a layer type. */
export interface Use {
  /** `ConvolutionParameter.hole`, `V1LayerParameter.LayerType.INTERP`, `type Interp`. */
  path: string;
  mask: DialectMask;
  node: FieldNode;
  /** True for a layer type, which no schema checks: it points at a dialect and rules none out. */
  isSign: boolean;
}

export interface BlockUse {
  /** The dialects that have all of it, as far as any dialect has it. */
  mask: DialectMask;
  uses: readonly Use[];
  /** True where something stands in it that no dialect has. */
  hasUnknown: boolean;
}

const noVariables: Variables = new Map();

/** Dialects in which the value can stand for an enum: those that know the name or number. */
function enumMask(value: ScalarNode, schema: EnumSchema): DialectMask {
  if (value.form === 'identifier') return schema.values.get(value.value)?.mask ?? noDialect;
  if (value.form !== 'integer') return value.form === 'template' ? schema.mask : noDialect;
  const number = Number(value.value) * (value.negative ? -1 : 1);
  const fitting = [...schema.values.values()].flatMap(({ variants }) => variants.filter((variant) => variant.number === number));
  return fitting.reduce((mask, variant) => mask | variant.mask, noDialect);
}

/** True where a value may stand in a field of that form. */
function fitsForm(value: ScalarNode | MessageNode, form: FieldForm): boolean {
  if (value.kind === 'message') return form.kind === 'message';
  return form.kind !== 'message' && (form.kind === 'enum' || readScalar(value, form, noVariables).kind !== 'problem');
}

/** Collects what one block uses. Runs over every field of a file when it is opened, so it allocates as little as it can. */
class UseReader {
  readonly uses: Use[] = [];
  hasUnknown = false;
  /** The mask noted last for a field, enum value or layer type. */
  private readonly noted = new Map<object | string, DialectMask>();

  /** The dialects that have all of a message's fields. */
  message(node: MessageNode, typeName: string): DialectMask {
    const schema = messageSchema(typeName);
    if (schema === undefined) return everyDialect;
    let mask: DialectMask = everyDialect;
    for (const field of node.fields) mask &= this.field(field, schema, node);
    return mask;
  }

  field(field: FieldNode, message: MessageSchema, parent: MessageNode | undefined): DialectMask {
    const schema = message.fields.get(field.name);
    if (schema === undefined) {
      this.hasUnknown = true;
      return everyDialect;
    }
    const fitting = schema.forms.length === 1 ? schema.forms : this.fittingForms(field, schema, parent);
    let own: DialectMask = noDialect;
    let deep: DialectMask = noDialect;
    for (const form of fitting) {
      own |= form.mask;
      deep |= form.mask & this.contents(field, form);
    }
    if (own !== message.mask) this.note(schema, own, field, () => `${schema.message}.${schema.name}`);
    if (schema.name === 'type' && schema.message === 'LayerParameter') this.noteLayerType(field);
    return deep;
  }

  /** The forms of a field that allow it as it stands; all where none does. */
  private fittingForms(field: FieldNode, schema: FieldSchema, parent: MessageNode | undefined): readonly FieldForm[] {
    const mustRepeat = field.value?.kind === 'list' || (parent?.fields.some((other) => other !== field && other.name === field.name) ?? false);
    const values = valuesOf(field.value);
    const fitting = schema.forms.filter((form) => (form.repeated || !mustRepeat) && values.every((value) => fitsForm(value, form)));
    return fitting.length === 0 ? schema.forms : fitting;
  }

  /** The dialects that have what stands inside a message, or the name of an enum value. */
  private contents(field: FieldNode, { kind, typeName = '' }: FieldForm): DialectMask {
    const { value } = field;
    if (value === undefined || (kind !== 'message' && kind !== 'enum')) return everyDialect;
    if (value.kind !== 'list') return this.value(field, value, typeName);
    return value.elements.reduce((mask, element) => mask & this.value(field, element, typeName), everyDialect);
  }

  private value(field: FieldNode, value: ScalarNode | MessageNode, typeName: string): DialectMask {
    if (value.kind === 'message') return this.message(value, typeName);
    const schema = enumSchema(typeName);
    const mask = schema === undefined ? noDialect : enumMask(value, schema);
    if (schema === undefined || mask === noDialect) return everyDialect;
    if (mask !== schema.mask) this.note(`${typeName}.${value.value}`, mask, field, () => `${typeName}.${value.value}`);
    return mask;
  }

  private noteLayerType(field: FieldNode): void {
    if (field.value?.kind !== 'scalar') return;
    const type = field.value.value;
    const ids = Object.hasOwn(layerTypeDialects, type) ? layerTypeDialects[type] : undefined;
    if (ids === undefined) return;
    this.note(type, ids.reduce((all, id) => all | maskOf(id), noDialect), field, () => `type ${type}`, true);
  }

  private note(key: object | string, mask: DialectMask, node: FieldNode, path: () => string, isSign = false): void {
    if (this.noted.get(key) === mask) return;
    this.noted.set(key, mask);
    this.uses.push({ path: path(), mask, node, isSign });
  }
}

const known = new Attachment<FieldNode, { root: string; use: BlockUse }>();

/** What a top-level block of a document with that root message uses. */
export function blockUse(block: FieldNode, root: string): BlockUse {
  const kept = known.get(block);
  if (kept?.root === root) return kept.use;
  const reader = new UseReader();
  const message = messageSchema(root);
  const mask = message === undefined ? everyDialect : reader.field(block, message, undefined);
  const use = { mask, uses: reader.uses, hasUnknown: reader.hasUnknown };
  known.set(block, { root, use });
  return use;
}
