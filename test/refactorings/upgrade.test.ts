/** Older nets in V2's words: the same layers, shapes and parameters. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../server/src/analysis/analysis';
import type { Shape } from '../../server/src/net/shape';
import { check } from '../../server/src/rules/check';
import { parse } from '../../server/src/syntax/parser';
import { root, shared } from '../support/shared';
import { analysisOf, offered, refactored } from './apply';

const upgraded = (text: string): string => refactored(text, 'upgrade');

describe('V1', () => {
  it.each([
    ['types, and what learns how fast', `layers {
  name: "conv1" # first
  type: CONVOLUTION
  bottom: "data"
  top: "conv1"
  blobs_lr: 1
  blobs_lr: 2
  weight_decay: 1
  weight_decay: 0
  convolution_param { num_output: 8 kernel_size: 3 }
}
`, `layer {
  name: "conv1" # first
  type: "Convolution"
  bottom: "data"
  top: "conv1"
  param { lr_mult: 1 decay_mult: 1 }
  param { lr_mult: 2 decay_mult: 0 }
  convolution_param { num_output: 8 kernel_size: 3 }
}
`],
    ['shared parameters', 'layers { type: INNER_PRODUCT param: "w" param: "b" blob_share_mode: PERMISSIVE blobs_lr: 1 inner_product_param { num_output: 2 } }',
      'layer { type: "InnerProduct" param { name: "w" share_mode: PERMISSIVE lr_mult: 1 } param { name: "b" } inner_product_param { num_output: 2 } }'],
    ['DeepLab v1’s own', '# atrous: dialect=deeplab-v1\nlayers { type: IMAGE_SEG_DATA image_data_param { has_label: false batch_size: 1 } }\nlayers { type: CONVOLUTION strict_dim: false convolution_param { kernel_size: 3 hole: 4 } }\nlayers { type: SOFTMAX_LOSS softmaxloss_param { ignore_label: 255 } }',
      '# atrous: dialect=deeplab-v2\nlayer { type: "ImageSegData" image_data_param { label_type: NONE batch_size: 1 } }\nlayer { type: "Convolution" convolution_param { kernel_size: 3 dilation: 4 } }\nlayer { type: "SoftmaxWithLoss" loss_param { ignore_label: 255 } }'],
    ['lists of layers', 'layers: [{ type: RELU }, { type: DROPOUT }]', 'layer: [{ type: "ReLU" }, { type: "Dropout" }]'],
  ])('%s', (_, before, after) => {
    expect(upgraded(before)).toBe(after);
  });

  it('a type without a V2 name is left alone', () => {
    expect(offered('layers { type: NO_SUCH_TYPE }').map(({ id }) => id)).not.toContain('upgrade');
  });
});

describe('V0', () => {
  it('is written anew, with padding merged and comments kept', () => {
    const text = `name: "net"
input: "data"
input_dim: 1
input_dim: 3
input_dim: 9
input_dim: 9
layers {
  layer { name: "pad1" type: "padding" pad: 2 }
  bottom: "data"
  top: "pad1"
}
layers {
  layer {
    name: "conv1"
    type: "conv"
    num_output: 8 # channels
    kernelsize: 5
    biasterm: false
    weight_filler { type: "gaussian" std: 0.01 }
    blobs_lr: 1.
  }
  bottom: "pad1"
  top: "conv1"
}
`;
    expect(upgraded(text)).toBe(`name: "net"
input: "data"
input_dim: 1
input_dim: 3
input_dim: 9
input_dim: 9
layer {
  # channels
  name: "conv1"
  type: "Convolution"
  bottom: "data"
  top: "conv1"
  param { lr_mult: 1. }
  convolution_param {
    num_output: 8
    kernel_size: 5
    bias_term: false
    weight_filler {
      type: "gaussian"
      std: 0.01
    }
    pad: 2
  }
}
`);
  });
});

describe('real nets', () => {
  const folder = shared === undefined ? join(root, 'test/fixtures/corpus') : join(shared, 'corpus');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.prototxt') && !path.includes('solver')).sort();
  const old = files.map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') })).filter(({ text }) => /^\s*layers\b/m.test(text));
  /** Forks of V1's time give every blob four axes, with 1 for those that it would not have. */
  const bare = (shape: Shape | undefined) => shape?.filter((dim) => dim !== 1);
  const outline = ({ layers }: Analysis) => layers.map(({ layer, topShapes, blobs, layer: { paramNames } }) => [layer.name, layer.type, topShapes.map(bare), blobs.map(({ shape }) => bare(shape)), paramNames.filter((name) => name !== undefined)]);

  it.each(old)('$path stays the same net', ({ text }) => {
    const upgrade = offered(text).find(({ id }) => id === 'upgrade');
    if (upgrade === undefined) return;
    const after = upgraded(text);
    expect(outline(analysisOf(after))).toEqual(outline(analysisOf(text)));
    const errors = (net: string) => check(parse(net)).filter(({ severity, code }) => severity === 'error' && code.startsWith('schema/')).map(({ message }) => message.split('.')[0]);
    const before = errors(text).map((message) => message?.replace('V1LayerParameter', 'LayerParameter'));
    expect(errors(after).filter((message) => !before.includes(message))).toEqual([]);
  });

  it('most of them are offered it', () => {
    const without = old.filter(({ text }) => !offered(text).some(({ id }) => id === 'upgrade'));
    expect(without.length * 4).toBeLessThan(old.length);
  });
});
