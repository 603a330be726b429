/** Facts of the merged schema, one a row. */
import { describe, expect, it } from 'vitest';
import { documented } from '../../server/src/schema/docs';
import {
  anyFieldSchema, dialectNamed, dialects, enumNames, enumSchema, fieldSchemaFor, messageNames, messageSchema, type DialectId,
} from '../../server/src/schema/schema';

describe('fields in a dialect', () => {
  it.each<[DialectId, string, object | undefined]>([
    ['bvlc', 'ConvolutionParameter.dilation', { number: 18, repeated: true, kind: 'uint32' }],
    ['bvlc', 'ConvolutionParameter.hole', undefined],
    ['deeplab-v1', 'ConvolutionParameter.hole', { number: 17, repeated: false, default: 1 }],
    ['deeplab-v1', 'ConvolutionParameter.dilation', undefined],
    ['deeplab-v1', 'ConvolutionParameter.pad', { repeated: false, default: 0 }],
    ['bvlc', 'ConvolutionParameter.pad', { repeated: true }],
    ['tsn', 'ConvolutionParameter.dilation', { number: 16, repeated: false }],
    ['bvlc', 'LayerParameter.input_param', { number: 143 }],
    ['deeplab-v2', 'LayerParameter.input_param', undefined],
    ['deeplab-v2', 'LayerParameter.interp_param', { number: 143, kind: 'message', typeName: 'InterpParameter' }],
    ['deeplab-v2-bvlc', 'LayerParameter.interp_param', { number: 153 }],
    ['gpapan', 'LayerParameter.convolution_param', { number: 110 }],
    ['pspnet', 'LayerParameter.bn_param', { number: 152 }],
    ['segnet', 'LayerParameter.upsample_param', { number: 137 }],
    ['enet', 'LayerParameter.upsample_param', { number: 147 }],
    ['pspnet', 'BNParameter.momentum', { kind: 'float', default: 0.9, number: 3 }],
    ['segnet', 'BNParameter.bn_mode', { kind: 'enum', typeName: 'BNParameter.BNMode', number: 3 }],
    ['deeplab-v1', 'NetParameter.layer', undefined],
    ['deeplab-v1', 'NetParameter.layers', { number: 2, typeName: 'V1LayerParameter' }],
    ['deeplab-v1', 'V1LayerParameter.type', { kind: 'enum', typeName: 'V1LayerParameter.LayerType' }],
    ['bvlc-v0', 'V1LayerParameter.layer', { typeName: 'V0LayerParameter' }],
    ['deeplab-v2', 'MatWriteParameter.prefix', { required: true }],
    ['bvlc', 'SolverParameter.type', { default: 'SGD' }],
    ['bvlc', 'PoolingParameter.pool', { default: 'MAX', typeName: 'PoolingParameter.PoolMethod' }],
    ['ccnn', 'LayerParameter.densecrf_param', { number: 999 }],
  ])('%s: %s', (dialect, path, expected) => {
    const [message = '', field = ''] = path.split('.');
    const schema = fieldSchemaFor(message, field, dialect);
    if (expected === undefined) expect(schema).toBeUndefined();
    else expect(schema).toMatchObject(expected);
  });
});

describe('V1 layer types change their numbers between forks', () => {
  it.each<[string, DialectId, number]>([
    ['DECONVOLUTION', 'bvlc', 39],
    ['IMAGE_SEG_DATA', 'deeplab-v1', 39],
    ['INTERP', 'deeplab-v1', 41],
    ['CROP', 'deconvnet', 40],
    ['UNPOOLING', 'deconvnet', 42],
  ])('%s in %s is %i', (name, dialect, number) => {
    const value = enumSchema('V1LayerParameter.LayerType')?.values.get(name);
    const index = dialects.findIndex(({ id }) => id === dialect);
    expect(value?.variants.find(({ mask }) => (mask & (1 << index)) !== 0)?.number).toBe(number);
  });
});

describe('the data as a whole', () => {
  it('every line can be read', () => {
    expect(messageNames.length).toBeGreaterThan(150);
    for (const name of messageNames) expect(messageSchema(name)?.fields.size, name).toBeGreaterThanOrEqual(0);
    for (const name of enumNames) expect(enumSchema(name)?.values.size, name).toBeGreaterThan(0);
  });

  it('every message and enum that a field names exists, and every default is of its field\'s type', () => {
    const variants = messageNames.flatMap((name) => [...(messageSchema(name)?.fields.values() ?? [])].flatMap((field) => field.variants));
    for (const { kind, typeName, default: value } of variants) {
      if (kind === 'message') expect(messageSchema(typeName ?? ''), typeName).toBeDefined();
      if (kind === 'enum') expect(enumSchema(typeName ?? ''), typeName).toBeDefined();
      if (kind === 'enum' && value !== undefined) expect(enumSchema(typeName ?? '')?.values.has(value as string), `${typeName ?? ''} ${String(value)}`).toBe(true);
      if (typeof value === 'number') expect(Number.isNaN(value)).toBe(false);
    }
  });

  it('no dialect has two definitions of one field, nor one number for two fields', () => {
    for (const name of messageNames) {
      for (const { id } of dialects) {
        const own = [...(messageSchema(name)?.fields.values() ?? [])].flatMap((field) => field.variants.filter((variant) => variant.dialects.has(id)));
        expect(new Set(own.map(({ number }) => number)).size, `${name} in ${id}`).toBe(own.length);
      }
    }
  });

  it('names that objects inherit are no messages and no dialects', () => {
    expect(messageSchema('constructor')).toBeUndefined();
    expect(anyFieldSchema('NetParameter', 'toString')).toBeUndefined();
    expect(dialectNamed('constructor')).toBeUndefined();
  });

  it('dialects have other names', () => {
    expect(['ICNet', 'caffe', 'deeplab', ' DeepLab-V2 '].map((name) => dialectNamed(name)?.id)).toEqual(['pspnet', 'bvlc', 'deeplab-v2', 'deeplab-v2']);
  });
});

describe('doc sentences', () => {
  it('stand for fields and values that exist', () => {
    const missing = documented().filter(([owner, member]) => !(messageSchema(owner)?.fields.has(member) ?? enumSchema(owner)?.values.has(member) ?? false));
    expect(missing).toEqual([]);
  });

  const messages = messageNames.flatMap((name) => messageSchema(name) ?? []);
  const enums = enumNames.flatMap((name) => enumSchema(name) ?? []);

  it('stand for every message and field, every enum and value', () => {
    const schemas = [...messages, ...enums];
    const members = [...messages.flatMap(({ fields }) => [...fields.values()]), ...enums.flatMap(({ values }) => [...values.values()])];
    // What a layer computes may be said by its formula.
    expect(schemas.filter(({ doc }) => doc?.endsWith('.') !== true).map(({ name }) => name)).toEqual([]);
    expect(members.filter(({ doc }) => doc === undefined || !/^[A-Z0-9`-].*\.$/s.test(doc)).map(({ name, doc }) => `${name}: ${doc ?? ''}`)).toEqual([]);
    expect(schemas.length + members.length).toBeGreaterThan(2500);
  });

  it('V1 layers have those of V2 layers', () => {
    expect(anyFieldSchema('V1LayerParameter', 'bottom')?.doc).toBe(anyFieldSchema('LayerParameter', 'bottom')?.doc);
  });
});
