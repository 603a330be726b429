/** What protoc 3.21 reads from a scalar, one fact a row. */
import { describe, expect, it } from 'vitest';
import type { FieldKind } from '../../server/src/schema/schema';
import { readScalar, scalarFromText, substitute, type ScalarText } from '../../server/src/schema/values';
import { parse } from '../../server/src/syntax/parser';

/** The scalar that the parser makes of `text`. */
function scalar(text: string): ScalarText {
  const value = parse(`x: ${text}`).root.fields[0]?.value;
  if (value?.kind !== 'scalar') throw new Error(`${text} is no scalar`);
  return value;
}

const read = (kind: FieldKind, text: string, variables: Record<string, string> = {}) => {
  const typeName = kind === 'enum' ? { typeName: 'SolverParameter.SolverMode' } : {};
  return readScalar(scalar(text), { kind, ...typeName }, new Map(Object.entries(variables)));
};

describe('accepted', () => {
  it.each<[FieldKind, string, number | string | boolean]>([
    ['int32', '3', 3],
    ['int32', '-2147483648', -2147483648],
    ['int32', '0x10', 16],
    ['int32', '010', 8],
    ['int32', '-0', 0],
    ['uint32', '4294967295', 4294967295],
    ['int64', '9007199254740991', 9007199254740991],
    ['uint64', '18446744073709551615', 2 ** 64],
    ['float', '3', 3],
    ['float', '.5', 0.5],
    ['float', '5.', 5],
    ['float', '1e-3', 0.001],
    ['float', '0.1f', 0.1],
    ['float', '1f', 1],
    ['float', '- 5', -5],
    ['float', 'inf', Infinity],
    ['float', '-inf', -Infinity],
    ['float', 'Infinity', Infinity],
    ['double', 'nan', NaN],
    ['float', '0', 0],
    ['bool', 'true', true],
    ['bool', 'True', true],
    ['bool', 't', true],
    ['bool', '1', true],
    ['bool', '0x1', true],
    ['bool', '01', true],
    ['bool', 'false', false],
    ['bool', 'False', false],
    ['bool', 'f', false],
    ['bool', '0', false],
    ['string', '"a" \'b\'', 'ab'],
    ['string', '"\\101\\x41"', 'AA'],
    ['bytes', '"x"', 'x'],
    ['enum', 'GPU', 'GPU'],
    ['enum', '1', 'GPU'],
  ])('%s: %s', (kind, text, value) => {
    expect(read(kind, text)).toEqual({ kind: 'known', value });
  });
});

describe('refused', () => {
  it.each<[FieldKind, string, string]>([
    ['int32', '2147483648', 'out-of-range'],
    ['int32', '-2147483649', 'out-of-range'],
    ['uint32', '-1', 'out-of-range'],
    ['uint32', '4294967296', 'out-of-range'],
    ['uint64', '18446744073709551616', 'out-of-range'],
    ['int32', '1e3', 'wrong-type'],
    ['int32', '3.0', 'wrong-type'],
    ['int32', '"3"', 'wrong-type'],
    ['int32', 'true', 'wrong-type'],
    ['int32', 'inf', 'wrong-type'],
    ['float', '0x10', 'wrong-type'],
    ['float', '010', 'wrong-type'],
    ['float', '"1.5"', 'wrong-type'],
    ['bool', 'TRUE', 'wrong-type'],
    ['bool', 'T', 'wrong-type'],
    ['bool', 'yes', 'wrong-type'],
    ['bool', '2', 'wrong-type'],
    ['bool', '-1', 'wrong-type'],
    ['bool', '"true"', 'wrong-type'],
    ['string', 'relu1', 'wrong-type'],
    ['string', '3', 'wrong-type'],
    ['enum', '"GPU"', 'enum-as-string'],
    ['enum', 'gpu', 'unknown-enum-value'],
    ['enum', '7', 'unknown-enum-value'],
    ['enum', '1.5', 'wrong-type'],
    ['enum', 'constructor', 'unknown-enum-value'],
    ['bool', 'constructor', 'wrong-type'],
  ])('%s: %s is %s', (kind, text, code) => {
    expect(read(kind, text)).toMatchObject({ kind: 'problem', code });
  });
});

describe('open values', () => {
  it.each<[FieldKind, string, Record<string, string>, object]>([
    ['uint32', '${NUM_LABELS}', {}, { kind: 'open', symbol: 'NUM_LABELS', isWord: false }],
    ['uint32', '${NUM_LABELS}', { NUM_LABELS: '21' }, { kind: 'known', value: 21 }],
    ['uint32', '${NUM_LABELS}', { NUM_LABELS: '-1' }, { kind: 'problem', code: 'out-of-range' }],
    ['int32', '-${N}', { N: '4' }, { kind: 'known', value: -4 }],
    ['uint32', 'cls3x', {}, { kind: 'open', symbol: 'cls3x', isWord: true }],
    ['uint32', 'cls3x', { cls3x: '63' }, { kind: 'known', value: 63 }],
    ['float', 'base_lr', {}, { kind: 'open', symbol: 'base_lr', isWord: true }],
    ['float', '${F}', { F: 'constructor' }, { kind: 'problem', code: 'wrong-type' }],
    ['bool', '${B}', { B: 'true' }, { kind: 'known', value: true }],
    ['enum', '${MODE}', { MODE: 'GPU' }, { kind: 'known', value: 'GPU' }],
    ['string', '${PATH}', { PATH: '/data/voc' }, { kind: 'known', value: '/data/voc' }],
    ['string', '"${EXP}/${NET}.txt"', { EXP: 'voc12' }, { kind: 'known', value: 'voc12/${NET}.txt' }],
  ])('%s: %s with %o', (kind, text, variables, expected) => {
    expect(read(kind, text, variables)).toMatchObject(expected);
  });

  it('a variable\'s text is read as the file\'s would be', () => {
    expect(['21', '-0.5', '"a b"', 'MAX', '1e-4', 'a/b'].map((text) => scalarFromText(text).form)).toEqual([
      'integer', 'float', 'string', 'identifier', 'float', 'string',
    ]);
  });

  it('names without a value stay', () => {
    expect(substitute('${A}-${B}', new Map([['A', '1']]))).toBe('1-${B}');
  });
});
