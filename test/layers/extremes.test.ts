/** Numbers half typed or absurd neither stop the analysis nor make it slow. */
import { describe, expect, it } from 'vitest';
import { influenceOn } from '../../server/src/analysis/influence';
import { layerDefinitions } from '../../server/src/layers/index';
import { anyFieldSchema, messageSchema, type FieldSchema } from '../../server/src/schema/schema';
import { analyzed, blobNamed } from '../support/analyzed';

const extremes = ['0', '1', '7', '100000', '4294967295', '-1', '-2147483648', '${N}', '"x"', ''];

const isNumber = ({ kind }: FieldSchema): boolean => ['int32', 'uint32', 'int64', 'uint64', 'float', 'double'].includes(kind);

/** The number fields of a parameter message. */
function numberFields(param: string): string[] {
  const typeName = anyFieldSchema('LayerParameter', param)?.typeName ?? anyFieldSchema('V1LayerParameter', param)?.typeName ?? '';
  return [...(messageSchema(typeName)?.fields.values() ?? [])].filter(isNumber).map(({ name }) => name);
}

const inputs = ['a', 'b', 'c'].map((name) => `input: "${name}" input_shape { dim: 1 dim: 4 dim: 17 dim: 13 }`).join('\n');

const layerText = (type: string, fields: string): string =>
  `${inputs}\nlayer { name: "x" type: "${type}" bottom: "a" bottom: "b" bottom: "c" top: "x" top: "y" ${fields} }
  layer { name: "z" type: "Convolution" bottom: "x" top: "z" convolution_param { num_output: 2 kernel_size: 3 } }`;

/** What a layer needs to have a shape at all, so that one field at a time can be absurd. */
const basics: Readonly<Record<string, string>> = { convolution_param: 'num_output: 4 kernel_size: 3', pooling_param: 'kernel_size: 3', upsample_param: '', interp_param: 'zoom_factor: 2' };

/** Every layer type with each of its number fields at each extreme. */
function texts(type: string, param: string): string[] {
  const fields = numberFields(param);
  return extremes.flatMap((value) => fields.map((field) => {
    const others = (basics[param] ?? '').split(/(?<=\d) /).filter((basic) => !basic.startsWith(`${field}:`)).join(' ');
    return layerText(type, `${param} { ${others} ${field}: ${value} }`);
  }));
}

const types = layerDefinitions.flatMap(({ type, param }) => (param === undefined ? [] : [[type, param] as const]));

describe('absurd numbers', () => {
  it.each(types)('in %s', (type, param) => {
    for (const text of texts(type, param)) {
      const analysis = analyzed(text);
      for (const blob of ['x', 'z']) influenceOn(analysis, blobNamed(analysis.net, blob), { axis: 0 });
      expect(Number.isNaN(analysis.totals.macs)).toBe(false);
    }
  });

  it('in the sizes of an input', () => {
    for (const value of extremes.filter((text) => text !== '')) {
      const analysis = analyzed(`input: "a" input_shape { dim: 1 dim: 3 dim: ${value} dim: 9 }
        layer { name: "p" type: "Pooling" bottom: "a" top: "p" pooling_param { global_pooling: true } }
        layer { name: "i" type: "Interp" bottom: "a" top: "i" interp_param { zoom_factor: 8 } }`);
      expect(influenceOn(analysis, blobNamed(analysis.net, 'p'), { axis: 1 })?.last ?? 8).toBe(8);
    }
  });

  it('stride upon stride beyond all bounds', () => {
    const layers = Array.from({ length: 120 }, (_, index) =>
      `layer { name: "l${index}" type: "Convolution" bottom: "${index === 0 ? 'a' : `l${index - 1}`}" top: "l${index}" convolution_param { num_output: 1 kernel_size: 3 stride: 4095 pad: 4000 } }`);
    expect(analyzed(`input: "a" input_shape { dim: 1 dim: 1 dim: 9 dim: 9 }\n${layers.join('\n')}`).layers).toHaveLength(120);
  });
});
