/** Reads scalars as protoc's text-format parser does: what each kind of field accepts, in which range. */
import { phrase, say, t, type Phrase, type Words } from '../l10n/text';
import type { ScalarNode } from '../syntax/tree';
import type { DialectMask } from './dialect-set';
import { everyDialect } from './dialect-set';
import type { Variables } from './directives';
import { enumSchema, enumValueNumbered, type FieldKind } from './schema';

/** Why a value does not fit its field. */
export interface ValueProblem {
  kind: 'problem';
  /** The rule within the group `schema` that reports it. */
  code: 'wrong-type' | 'out-of-range' | 'unknown-enum-value' | 'enum-as-string';
  message: Words;
}

/** A value that the file leaves open: `${NAME}`, or a word where a number belongs. */
export interface OpenValue {
  kind: 'open';
  /** What to show for it, and the name to define. */
  symbol: string;
  /** True for a bare word, which might also be a mistake. */
  isWord: boolean;
}

/** Numbers, text (also of enum values, by name) or a truth value. Integers beyond 2^53 lose their last digits. */
export interface KnownValue {
  kind: 'known';
  value: number | string | boolean;
}

export type ValueReading = KnownValue | OpenValue | ValueProblem;

/** The part of a scalar that decides its value. */
export type ScalarText = Pick<ScalarNode, 'form' | 'negative' | 'value'>;

/** The part of a field's schema that decides how its values are read. */
export interface ValueType {
  kind: FieldKind;
  typeName?: string;
  /** Dialects whose enum values count; default all. */
  mask?: DialectMask;
}

const known = (value: number | string | boolean): KnownValue => ({ kind: 'known', value });
const problem = (code: ValueProblem['code'], message: Words): ValueProblem => ({ kind: 'problem', code, message });

const ranges: Readonly<Partial<Record<FieldKind, readonly [bigint, bigint]>>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
};

const nouns: Readonly<Record<FieldKind, Phrase>> = {
  message: phrase('a message in braces'), enum: phrase('the name of a value'), bool: phrase('`true` or `false`'), string: phrase('a quoted string'), bytes: phrase('a quoted string'),
  int32: phrase('an integer'), uint32: phrase('an integer from 0'), int64: phrase('an integer'), uint64: phrase('an integer from 0'), float: phrase('a number'), double: phrase('a number'),
};

/** What a field of that kind takes, for messages: `an integer`, `a message in braces`. */
export const expectedNoun = (kind: FieldKind): Words => say(nouns[kind]);

const delimiters: Readonly<Record<ScalarNode['form'], readonly [string, string]>> = {
  identifier: ['', ''], integer: ['', ''], float: ['', ''], string: ['"', '"'], template: ['${', '}'],
};

/** A scalar as messages quote it. */
export function showScalar({ form, negative, value }: ScalarText): string {
  const [open, close] = delimiters[form];
  return `${negative ? '-' : ''}${open}${value}${close}`;
}

const mismatch = (scalar: ScalarText, kind: FieldKind): ValueProblem =>
  problem('wrong-type', t`\`${showScalar(scalar)}\` is not ${expectedNoun(kind)}.`);

/** Digits that need no more than a number can hold exactly, and are plain decimal. */
const plainDigits = /^([1-9]\d{0,8}|0)$/;

/** The integer that decimal, hexadecimal (`0x10`) or octal (`010`) digits stand for; undefined for `09`. */
function integerOf(digits: string): bigint | undefined {
  const isOctal = /^0\d+$/.test(digits);
  try {
    return BigInt(isOctal ? `0o${digits.slice(1)}` : digits);
  } catch {
    return undefined;
  }
}

function readInteger(scalar: ScalarText, kind: FieldKind): ValueReading {
  if (scalar.form === 'integer' && !scalar.negative && plainDigits.test(scalar.value)) return known(Number(scalar.value));
  const magnitude = scalar.form === 'integer' ? integerOf(scalar.value) : undefined;
  if (magnitude === undefined) return mismatch(scalar, kind);
  const value = scalar.negative ? -magnitude : magnitude;
  const [least, most] = ranges[kind] ?? [value, value];
  if (value >= least && value <= most && !(scalar.negative && least === 0n)) return known(Number(value));
  return problem('out-of-range', t`${showScalar(scalar)} is out of range: ${kind} takes ${String(least)} to ${String(most)}.`);
}

const namedFloats: ReadonlyMap<string, number> = new Map([['inf', Infinity], ['infinity', Infinity], ['nan', NaN]]);

function readFloat(scalar: ScalarText, kind: FieldKind): ValueReading {
  const text = scalar.value.toLowerCase();
  if (scalar.form === 'integer' && /^0[\dx]/.test(text)) {
    return problem('wrong-type', t`\`${showScalar(scalar)}\` is not ${expectedNoun(kind)}: protobuf takes decimal digits only here, without leading zeros.`);
  }
  const isNumber = scalar.form === 'integer' || scalar.form === 'float';
  const magnitude = isNumber ? Number(text.replace(/f$/, '')) : scalar.form === 'identifier' ? namedFloats.get(text) : undefined;
  if (magnitude === undefined || (isNumber && Number.isNaN(magnitude))) return mismatch(scalar, kind);
  return known(scalar.negative ? -magnitude : magnitude);
}

const truths: ReadonlyMap<string, boolean> = new Map([['true', true], ['True', true], ['t', true], ['false', false], ['False', false], ['f', false]]);

