/** What counts as a change between two nets, and which layers are taken for the same. */
import { describe, expect, it } from 'vitest';
import { describe as describeNet } from '../../server/src/analysis/describe';
import { diffNets, type DescribedNet, type NetDiff } from '../../server/src/analysis/diff';
import { analyzed } from '../support/analyzed';

function described(text: string): DescribedNet {
  const analysis = analyzed(`input: "data" input_dim: 1 input_dim: 3 input_dim: 33 input_dim: 33\n${text}`);
  return { analysis, description: describeNet(analysis, 'bvlc', () => 0) };
}

const diff = (before: string, after: string): NetDiff => diffNets(described(before), described(after));

const layer = (name: string, type: string, bottom: string, rest = '', top = name): string =>
  `layer { name: "${name}" type: "${type}" bottom: "${bottom}" top: "${top}" ${rest} }\n`;
const conv = (name: string, bottom: string, rest = ''): string => layer(name, 'Convolution', bottom, `convolution_param { num_output: 4 kernel_size: 3 ${rest} }`);

const settings = (before: string, after: string): unknown => diff(before, after).changed.map(({ name, settings: found }) => [name, ...found.map(({ path, before: was, after: is }) => `${path}: ${was} → ${is}`)]);

describe('equal nets', () => {
  it.each([
    ['white space and comments', conv('c', 'data'), `# a comment\n\n${conv('c', 'data')}`],
    ['a default that is written out', conv('c', 'data'), conv('c', 'data', 'stride: 1 bias_term: true')],
    ['a synonym', conv('c', 'data', 'hole: 2'), conv('c', 'data', 'dilation: 2')],
    ['an enum by its number', layer('p', 'Pooling', 'data', 'pooling_param { kernel_size: 3 pool: AVE }'), layer('p', 'Pooling', 'data', 'pooling_param { kernel_size: 3 pool: 1 }')],
    ['V1 spelling', 'layers { name: "r" type: RELU bottom: "data" top: "r" }', layer('r', 'ReLU', 'data')],
    ['a kernel for both axes or for each', conv('c', 'data', 'pad: 1'), layer('c', 'Convolution', 'data', 'convolution_param { num_output: 4 kernel_h: 3 kernel_w: 3 pad_h: 1 pad_w: 1 dilation: [1, 1] stride_h: 1 stride_w: 1 }')],
    ['holes for each axis', conv('c', 'data', 'hole_h: 2 hole_w: 4'), conv('c', 'data', 'dilation: 2 dilation: 4')],
    ['quotes', conv('c', 'data', "weight_filler { type: 'xavier' }"), conv('c', 'data', 'weight_filler { type: "xavier" }')],
    ['learning rates of V1', 'layers { name: "c" type: CONVOLUTION bottom: "data" top: "c" blobs_lr: 1 blobs_lr: 2 weight_decay: 1 weight_decay: 0 convolution_param { num_output: 4 kernel_size: 3 } }',
      `layer { name: "c" type: "Convolution" bottom: "data" top: "c" param { lr_mult: 1.0 } param { lr_mult: 2 decay_mult: 0 } convolution_param { num_output: 4 kernel_size: 3 } }`],
    ['what only V1 says', 'layers { name: "r" type: RELU bottom: "data" top: "r" strict_dim: false }', layer('r', 'ReLU', 'data')],
    ['names of shared weights in V1', 'layers { name: "c" type: CONVOLUTION bottom: "data" top: "c" param: "w" convolution_param { num_output: 4 kernel_size: 3 } }', `layer { name: "c" type: "Convolution" bottom: "data" top: "c" param { name: 'w' } convolution_param { num_output: 4 kernel_size: 3 } }`],
    ['another spelling of a number', layer('d', 'Dropout', 'data', 'dropout_param { dropout_ratio: 0.25 }'), layer('d', 'Dropout', 'data', 'dropout_param { dropout_ratio: 25e-2 }')],
  ])('%s', (_, before, after) => {
    expect(diff(before, after)).toMatchObject({ isEqual: true, changed: [], added: [], removed: [], inputs: [] });
  });
});

it('an input of the net is the same as an Input layer', () => {
  const whole = (text: string): DescribedNet => {
    const analysis = analyzed(text);
    return { analysis, description: describeNet(analysis, 'bvlc', () => 0) };
  };
  const old = `input: "data" input_dim: 1 input_dim: 3 input_dim: 33 input_dim: 33\n${conv('c', 'data')}`;
  const now = `layer { name: "in" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 33 dim: 33 } } }\n${conv('c', 'data')}`;
  expect(diffNets(whole(old), whole(now)).isEqual).toBe(true);
  expect(diffNets(whole(now), whole(old)).isEqual).toBe(true);
  expect(diffNets(whole(old), whole(now.replace('"c"', '"x"'))).changed.map(({ formerName }) => formerName)).toEqual(['c']);
});

it('DeepLab v1’s parameters of a loss are V2’s', () => {
  const old = 'layers { name: "l" type: SOFTMAX_LOSS bottom: "data" bottom: "data" top: "l" softmaxloss_param { ignore_label: 255 } }';
  const now = 'layer { name: "l" type: "SoftmaxWithLoss" bottom: "data" bottom: "data" top: "l" loss_param { ignore_label: 255 } }';
  expect(diff(old, now).changed.flatMap(({ settings: found }) => found)).toEqual([]);
});

