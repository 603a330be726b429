/** Refactorings that write the same net in other words: holes, inputs, fully connected layers. */
import { describe, expect, it } from 'vitest';
import { check } from '../../server/src/rules/check';
import { parse } from '../../server/src/syntax/parser';
import { input, layer, pool } from '../rules/atrous/nets';
import { analysisOf, offered, refactored } from './apply';

const ids = (text: string): string[] => offered(text).map(({ id }) => id);

describe('hole and dilation', () => {
  const v1 = (param: string): string => `layers { name: "c" type: CONVOLUTION bottom: "data" top: "c" convolution_param { num_output: 8 kernel_size: 3 ${param} } }`;

  it.each([
    ['hole: 2', 'dilation: 2'],
    ['hole_h: 2 hole_w: 4', 'dilation: 2 dilation: 4'],
    ['hole_w: 4 pad: 1 hole_h: 2', 'dilation: 2 dilation: 4 pad: 1'],
  ])('%s becomes %s', (hole, dilation) => {
    const text = `# with holes\n${v1(hole)}\n${v1(`${hole} # why`)}`;
    expect(refactored(text, 'write-dilation')).toBe(`# with holes\n${v1(dilation)}\n${v1(`${dilation} # why`)}`);
  });

  it.each([['dilation: 2', 'hole: 2'], ['dilation: 2 dilation: 4', 'hole_h: 2 hole_w: 4'], ['dilation: [2, 4]', 'hole_h: 2 hole_w: 4'], ['dilation: [2]', 'hole: 2']])('%s becomes %s', (dilation, hole) => {
    expect(refactored(v1(dilation), 'write-hole')).toBe(v1(hole));
  });

  it('a stated dialect follows', () => {
    expect(refactored(`# atrous: dialect=deeplab-v1\n${v1('hole: 2')}`, 'write-dilation')).toBe(`# atrous: dialect=bvlc\n${v1('dilation: 2')}`);
  });

  it('a net with DeepLab v1’s own layers keeps its holes until it is upgraded', () => {
    const text = `${v1('hole: 2')} layers { name: "i" type: INTERP bottom: "c" top: "i" interp_param { zoom_factor: 8 } }`;
    expect(offered(text).find(({ id }) => id === 'write-dilation')?.result()).toEqual({ obstacle: expect.stringContaining('DeepLab v1 calls it `hole`') as string });
    expect(refactored(text, 'upgrade')).toContain('dilation: 2');
  });

  it('hole is not offered for V2 layers, which DeepLab v1 cannot read', () => {
    expect(ids(layer('c', 'Convolution', 'data', 'convolution_param { dilation: 2 }'))).not.toContain('write-hole');
  });
});

describe('Input layer', () => {
  const relu = layer('r', 'ReLU', 'data');

  it('from input_dim, with a comment that stays', () => {
    const text = `name: "net"\ninput: "data" # the picture\ninput_dim: 1\ninput_dim: 3\ninput_dim: 321\ninput_dim: 321\n${relu}\n`;
    const after = refactored(text, 'input-layer');
    expect(after).toBe(`name: "net"\nlayer {\n  name: "data"\n  type: "Input"\n  top: "data"\n  input_param { shape { dim: 1 dim: 3 dim: 321 dim: 321 } }\n} # the picture\n${relu}\n`);
    expect(check(parse(after)).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(analysisOf(after).inputs.map(({ shape }) => shape)).toEqual([[1, 3, 321, 321]]);
  });

  it('from several input_shape', () => {
    const text = `input: "a"\ninput_shape { dim: 1 dim: 3 dim: 9 dim: 9 }\ninput: "b"\ninput_shape { dim: 1 }\n${layer('r', 'ReLU', 'a')}`;
    expect(analysisOf(refactored(text, 'input-layer')).inputs.map(({ shape }) => shape)).toEqual([[1, 3, 9, 9], [1]]);
  });

  it.each([
    ['PSPNet', `# atrous: dialect=pspnet\n${input(9)} ${relu}`],
    ['V1', `${input(9)} layers { name: "r" type: RELU bottom: "data" top: "r" }`],
    ['sizes that are missing', `input: "data" ${relu}`],
  ])('%s: not offered', (_, text) => {
    expect(ids(text)).not.toContain('input-layer');
  });
});

describe('fully convolutional', () => {
  const net = `${input(224)}
${pool('p', 'data', 'kernel_size: 32 stride: 32')}
layer {
  name: "fc6"
  type: "InnerProduct"
  bottom: "p"
  top: "fc6"
  inner_product_param {
    num_output: 64 # channels
    weight_filler { type: "gaussian" std: 0.005 }
  }
}
${layer('relu6', 'ReLU', 'fc6').replace('top: "relu6"', 'top: "fc6"')}
${layer('fc7', 'InnerProduct', 'fc6', 'inner_product_param { num_output: 32 }')}
${layer('prob', 'Softmax', 'fc7')}
`;

  it('the first layer gets a kernel as large as its map, the others 1×1', () => {
    const after = refactored(net, 'fully-convolutional');
    expect(after).toBe(net
      .replaceAll('"InnerProduct"', '"Convolution"').replaceAll('inner_product_param', 'convolution_param')
      .replace('num_output: 64 # channels', 'num_output: 64 # channels\n    kernel_size: 7').replace('num_output: 32', 'num_output: 32 kernel_size: 1'));
    expect(analysisOf(after).totals.parameters).toBe(analysisOf(net).totals.parameters);
    expect(analysisOf(after).layers.at(-1)?.topShapes).toEqual([[1, 32, 1, 1]]);
  });

  it('takes larger pictures then', () => {
    expect(analysisOf(refactored(net, 'fully-convolutional').replaceAll('dim: 224', 'dim: 512')).layers.at(-1)?.topShapes).toEqual([[1, 32, 10, 10]]);
  });

  it('V1 layers keep their words', () => {
    const text = 'input: "data" input_dim: 1 input_dim: 3 input_dim: 7 input_dim: 5\nlayers { name: "fc" type: INNER_PRODUCT bottom: "data" top: "fc" inner_product_param { num_output: 2 } }';
    expect(refactored(text, 'fully-convolutional')).toContain('type: CONVOLUTION bottom: "data" top: "fc" convolution_param { num_output: 2 kernel_h: 7 kernel_w: 5 }');
  });

  it('is not offered where there is nothing to convert, or a size is not known', () => {
    expect(ids(`${input(9)} ${layer('r', 'ReLU', 'data')}`)).not.toContain('fully-convolutional');
    expect(ids(layer('fc', 'InnerProduct', 'data', 'inner_product_param { num_output: 2 }'))).not.toContain('fully-convolutional');
  });
});