function readBool(scalar: ScalarText, kind: FieldKind): ValueReading {
  if (scalar.negative) return mismatch(scalar, kind);
  if (scalar.form === 'integer') {
    const value = integerOf(scalar.value);
    return value === 0n || value === 1n ? known(value === 1n) : mismatch(scalar, kind);
  }
  const value = scalar.form === 'identifier' ? truths.get(scalar.value) : undefined;
  return value === undefined ? mismatch(scalar, kind) : known(value);
}

function readString(scalar: ScalarText, kind: FieldKind): ValueReading {
  return scalar.form === 'string' ? known(scalar.value) : mismatch(scalar, kind);
}

function readEnumNumber(scalar: ScalarText, typeName: string, mask: DialectMask): string | undefined {
  const number = integerOf(scalar.value);
  const schema = enumSchema(typeName);
  if (number === undefined || schema === undefined) return undefined;
  return enumValueNumbered(schema, Number(scalar.negative ? -number : number), mask);
}

function readEnum(scalar: ScalarText, typeName: string, mask: DialectMask): ValueReading {
  const values = enumSchema(typeName)?.values;
  const nameOf = typeName.slice(typeName.lastIndexOf('.') + 1);
  if (scalar.form === 'string') {
    return problem('enum-as-string', values?.has(scalar.value) === true
      ? t`A string cannot name a value of ${nameOf}: write ${scalar.value} without quotes.`
      : t`A string cannot name a value of ${nameOf}.`);
  }
  if (scalar.form === 'integer') {
    const name = readEnumNumber(scalar, typeName, mask);
    if (name !== undefined) return known(name);
  } else if (scalar.form === 'identifier' && !scalar.negative) {
    if (((values?.get(scalar.value)?.mask ?? 0) & mask) !== 0) return known(scalar.value);
  } else {
    return mismatch(scalar, 'enum');
  }
  return problem('unknown-enum-value', t`${nameOf} has no value \`${showScalar(scalar)}\`.`);
}

/** The scalar that a variable's text is, as if it stood in the file. */
export function scalarFromText(text: string): ScalarText {
  const trimmed = text.trim();
  const quoted = /^(["'])(.*)\1$/.exec(trimmed);
  if (quoted !== null) return { form: 'string', negative: false, value: quoted[2] ?? '' };
  const negative = trimmed.startsWith('-');
  const value = negative ? trimmed.slice(1).trim() : trimmed;
  if (/^(0x[\da-f]+|\d+)$/i.test(value)) return { form: 'integer', negative, value };
  if (/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?f?$/i.test(value)) return { form: 'float', negative, value };
  return { form: /^[a-z_]\w*$/i.test(value) ? 'identifier' : 'string', negative, value };
}

/** `${NAME}`, also where one of its braces is missing. */
const template = /\$(?:\{([^{}]*)\}|\{(\w+)|(\w+)\})/g;

/** Puts the values of known variables in place of `${NAME}`; leaves others as they stand, or should stand. */
export const substitute = (text: string, variables: Variables): string =>
  text.includes('$') ? text.replace(template, (...[, whole, unclosed, unopened]: (string | undefined)[]) => {
    const name = whole ?? unclosed ?? unopened ?? '';
    return variables.get(name) ?? `\${${name}}`;
  }) : text;

const numericKinds: ReadonlySet<FieldKind> = new Set<FieldKind>(['int32', 'uint32', 'int64', 'uint64', 'float', 'double']);
const wordsThatAreNoPlaceholders = /^(true|false|inf|infinity|nan)$/i;

/** Whether a bare word stands where a number belongs, to be filled in. */
export const isPlaceholder = ({ form, value }: ScalarText, { kind }: Pick<ValueType, 'kind'>): boolean =>
  form === 'identifier' && numericKinds.has(kind) && !wordsThatAreNoPlaceholders.test(value);

function readFixed(scalar: ScalarText, type: ValueType): ValueReading {
  if (ranges[type.kind] !== undefined) return readInteger(scalar, type.kind);
  if (type.kind === 'enum') return readEnum(scalar, type.typeName ?? '', type.mask ?? everyDialect);
  if (type.kind === 'bool') return readBool(scalar, type.kind);
  if (type.kind === 'float' || type.kind === 'double') return readFloat(scalar, type.kind);
  return type.kind === 'message' ? mismatch(scalar, type.kind) : readString(scalar, type.kind);
}

/** A variable's text where a string belongs need not be quoted. */
function readVariable(text: string, negated: boolean, type: ValueType): ValueReading {
  if (type.kind === 'string' || type.kind === 'bytes') return known(scalarFromText(text).form === 'string' ? scalarFromText(text).value : text);
  const scalar = scalarFromText(text);
  return readFixed(negated ? { ...scalar, negative: !scalar.negative } : scalar, type);
}

/**
 * Reads a scalar for a field of that type. A `${NAME}` and a bare word where a number belongs take their value from
 * `variables`, and are open where it has none. Enum values come out by name however they are written.
 */
export function readScalar(scalar: ScalarText, type: ValueType, variables: Variables): ValueReading {
  const isWord = isPlaceholder(scalar, type);
  if (scalar.form !== 'template' && !isWord) {
    const reading = readFixed(scalar, type);
    const isText = reading.kind === 'known' && scalar.form === 'string' && typeof reading.value === 'string';
    return isText ? known(substitute(scalar.value, variables)) : reading;
  }
  const text = variables.get(scalar.value);
  return text === undefined ? { kind: 'open', symbol: scalar.value, isWord } : readVariable(text, scalar.negative, type);
}