describe('settings', () => {
  it.each<[string, string, string, unknown]>([
    ['a value', conv('c', 'data', 'weight_filler { type: "xavier" }'), conv('c', 'data', 'weight_filler { type: "msra" }'), [['c', 'convolution_param.weight_filler.type: "xavier" → "msra"']]],
    ['a value for a default', layer('d', 'Dropout', 'data'), layer('d', 'Dropout', 'data', 'dropout_param { dropout_ratio: 0.1 }'), [['d', 'dropout_param.dropout_ratio: 0.5 → 0.1']]],
    ['one of several messages', conv('c', 'data') + layer('s', 'Scale', 'c', 'param { lr_mult: 2 } param { lr_mult: 2 }'), conv('c', 'data') + layer('s', 'Scale', 'c', 'param { lr_mult: 2 } param { lr_mult: 0 }'), [['s', 'param[1].lr_mult: 2 → 0']]],
    ['a template', layer('c', 'Power', 'data', 'power_param { scale: ${A} }'), layer('c', 'Power', 'data', 'power_param { scale: ${B} }'), [['c', 'power_param.scale: ${A} → ${B}']]],
    ['the type', layer('p', 'ReLU', 'data'), layer('p', 'Sigmoid', 'data'), [['p', 'type: ReLU → Sigmoid']]],
    ['another bottom', layer('a', 'ReLU', 'data') + layer('b', 'ReLU', 'a'), layer('a', 'ReLU', 'data') + layer('b', 'ReLU', 'data'), [['b', 'bottom: a → data']]],
    ['a bottom of the same name', layer('a', 'ReLU', 'data', '', 'data') + layer('b', 'ReLU', 'data', '', 'data') + conv('c', 'data'), layer('a', 'ReLU', 'data', '', 'data') + layer('b', 'ReLU', 'data') + conv('c', 'data'),
      [['b', 'top: data → b'], ['c', 'bottom: data from b → data from a']]],
    ['another top', layer('a', 'ReLU', 'data', '', 'x'), layer('a', 'ReLU', 'data', '', 'y'), [['a', 'top: x → y']]],
  ])('%s', (_, before, after, expected) => {
    expect(settings(before, after)).toEqual(expected);
  });
});

describe('figures', () => {
  it('tells what a change does downstream, apart from changes of the text', () => {
    const net = (stride: number): string => conv('a', 'data', `stride: ${stride}`) + conv('b', 'a');
    const [a, b] = diff(net(2), net(1)).changed;
    expect(a?.settings).toEqual([{ path: 'convolution_param.stride', before: '2', after: '1' }]);
    expect(a?.figures.fieldSize).toBeUndefined();
    expect(b).toMatchObject({
      name: 'b', settings: [],
      figures: { fieldSize: { before: [7, 7], after: [5, 5] }, fieldStride: { before: [2, 2], after: [1, 1] }, shapes: { before: [[1, 4, 14, 14]], after: [[1, 4, 29, 29]] } },
    });
  });

  it('tells changed inputs', () => {
    const net = (dims: number): string => `layer { name: "i" type: "Input" top: "i" input_param { shape { dim: ${dims} } } }`;
    expect(diff(net(1), net(2)).inputs).toEqual([{ name: 'i', before: [1], after: [2] }]);
  });
});

describe('matching', () => {
  const names = ({ added, removed, changed }: NetDiff): unknown => ({
    added: added.map(({ name }) => name), removed: removed.map(({ name }) => name),
    renamed: changed.filter(({ formerName }) => formerName !== null).map(({ formerName, name }) => `${formerName} → ${name}`),
    moved: changed.filter(({ isMoved }) => isMoved).map(({ name }) => name),
  });
  const chain = (...layers: string[]): string => layers.map((name, at) => conv(name, layers[at - 1] ?? 'data')).join('');

  it.each<[string, string, string, unknown]>([
    ['added and removed', chain('a', 'b'), chain('a') + layer('r', 'ReLU', 'a'), { added: ['r'], removed: ['b'], renamed: [], moved: [] }],
    ['a whole chain renamed', chain('a', 'b', 'c'), chain('x', 'y', 'z'), { added: [], removed: [], renamed: ['a → x', 'b → y', 'c → z'], moved: [] }],
    ['renamed, with another type: not the same', chain('a'), layer('x', 'ReLU', 'data'), { added: ['x'], removed: ['a'], renamed: [], moved: [] }],
    ['renamed, wired elsewhere: not the same', chain('a', 'b') + conv('c', 'b'), chain('a', 'b') + conv('x', 'a'), { added: ['x'], removed: ['c'], renamed: [], moved: [] }],
    ['moved past others', conv('a', 'data') + conv('b', 'data') + conv('c', 'data'), conv('c', 'data') + conv('a', 'data') + conv('b', 'data'), { added: [], removed: [], renamed: [], moved: ['c'] }],
    ['in place after a renamed layer', conv('a', 'data') + layer('r', 'ReLU', 'a', '', 'a'), conv('x', 'data') + layer('r', 'ReLU', 'x', '', 'x'), { added: [], removed: [], renamed: ['a → x'], moved: [] }],
    ['names that stand twice', conv('a', 'data') + layer('a', 'ReLU', 'a'), conv('a', 'data') + layer('a', 'ReLU', 'a'), { added: [], removed: [], renamed: [], moved: [] }],
  ])('%s', (_, before, after, expected) => {
    expect(names(diff(before, after))).toEqual(expected);
  });

  it('finds no settings changed where a chain was only renamed', () => {
    expect(diff(chain('a', 'b'), chain('x', 'y')).changed.flatMap(({ settings: found }) => found)).toEqual([]);
  });
});
