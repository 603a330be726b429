/** Which dialects could have written a block: what it uses, intersected, kept for as long as the parser keeps the block. */
import type { FieldNode, MessageNode, ScalarNode } from '../syntax/tree';
import { layerTypeDialects } from './data/layer-types';
import { everyDialect, maskOf, noDialect, type DialectMask } from './dialect-set';
import type { Variables } from './directives';
import { valuesOf } from './fields';
import { enumSchema, messageSchema, type FieldSchema, type FieldVariant } from './schema';
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
  /** The dialects that have all of it. */
  mask: DialectMask;
  uses: readonly Use[];
}

const noVariables: Variables = new Map();

/** Dialects in which the value can stand for an enum: those that know the name or number; all where it is open. */
function enumMask(value: ScalarNode, typeName: string): DialectMask {
  const schema = enumSchema(typeName);
  if (schema === undefined) return noDialect;
  if (value.form === 'identifier') return schema.values.get(value.value)?.mask ?? noDialect;
  if (value.form !== 'integer') return value.form === 'template' ? everyDialect : noDialect;
  const number = Number(value.value) * (value.negative ? -1 : 1);
  const fitting = [...schema.values.values()].flatMap(({ variants }) => variants.filter((variant) => variant.number === number));
  return fitting.reduce((mask, variant) => mask | variant.mask, noDialect);
}

/** Collects what one block uses. */
class UseReader {
  readonly uses: Use[] = [];

  /** The dialects that accept all of a message's fields. */
  message(node: MessageNode, typeName: string): DialectMask {
    const schema = messageSchema(typeName);
    if (schema === undefined) return noDialect;
    const seen = new Map<string, number>();
    let mask: DialectMask = everyDialect;
    for (const field of node.fields) {
      const count = (seen.get(field.name) ?? 0) + 1;
      seen.set(field.name, count);
      mask &= this.field(field, schema.fields.get(field.name), count > 1);
    }
    return mask;
  }

  field(field: FieldNode, schema: FieldSchema | undefined, isAgain: boolean): DialectMask {
    if (schema === undefined) return noDialect;
    const mustRepeat = isAgain || field.value?.kind === 'list';
    const fitting = schema.variants.filter((variant) => (variant.repeated || !mustRepeat) && this.fits(field, variant));
    const mask = fitting.reduce((all, variant) => all | variant.mask, noDialect);
    this.note({ path: `${schema.message}.${schema.name}`, mask, node: field, isSign: false });
    this.noteLayerType(field, schema);
    return fitting.reduce((all, variant) => all | (variant.mask & this.contents(field, variant)), noDialect);
  }

  /** True where every value has the form that the variant takes. */
  private fits(field: FieldNode, variant: FieldVariant): boolean {
    return valuesOf(field.value).every((value) => {
      if (value.kind === 'message') return variant.kind === 'message';
      return variant.kind !== 'message' && (variant.kind === 'enum' || readScalar(value, variant, noVariables).kind !== 'problem');
    });
  }

  /** The dialects that accept what stands inside a message, or the name of an enum value. */
  private contents(field: FieldNode, { kind, typeName = '' }: FieldVariant): DialectMask {
    if (kind !== 'message' && kind !== 'enum') return everyDialect;
    let mask: DialectMask = everyDialect;
    for (const value of valuesOf(field.value)) mask &= value.kind === 'message' ? this.message(value, typeName) : this.choice(field, value, typeName);
    return mask;
  }

  private choice(field: FieldNode, value: ScalarNode, typeName: string): DialectMask {
    const mask = enumMask(value, typeName);
    this.note({ path: `${typeName}.${value.value}`, mask, node: field, isSign: false });
    return mask;
  }

  private noteLayerType(field: FieldNode, { message, name }: FieldSchema): void {
    if (name !== 'type' || message !== 'LayerParameter' || field.value?.kind !== 'scalar') return;
    const type = field.value.value;
    const ids = Object.hasOwn(layerTypeDialects, type) ? layerTypeDialects[type] : undefined;
    if (ids === undefined) return;
    this.note({ path: `type ${type}`, mask: ids.reduce((all, id) => all | maskOf(id), noDialect), node: field, isSign: true });
  }

  private note(use: Use): void {
    if (use.mask === everyDialect || this.uses.some(({ path, mask }) => path === use.path && mask === use.mask)) return;
    this.uses.push(use);
  }
}

const known = new WeakMap<FieldNode, { root: string; use: BlockUse }>();

/** What a top-level block of a document with that root message uses. */
export function blockUse(block: FieldNode, root: string): BlockUse {
  const kept = known.get(block);
  if (kept?.root === root) return kept.use;
  const reader = new UseReader();
  const mask = reader.field(block, messageSchema(root)?.fields.get(block.name), false);
  const use = { mask, uses: reader.uses };
  known.set(block, { root, use });
  return use;
}
