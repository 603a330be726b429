/** How text becomes a net: generations, phases, inputs, wiring, and what Caffe would refuse. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildNet, readNet, type BuiltNet, type NetOptions } from '../../server/src/net/build-net';
import type { Layer, Net } from '../../server/src/net/net';
import type { NetProblem } from '../../server/src/net/problems';
import { parse } from '../../server/src/syntax/parser';
import { built } from '../support/analyzed';
import { golden } from '../support/golden';

const data = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }';
const relu = (bottom: string, top: string, more = ''): string => `layer { name: "${bottom}-${top}" type: "ReLU" bottom: "${bottom}" top: "${top}" ${more} }`;

const netOf = (text: string, options?: Partial<NetOptions>): Net => built(text, options).net;
const names = ({ layers }: Net): string[] => layers.map(({ name }) => name);

function layerOf(text: string, options?: Partial<NetOptions>): Layer {
  const [layer] = netOf(text, options).layers;
  if (layer === undefined) throw new Error('The net has no layer');
  return layer;
}

describe('generations', () => {
  it.each([
    ['V2', 'layer { name: "c" type: "Convolution" bottom: "a" top: "b" convolution_param { kernel_size: 5 num_output: 4 } }'],
    ['V1', 'layers { name: "c" type: CONVOLUTION bottom: "a" top: "b" convolution_param { kernel_size: 5 num_output: 4 } }'],
    ['V0', 'layers { layer { name: "c" type: "conv" kernelsize: 5 num_output: 4 } bottom: "a" top: "b" }'],
  ])('%s layers look alike', (generation, text) => {
    const { net } = built(text);
    expect(net.generation).toBe(generation);
    const [layer] = net.layers;
    expect([layer?.name, layer?.type, layer?.bottoms[0]?.name, layer?.tops[0]?.name]).toEqual(['c', 'Convolution', 'a', 'b']);
    expect(layer?.param('convolution_param').numbers('kernel_size')).toEqual([5]);
    expect(layer?.param('convolution_param').number('num_output')).toBe(4);
  });

  it.each([
    ['biasterm: false', 'conv', 'convolution_param', 'bias_term', false],
    ['biasterm: false', 'innerproduct', 'inner_product_param', 'bias_term', false],
  ] as const)('V0 %s of %s is %s.%s', (field, type, param, name, value) => {
    expect(layerOf(`layers { layer { name: "x" type: "${type}" ${field} } bottom: "a" top: "b" }`).param(param).flag(name)).toBe(value);
  });

  it.each([
    ['pool: AVE', 'pool', 'pooling_param', 'pool', 'AVE'],
  ] as const)('V0 %s of %s is %s.%s', (field, type, param, name, value) => {
    expect(layerOf(`layers { layer { name: "x" type: "${type}" ${field} } bottom: "a" top: "b" }`).param(param).choice(name)).toBe(value);
  });

  it.each([
    ['batchsize: 7', 'data', 'data_param', 'batch_size', 7],
    ['cropsize: 227', 'data', 'transform_param', 'crop_size', 227],
    ['cropsize: 227', 'images', 'transform_param', 'crop_size', 227],
    ['new_height: 256', 'images', 'image_data_param', 'new_height', 256],
    ['dropout_ratio: 0.4', 'dropout', 'dropout_param', 'dropout_ratio', 0.4],
    ['local_size: 3', 'lrn', 'lrn_param', 'local_size', 3],
    ['det_context_pad: 16', 'window_data', 'window_data_param', 'context_pad', 16],
  ] as const)('V0 %s of %s is %s.%s', (field, type, param, name, value) => {
    expect(layerOf(`layers { layer { name: "x" type: "${type}" ${field} } top: "b" }`).param(param).number(name)).toBe(value);
  });

  it('merges V0 padding layers into the convolution that reads them', () => {
    const text = 'layers { layer { name: "p" type: "padding" pad: 2 } bottom: "data" top: "p" } layers { layer { name: "c" type: "conv" kernelsize: 5 } bottom: "p" top: "c" }';
    const { net, problems } = built(`input: "data" input_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9 ${text}`);
    expect(names(net)).toEqual(['c']);
    expect(net.layers[0]?.bottoms[0]?.name).toBe('data');
    expect(net.layers[0]?.param('convolution_param').numbers('pad')).toEqual([2]);
    expect(problems).toEqual([]);
  });

  it('keeps the type that it does not know as it is written', () => {
    expect(layerOf('layers { name: "x" type: NO_SUCH bottom: "a" top: "b" }').type).toBe('NO_SUCH');
  });

  it('reads lists of layers, and points at each', () => {
    const text = 'layer: [{ name: "a" type: "ReLU" bottom: "data" top: "a" }, { name: "b" type: "ReLU" bottom: "a" top: "b" }]';
    const { net } = built(`${data} ${text}`);
    expect(names(net)).toEqual(['a', 'b']);
    expect(net.layers.map(({ node }) => `${data} ${text}`.slice(node.start, node.start + 11))).toEqual(['{ name: "a"', '{ name: "b"']);
  });

  it.each([
    ['layer { type: "Convolution" param { name: "w" } param { lr_mult: 2 } }', ['w', undefined]],
    ['layers { type: CONVOLUTION param: "w" param: "b" }', ['w', 'b']],
    ['layer { type: "Convolution" }', []],
  ])('%s shares parameters by name', (text, expected) => expect(layerOf(text).paramNames).toEqual(expected));
});

describe('phases', () => {
  const layer = (rules: string): string => `layer { name: "x" type: "Power" ${rules} }`;
  it.each([
    ['', 'TEST', true], ['include { phase: TRAIN }', 'TEST', false], ['include { phase: TRAIN }', 'TRAIN', true],
    ['exclude { phase: TEST }', 'TEST', false], ['exclude { phase: TEST }', 'TRAIN', true],
    ['include { phase: TRAIN } include { phase: TEST stage: "deploy" }', 'TEST', true],
    ['include { stage: "deploy" stage: "other" }', 'TEST', false], ['include { not_stage: "deploy" }', 'TEST', false],
    ['include { min_level: 1 }', 'TEST', false], ['include { max_level: 0 }', 'TEST', true], ['exclude { stage: "deploy" }', 'TEST', false],
    // In the proto, include decides where a layer has both; Caffe refuses it.
    ['include { phase: TEST } exclude { phase: TEST }', 'TEST', true],
  ] as const)('«%s» in %s: %s', (rules, phase, isKept) => {
    expect(names(netOf(`state { stage: "deploy" level: 5 } ${layer(rules)}`, { phase }))).toEqual(isKept ? ['x'] : []);
  });

  it('takes stages and the level from its caller too', () => {
    expect(names(netOf(layer('include { stage: "mine" min_level: 2 }'), { stages: ['mine'], level: 2 }))).toEqual(['x']);
  });

  it('keeps of the golden case what Caffe keeps', () => {
    const net = netOf(readFileSync(golden('phases_rules', 'net.prototxt'), 'utf8'));
    expect(names(net)).toEqual(expect.arrayContaining(['c', 'stage', 'maxl', 'either']));
    expect(names(net).filter((name) => ['train_only', 'c_train', 'no_test', 'notstage', 'minl'].includes(name))).toEqual([]);
  });
});

describe('inputs', () => {
  it.each([
    [data, [[1, 3, 9, 9]]],
    ['input: "a" input: "b" input_dim: 1 input_dim: 3 input_dim: 8 input_dim: 9 input_dim: 1 input_dim: 1 input_dim: 4 input_dim: 5', [[1, 3, 8, 9], [1, 1, 4, 5]]],
    ['input: "a" input_shape { dim: 5 }', [[5]]],
    ['input: "a"', [undefined]],
    ['input: "a" input_shape { dim: 1 dim: ${C} dim: 9 dim: 9 }', [[1, 'C', 9, 9]]],
  ])('%s', (text, shapes) => expect(netOf(text).inputs.map(({ shape }) => shape)).toEqual(shapes));

  it('puts variables in place of placeholders', () => {
    expect(netOf('input: "a" input_shape { dim: ${C} }', { variables: new Map([['C', '21']]) }).inputs[0]?.shape).toEqual([21]);
    expect(netOf('# atrous: define TOP=x\nlayer { name: "${TOP}" type: "ReLU" }').layers[0]?.name).toBe('x');
  });
});

describe('blobs', () => {
  it('have a new version after each layer in place', () => {
    const net = netOf(`${data} ${relu('data', 'a')} ${relu('a', 'a')} ${relu('a', 'a')} ${relu('a', 'b')}`);
    expect(net.blobs.map(({ name, version, order }) => [name, version, order])).toEqual([['data', 0, 0], ['a', 0, 1], ['a', 1, 2], ['a', 2, 3], ['b', 0, 4]]);
    expect(net.layers[3]?.bottoms[0]?.blob).toBe(net.blobs[3]);
    expect(net.blobs[1]?.consumers).toEqual([net.layers[1]]);
    expect(net.blobs[2]?.producer).toBe(net.layers[1]);
  });

  it('count each bottom as a reader', () => {
    const net = netOf(`${data} layer { name: "e" type: "Eltwise" bottom: "data" bottom: "data" top: "e" }`);
    expect(net.blobs[0]?.consumers).toHaveLength(2);
  });
});

describe('problems', () => {
  const kinds = (text: string, options?: Partial<NetOptions>): NetProblem['kind'][] => built(text, options).problems.map(({ kind }) => kind);
  it.each<[string, NetProblem['kind'][]]>([
    [`${data} ${relu('data', 'a')}`, []],
    [`${data} ${relu('dato', 'a')}`, ['unknown-bottom']],
    [`${data} ${relu('data', 'a')} ${relu('data', 'a')}`, ['top-produced-twice', 'duplicate-name']],
    [`${data} ${relu('data', 'a')} ${relu('data', 'data')}`, ['top-produced-twice']],
    [`${data} layer { type: "Eltwise" bottom: "data" bottom: "data" top: "data" }`, ['top-produced-twice']],
    // In place is a matter of position: the second bottom's name is taken.
    [`${data} ${relu('data', 'a')} layer { type: "Eltwise" bottom: "a" bottom: "data" top: "data" }`, ['top-produced-twice']],
    [`${data} ${relu('data', 'a')} layer { type: "Eltwise" bottom: "a" bottom: "a" top: "b" top: "b" }`, ['top-produced-twice']],
    ['input: "a" input: "a"', ['input-twice']],
    ['input: "a" input_dim: 1 input_dim: 3', ['input-sizes']],
    ['input: "a" input_dim: 1 input_dim: 3 input_dim: 3 input_dim: 3 input_shape { dim: 1 }', ['input-sizes']],
    ['input: "a" input: "b" input_shape { dim: 1 }', ['input-sizes']],
    [`${data} ${relu('data', 'a')} layers { name: "r" type: RELU bottom: "a" top: "r" }`, ['mixed-generations']],
    [`${data} ${relu('data', 'a', 'include { phase: TEST } exclude { phase: TRAIN }')}`, ['include-and-exclude']],
    [`${data} ${relu('data', 'a', 'include { phase: TRAIN }')}`, ['empty-phase']],
    ['input: "d" input_dim: 1 input_dim: 1 input_dim: 1 input_dim: 1 layers { layer { name: "p" type: "padding" pad: 1 } bottom: "d" top: "p" } layers { layer { name: "r" type: "relu" } bottom: "p" top: "r" }', ['padding-layer']],
  ])('%s has %j', (text, expected) => expect(kinds(text)).toEqual(expected));

  it('name the other readers of a blob that is changed in place', () => {
    const { problems, net } = built(`${data} ${relu('data', 'a')} ${relu('a', 'b')} ${relu('a', 'a')} ${relu('a', 'c')}`);
    expect(problems).toMatchObject([{ kind: 'top-produced-twice', layer: { name: 'a-a' }, sharers: [{ name: 'a-b' }] }]);
    expect(net.blobs.filter(({ name }) => name === 'a')).toHaveLength(2);
  });
});

describe('rebuilding', () => {
  it('reads a layer again only when its node, the variables or the dialect changed', () => {
    const tree = parse(`${data} ${relu('data', 'a')}`);
    const fields = (options: NetOptions): unknown => buildNet(tree, options).net.layers[0]?.fields;
    const first = fields({ phase: 'TEST' });
    expect(fields({ phase: 'TRAIN', variables: new Map() })).toBe(first);
    expect(fields({ phase: 'TEST', variables: new Map([['A', '1']]) })).not.toBe(first);
    expect(fields({ phase: 'TEST', dialect: 'segnet' })).not.toBe(first);
  });

  const text = `${data} ${relu('data', 'a')} ${relu('a', 'a', 'loss_weight: 0')} ${relu('a', 'b')} ${relu('b', 'c')} ${relu('a', 'd')}`;

  /** Who makes and who reads each version of each blob, and what is wrong. */
  const wiringOf = ({ net, problems }: BuiltNet): unknown => [
    net.layers.map(({ index, name, bottoms, tops }) => [index, name, ...[...bottoms, ...tops].map(({ blob }) => blob?.order)]),
    net.blobs.map(({ name, version, order, producer, consumers }) => [name, version, order, producer?.index, consumers.map(({ index }) => index)]),
    problems.map((problem) => [problem.kind, 'layer' in problem ? problem.layer.index : -1]),
  ];

  it.each([
    ['a layer more', relu('a', 'b'), `${relu('a', 'x')} ${relu('a', 'b')}`, ['b', 'c', 'd']],
    ['a layer less', relu('a', 'b'), '', ['c', 'd']],
    ['another top', 'bottom: "a" top: "b"', 'bottom: "a" top: "z"', ['c', 'd']],
    ['a top of an earlier name', 'bottom: "b" top: "c"', 'bottom: "b" top: "a"', ['d']],
    ['another bottom', 'bottom: "b" top: "c"', 'bottom: "data" top: "c"', ['d']],
    ['two layers in another order', `${relu('a', 'b')} ${relu('b', 'c')}`, `${relu('b', 'c')} ${relu('a', 'b')}`, ['d']],
    ['no longer in place', 'bottom: "a" top: "a"', 'bottom: "a" top: "e"', ['b', 'c', 'd']],
  ])('%s: the layers below are the same ones, wired as in a new net', (_, before, after, below) => {
    const first = built(text);
    const changed = text.replace(before, after);
    const again = readNet(parse(changed), { dialect: 'bvlc' }).build('TEST', first.wiring);
    expect(wiringOf(again)).toEqual(wiringOf(built(changed, { dialect: 'bvlc' })));
    const kept = again.net.layers.filter((layer) => first.net.layers.includes(layer)).map(({ tops }) => tops[0]?.name);
    expect(kept.slice(kept.length - below.length)).toEqual(below);
  });
});

describe('anything at all', () => {
  it.each(['', '}}}}', 'layer', 'layer { }', 'layer: 5', 'layers { layer { } }', 'layer { name: 3 type: x bottom: { } top: [1, 2] }', 'input: 5', 'input: { }', 'state: 1'])(
    '«%s» gives a net', (text) => expect(built(text).net.layers.length).toBeLessThan(2),
  );
});
