/** Refactorings that add, copy or take away layers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldSize } from '../../server/src/analysis/axis-field';
import { check } from '../../server/src/rules/check';
import { asppHead } from '../../server/src/refactorings/aspp-head';
import { layerAround } from '../../server/src/refactorings/walk';
import { applyEdits } from '../../server/src/edits/text-edit';
import { parse } from '../../server/src/syntax/parser';
import { shared } from '../support/shared';
import { conv, input, layer, pool } from '../rules/atrous/nets';
import { analysisOf, contextOf, offered, refactored } from './apply';

const ids = (text: string, offset = 0): string[] => offered(text, offset).map(({ id }) => id);
const errors = (text: string): string[] => check(parse(text)).filter(({ severity }) => severity === 'error').map(({ message }) => message);
const at = (text: string, name: string): number => text.indexOf(`name: "${name}"`);
const named = (text: string, name: string) => analysisOf(text).layers.find((found) => found.layer.name === name);

describe('ASPP head', () => {
  const net = `# atrous: dialect=deeplab-v2\n${input(65)}\n${pool('p', 'data', 'kernel_size: 3 stride: 8 pad: 1')}\n`;

  it('has the paper’s branches, whose scores fit together', () => {
    const after = refactored(net, 'insert-aspp-l', at(net, 'p'));
    expect(errors(after)).toEqual([]);
    expect([1, 2, 3, 4].map((branch) => named(after, `fc6_${branch}`)?.geometry?.dilation[0])).toEqual([6, 12, 18, 24]);
    expect(named(after, 'fc8')?.topShapes).toEqual([[1, 21, 9, 9]]);
    expect(after.startsWith(net.trimEnd())).toBe(true);
  });

  it('takes other rates', () => {
    const context = contextOf(net);
    const site = layerAround(context, at(net, 'p'));
    if (site === undefined) throw new Error('The offset is in a layer.');
    const after = applyEdits(net, asppHead(context, site, [1, 2, 3]));
    expect(named(after, 'fc8')?.layer.bottoms.map(({ name }) => name)).toEqual(['fc8_1', 'fc8_2', 'fc8_3']);
  });

  it('speaks DeepLab v1 in its files, and keeps the placeholder for the classes', () => {
    const text = 'input: "data" input_dim: 1 input_dim: 3 input_dim: 65 input_dim: 65\nlayers { name: "p" type: POOLING bottom: "data" top: "p" pooling_param { kernel_size: 3 } }\nlayers { name: "i" type: INTERP bottom: "data" top: "i" interp_param { zoom_factor: 1 } }\nlayers { name: "c" type: CONVOLUTION bottom: "i" top: "c" convolution_param { num_output: ${NUM_LABELS} kernel_size: 1 hole: 1 } }\n';
    const after = refactored(text, 'insert-aspp-s', at(text, 'p'));
    expect(after).toMatch(/layers \{\n {2}name: "fc6_1"\n {2}type: CONVOLUTION\n[^}]*hole: 2/);
    expect(after).toContain('num_output: ${NUM_LABELS}\n    kernel_size: 1');
  });

  it('is offered where a map is made that nothing changes, and once', () => {
    const inPlace = `${net}layer { name: "r" type: "ReLU" bottom: "p" top: "p" }`;
    expect(ids(inPlace, at(inPlace, 'p'))).not.toContain('insert-aspp-l');
    expect(ids(inPlace, at(inPlace, 'r'))).toContain('insert-aspp-l');
    const done = refactored(net, 'insert-aspp-l', at(net, 'p'));
    expect(ids(done, at(done, 'p'))).not.toContain('insert-aspp-s');
  });
});

describe('multi-scale inputs', () => {
  const net = `# atrous: dialect=deeplab-v2
${input(65)}
layer {
  name: "c"
  type: "Convolution"
  bottom: "data"
  top: "c"
  param { lr_mult: 1 }
  convolution_param { num_output: 8 kernel_size: 3 pad: 1 stride: 8 }
}
layer { name: "r" type: "ReLU" bottom: "c" top: "c" }
${conv('score', 'c', 21, 'kernel_size: 1')}
${layer('prob', 'Softmax', 'score')}
`;
  const after = refactored(net, 'multi-scale', at(net, 'score'));

  it('every scale has the same weights, and the largest score counts', () => {
    expect(errors(after)).toEqual([]);
    expect(analysisOf(after).totals.parameters).toBe(analysisOf(net).totals.parameters);
    expect(named(after, 'score_res05')?.sharedWith.map((owner) => owner?.name)).toEqual(['score', 'score']);
    expect(named(after, 'score_fusion')?.bottomShapes).toEqual([[1, 21, 9, 9], [1, 21, 9, 9], [1, 21, 9, 9]]);
    expect(named(after, 'prob')?.layer.bottoms.map(({ name }) => name)).toEqual(['score_fusion']);
  });

  it('names parameters where they stand', () => {
    expect(after).toContain('param { name: "c_w" lr_mult: 1 }\n  param { name: "c_b" }');
  });

  it('sees twice as far at half the scale', () => {
    const size = (name: string): number | undefined => {
      const field = named(after, name)?.topFields[0]?.[0]?.axes[0];
      return field && fieldSize(field);
    };
    expect([size('score'), size('score_res05')]).toEqual([3, 5]);
  });

  it('says what would not fit', () => {
    const odd = net.replaceAll('dim: 65', 'dim: 73');
    const result = offered(odd, at(odd, 'score')).find(({ id }) => id === 'multi-scale')?.result();
    expect(result).toEqual({ obstacle: expect.stringContaining('score_fusion') as string });
  });

  it('needs Interp, and one picture', () => {
    expect(ids(net.replace('deeplab-v2', 'bvlc'), at(net, 'score'))).not.toContain('multi-scale');
    expect(ids(after, at(after, 'score'))).not.toContain('multi-scale');
  });
});

describe('deploy net', () => {
  const net = `name: "net"
layer {
  name: "data"
  type: "ImageSegData"
  top: "data"
  top: "label"
  include { phase: TRAIN }
  image_data_param { batch_size: 8 }
  transform_param { crop_size: 65 mean_value: 1 mean_value: 2 mean_value: 3 }
}
# the net
layer {
  name: "score"
  type: "Convolution"
  bottom: "data"
  top: "score"
  convolution_param { num_output: 21 kernel_size: 1 }
  include { phase: TRAIN }
}
${layer('aux', 'Convolution', 'data', 'convolution_param { num_output: 21 kernel_size: 1 }')}
${layer('aux_loss', 'SoftmaxWithLoss', 'aux label', 'loss_weight: 0.4')}
layer {
  name: "loss"
  type: "SoftmaxWithLoss"
  bottom: "score"
  bottom: "label"
  top: "loss"
}
`;

  it('has an input, the layers before the main loss and a softmax', () => {
    expect(refactored(net, 'deploy')).toBe(`name: "net"
input: "data"
input_dim: 1
input_dim: 3
input_dim: 65
input_dim: 65
# the net
layer {
  name: "score"
  type: "Convolution"
  bottom: "data"
  top: "score"
  convolution_param { num_output: 21 kernel_size: 1 }
}
layer {
  name: "prob"
  type: "Softmax"
  bottom: "score"
  top: "prob"
}
`);
  });

  it('has an Input layer where the fork has them', () => {
    const after = refactored(`# atrous: dialect=bvlc\n${net.replace('ImageSegData', 'ImageData')}`, 'deploy');
    expect(after).toContain('type: "Input"');
    expect(analysisOf(after).inputs.map(({ shape }) => shape)).toEqual([[1, 3, 65, 65]]);
    expect(errors(after)).toEqual([]);
  });

  it('is offered for training nets with a known picture', () => {
    expect(ids(`${input(9)} ${layer('r', 'ReLU', 'data')}`)).not.toContain('deploy');
    expect(ids(net.replace('crop_size: 65', ''))).not.toContain('deploy');
  });

  if (shared !== undefined) {
    it.each(['talent518__deeplab-public-ver2/exper/voc12/config/vgg16/train_train.prototxt', 'BVLC__caffe/models/bvlc_googlenet/train_val.prototxt', 'corenel__deeplab-public/exper/voc12/config/deeplab_largeFOV/train.prototxt'])('%s', (path) => {
      const text = readFileSync(join(shared ?? '', 'corpus', path), 'utf8');
      const after = refactored(text, 'deploy');
      expect(errors(after)).toEqual([]);
      expect(analysisOf(after).layers.filter(({ definition }) => definition?.category === 'loss')).toEqual([]);
      expect(analysisOf(after).layers.at(-1)?.layer.type).toBe('Softmax');
    });
  }
});

describe('folding', () => {
  const net = `${input(9)}
layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 8 kernel_size: 3 bias_term: false } }
layer { name: "bn" type: "BatchNorm" bottom: "c" top: "c" batch_norm_param { use_global_stats: true } }
layer { name: "scale" type: "Scale" bottom: "c" top: "c" scale_param { bias_term: true } }
layer { name: "r" type: "ReLU" bottom: "c" top: "c" }
`;

  it('leaves a convolution with a bias', () => {
    expect(refactored(net, 'fold-normalization')).toBe(`${input(9)}
layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 8 kernel_size: 3 } }
layer { name: "r" type: "ReLU" bottom: "c" top: "c" }
`);
  });

  it('keeps the name that others read', () => {
    const text = net.replace('bottom: "c" top: "c" batch', 'bottom: "c" top: "n" batch').replace('bottom: "c" top: "c" scale', 'bottom: "n" top: "s" scale').replace('bottom: "c" top: "c" }', 'bottom: "s" top: "r" }');
    const after = refactored(text, 'fold-normalization');
    expect(after).toContain('name: "c" type: "Convolution" bottom: "data" top: "s"');
    expect(errors(after)).toEqual([]);
  });

  it.each([
    ['a convolution that others read too', net.replace('bottom: "c" top: "c" batch', 'bottom: "c" top: "n" batch').replace('bottom: "c" top: "c" scale', 'bottom: "n" top: "n" scale')],
    ['a Scale with a second bottom', `${input(9)} ${conv('c', 'data', 8, 'kernel_size: 1')} ${layer('s', 'Scale', 'c data')}`],
    ['none', `${input(9)} ${conv('c', 'data', 8, 'kernel_size: 1')}`],
  ])('%s stays', (_, text) => {
    expect(ids(text)).not.toContain('fold-normalization');
  });
});
