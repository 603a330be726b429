/** Turns the schema's data lines into message and enum schemas, each when it is first asked for. */
import { enumData, messageData } from './data/index';
import { aboutOf, deprecationOf, docOf } from './docs/index';
import { dialectNamed } from './dialects';
import { everyDialect, maskOf, noDialect, setOf, type DialectMask } from './dialect-set';
import type { EnumSchema, EnumValueSchema, FieldForm, FieldKind, FieldSchema, FieldVariant, MessageSchema } from './schema';

const scalarKinds: ReadonlySet<string> = new Set<FieldKind>([
  'bool', 'string', 'bytes', 'int32', 'uint32', 'int64', 'uint64', 'float', 'double',
]);

const listedMasks = new Map<string, DialectMask>();

/** The mask of a list of dialects such as `bvlc ssd`. Few lists recur in many lines. */
function listedMask(list: string): DialectMask {
  let mask = listedMasks.get(list);
  if (mask === undefined) {
    mask = list.split(' ').reduce((all, id) => all | maskNamed(id), noDialect);
    listedMasks.set(list, mask);
  }
  return mask;
}

function maskNamed(id: string): DialectMask {
  const dialect = dialectNamed(id);
  if (dialect === undefined) throw new Error(`The schema's data names an unknown dialect: ${id}`);
  return maskOf(dialect.id);
}

/** The mask of `-a b` (all of `whole` but those) or `a b`; all of `whole` where nothing is written. */
function maskFrom(text: string | undefined, whole: DialectMask): DialectMask {
  if (text === undefined) return whole;
  return text.startsWith('-') ? whole & ~listedMask(text.slice(1)) : listedMask(text);
}

/** The mask of a definition's first line (`@ bvlc ssd`), and its other lines. */
function splitHead(text: string): { mask: DialectMask; lines: string[] } {
  const lines = text.trim().split('\n');
  const head = lines[0] ?? '';
  return head.startsWith('@ ') ? { mask: maskFrom(head.slice(2), everyDialect), lines: lines.slice(1) } : { mask: everyDialect, lines };
}

/** `pad 3 repeated uint32 = 0 @ bvlc ssd`: name, number, label, `enum`, type, default, dialects. */
const fieldLine = /^(\S+) (\d+) (?:(repeated|required) )?(enum )?(\S+)(?: = (.*?))?(?: @ (.*))?$/;

function readDefault(text: string, kind: FieldKind): number | string | boolean {
  if (kind === 'bool') return text === 'true';
  if (kind === 'string' || kind === 'bytes') return JSON.parse(text) as string;
  return kind === 'enum' ? text : Number(text);
}

function kindOf(type: string, isEnum: boolean): FieldKind {
  if (isEnum) return 'enum';
  return scalarKinds.has(type) ? (type as FieldKind) : 'message';
}

function readVariant(line: string, whole: DialectMask): { name: string; variant: FieldVariant } {
  const match = fieldLine.exec(line);
  if (match === null) throw new Error(`The schema's data has a line that is no field: ${line}`);
  const [, name = '', number, label, isEnum, type = '', value, dialects] = match;
  const kind = kindOf(type, isEnum !== undefined);
  const mask = maskFrom(dialects, whole);
  const variant: FieldVariant = {
    number: Number(number), kind, repeated: label === 'repeated', required: label === 'required', dialects: setOf(mask), mask,
    ...(kind === 'message' || kind === 'enum' ? { typeName: type } : {}),
    ...(value === undefined ? {} : { default: readDefault(value, kind) }),
  };
  return { name, variant };
}

/** Orders by the most preferred dialect, whose bit is the lowest. */
const byPreference = (a: { mask: DialectMask }, b: { mask: DialectMask }): number => (a.mask & -a.mask) - (b.mask & -b.mask);

function groupByName<Item>(items: Iterable<readonly [string, Item]>): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const [name, item] of items) {
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}

/** The variants with those joined that text cannot tell apart. */
function formsOf(variants: readonly FieldVariant[]): FieldForm[] {
  const forms = new Map<string, FieldForm>();
  for (const { kind, typeName, repeated, mask } of variants) {
    const key = `${kind} ${typeName ?? ''} ${repeated}`;
    const form = forms.get(key) ?? { kind, repeated, mask: noDialect, ...(typeName === undefined ? {} : { typeName }) };
    forms.set(key, { ...form, mask: form.mask | mask });
  }
  return [...forms.values()];
}

function fieldOf(message: string, name: string, variants: FieldVariant[]): FieldSchema {
  variants.sort(byPreference);
  const [first] = variants;
  if (first === undefined) throw new Error(`${message}.${name} has no variant`);
  const mask = variants.reduce((all, variant) => all | variant.mask, noDialect);
  const doc = docOf(message, name) ?? (first.typeName === undefined ? undefined : aboutOf(first.typeName));
  const deprecated = deprecationOf(message, name)?.advice;
  return {
    ...first, name, message, variants, forms: formsOf(variants), mask, dialects: setOf(mask),
    ...(doc === undefined ? {} : { doc }),
    ...(deprecated === undefined ? {} : { deprecated }),
  };
}

function readMessage(name: string, text: string): MessageSchema {
  const { mask, lines } = splitHead(text);
  const read = lines.filter((line) => line !== '').map((line) => readVariant(line, mask));
  const groups = groupByName(read.map((entry) => [entry.name, entry.variant] as const));
  const fields = new Map([...groups].map(([field, variants]) => [field, fieldOf(name, field, variants)]));
  const required = [...fields.values()].filter(({ variants }) => variants.some((variant) => variant.required));
  const doc = aboutOf(name);
  return { name, fields, required, mask, dialects: setOf(mask), ...(doc === undefined ? {} : { doc }) };
}

/** `MAX 0 @ bvlc ssd`: name, number, dialects. */
const valueLine = /^(\S+) (-?\d+)(?: @ (.*))?$/;

function valueOf(message: string, name: string, variants: { number: number; mask: DialectMask }[]): EnumValueSchema {
  variants.sort(byPreference);
  const mask = variants.reduce((all, variant) => all | variant.mask, noDialect);
  const doc = docOf(message, name);
  return { name, number: variants[0]?.number ?? 0, variants, mask, ...(doc === undefined ? {} : { doc }) };
}

function readEnum(name: string, text: string): EnumSchema {
  const { mask, lines } = splitHead(text);
  const read = lines.map((line) => {
    const match = valueLine.exec(line);
    if (match === null) throw new Error(`The schema's data has a line that is no enum value: ${line}`);
    const [, value = '', number, dialects] = match;
    return [value, { number: Number(number), mask: maskFrom(dialects, mask) }] as const;
  });
  const values = new Map([...groupByName(read)].map(([value, variants]) => [value, valueOf(name, value, variants)]));
  const doc = aboutOf(name);
  return { name, values, mask, ...(doc === undefined ? {} : { doc }) };
}

/** Reads a definition when it is first asked for, and keeps it. */
function lazily<Schema>(data: Readonly<Record<string, string>>, read: (name: string, text: string) => Schema) {
  const loaded = new Map<string, Schema>();
  return (name: string): Schema | undefined => {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const text = Object.hasOwn(data, name) ? data[name] : undefined;
    if (text === undefined) return undefined;
    const schema = read(name, text);
    loaded.set(name, schema);
    return schema;
  };
}

export const loadMessage = lazily(messageData, readMessage);
export const loadEnum = lazily(enumData, readEnum);
export const messageNames: readonly string[] = Object.keys(messageData);
export const enumNames: readonly string[] = Object.keys(enumData);
