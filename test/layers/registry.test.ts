/** The table of layers: names are unique, parameters exist, and every type of the known schemas is there. */
import { describe, expect, it } from 'vitest';
import { definitionOf, layerDefinitions, typeFromV0, typeFromV1 } from '../../server/src/layers/index';
import { dialects } from '../../server/src/schema/dialects';
import { anyFieldSchema, enumSchema } from '../../server/src/schema/schema';
import { analyzed, built } from '../support/analyzed';
import { corpusFiles } from '../support/corpus';

const duplicates = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index);

describe('layer definitions', () => {
  it('have names of their own', () => {
    expect(duplicates(layerDefinitions.map(({ type }) => type))).toEqual([]);
    expect(duplicates(layerDefinitions.flatMap(({ v1 = [] }) => v1))).toEqual([]);
    expect(duplicates(layerDefinitions.flatMap(({ v0 = [] }) => v0))).toEqual([]);
  });

  it('say what they do', () => {
    expect(layerDefinitions.filter(({ doc }) => !/^[^\s].{8,}\.$/.test(doc)).map(({ type }) => type)).toEqual([]);
  });

  it('name parameter messages that a schema has', () => {
    const isKnown = (param: string | undefined): boolean =>
      param === undefined || ['LayerParameter', 'V1LayerParameter'].some((message) => anyFieldSchema(message, param) !== undefined);
    expect(layerDefinitions.filter(({ param }) => !isKnown(param)).map(({ type }) => type)).toEqual([]);
  });

  it('cover every V1 type of every fork', () => {
    const values = [...(enumSchema('V1LayerParameter.LayerType')?.values.keys() ?? [])];
    expect(values.length).toBeGreaterThan(60);
    expect(values.filter((name) => name !== 'NONE' && typeFromV1(name) === undefined)).toEqual([]);
  });

  // The layers of BVLC Caffe 1.0, as it lists them itself where it refuses an unknown type.
  it.each([
    'AbsVal', 'Accuracy', 'ArgMax', 'BNLL', 'BatchNorm', 'BatchReindex', 'Bias', 'Clip', 'Concat', 'ContrastiveLoss', 'Convolution', 'Crop', 'Data',
    'Deconvolution', 'Dropout', 'DummyData', 'ELU', 'Eltwise', 'Embed', 'EuclideanLoss', 'Exp', 'Filter', 'Flatten', 'HDF5Data', 'HDF5Output', 'HingeLoss',
    'Im2col', 'ImageData', 'InfogainLoss', 'InnerProduct', 'Input', 'LRN', 'LSTM', 'LSTMUnit', 'Log', 'MVN', 'MemoryData', 'MultinomialLogisticLoss', 'PReLU',
    'Parameter', 'Pooling', 'Power', 'Python', 'RNN', 'ReLU', 'Reduction', 'Reshape', 'SPP', 'Scale', 'Sigmoid', 'SigmoidCrossEntropyLoss', 'Silence', 'Slice',
    'Softmax', 'SoftmaxWithLoss', 'Split', 'Swish', 'TanH', 'Threshold', 'Tile', 'WindowData',
  ])('know %s', (type) => expect(definitionOf(type)?.type).toBe(type));

  it.each(['data', 'conv', 'pool', 'lrn', 'relu', 'innerproduct', 'dropout', 'softmax', 'softmax_loss', 'flatten', 'concat', 'images'])(
    'know the V0 name %s', (name) => expect(typeFromV0(name)).toBeDefined(),
  );
});

/** Words of a viewer of nets, which no Caffe knows. */
const inventions: ReadonlySet<string> = new Set(['data', 'implicit']);

describe('in real files', () => {
  it('every layer type is known', () => {
    const unknown = new Map<string, string>();
    for (const { path, text } of corpusFiles()) {
      for (const phase of ['TEST', 'TRAIN'] as const) {
        for (const { type } of built(text, { phase }).net.layers) if (definitionOf(type) === undefined && !inventions.has(type)) unknown.set(type, path);
      }
    }
    expect([...unknown]).toEqual([]);
  });
});

describe('in every dialect', () => {
  const layers = layerDefinitions.map(({ type, param }, index) =>
    `layer { name: "l${index}" type: "${type}" bottom: "a" bottom: "a" top: "l${index}" ${param === undefined ? '' : `${param} { }`} }`);
  const text = `input: "a" input_shape { dim: 1 dim: 4 dim: 9 dim: 9 }\n${layers.join('\n')}`;
  it.each(dialects.map(({ id }) => id))('%s, all layers can be analysed', (dialect) => {
    expect(analyzed(text, {}, { dialect }).layers).toHaveLength(layerDefinitions.length);
  });
});
