/** Other output strides: exactly DeepLab's numbers, and every unit that was there before sees what it saw. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/edits/text-edit';
import { extentAt } from '../../server/src/analysis/axis-field';
import { toNumber } from '../../server/src/analysis/rational';
import { check } from '../../server/src/rules/check';
import { parse } from '../../server/src/syntax/parser';
import { root, shared } from '../support/shared';
import { conv, input, layer, pool, resnet, vgg } from '../rules/atrous/nets';
import { analysisOf, offered, refactored } from './apply';

/** What can be chosen. */
const ids = (text: string): string[] => offered(text).filter((choice) => choice.id.startsWith('output-stride') && 'edits' in choice.result()).map(({ id }) => id);

/** stride, hole and padding of a layer along the height. */
function numbers(text: string, name: string): { stride: number | undefined; dilation: number | undefined; pad: number | undefined } {
  const geometry = analysisOf(text).layers.find((found) => found.layer.name === name)?.geometry;
  return { stride: geometry?.stride[0], dilation: geometry?.dilation[0], pad: geometry?.pad[0] };
}

/** VGG-16 as it was trained, convolutional, at a size that all its strides divide. */
const vgg16 = vgg({ size: 321, pool4: 'kernel_size: 2 stride: 2', conv5: 'kernel_size: 3 pad: 1', pool5: 'kernel_size: 2 stride: 2', fc6: 'kernel_size: 7', fc6Outputs: 4096 });
const resnet32 = resnet({ stride4: 2, hole4: 'pad: 1', stride5: 2, hole5: 'pad: 1' });

describe('numbers', () => {
  it('VGG-16 gets DeepLab’s strides and holes', () => {
    const text = refactored(vgg16, 'output-stride-8');
    expect(['pool3', 'pool4', 'conv5_1', 'pool5', 'fc6'].map((name) => numbers(text, name))).toEqual([
      { stride: 2, dilation: 1, pad: 1 },
      { stride: 1, dilation: 1, pad: 0 },
      { stride: 1, dilation: 2, pad: 2 },
      { stride: 1, dilation: 1, pad: 0 },
      { stride: 1, dilation: 4, pad: 0 },
    ]);
  });

  it.each([[16, 2], [8, 4], [4, 8]])('ResNet at stride %i has holes up to %i', (stride, hole) => {
    const text = refactored(resnet32, `output-stride-${stride}`);
    expect(numbers(text, 'res5a_branch2b')).toEqual({ stride: 1, dilation: hole, pad: hole });
    expect(check(parse(text)).filter(({ code, severity }) => code === 'atrous/hole-stride' || severity === 'error')).toEqual([]);
  });

  it('and back', () => {
    expect(refactored(refactored(resnet32, 'output-stride-8'), 'output-stride-32')).toBe(resnet32);
    expect(refactored(refactored(resnet32, 'output-stride-8'), 'output-stride-16')).toBe(refactored(resnet32, 'output-stride-16'));
    expect(numbers(refactored(vgg(), 'output-stride-16'), 'conv5_1')).toEqual({ stride: 1, dilation: 1, pad: 1 });
    expect(numbers(refactored(vgg(), 'output-stride-32'), 'fc6')).toEqual({ stride: 1, dilation: 3, pad: 3 });
  });

  it('a stride is written where the hole goes', () => {
    const text = [input(65), conv('a', 'data', 8, 'kernel_size: 3 pad: 1'), conv('b', 'a', 8, 'kernel_size: 3 pad: 2 dilation: 2'), conv('c', 'b', 8, 'kernel_size: 3 pad: 4 dilation: 4')].join(' ');
    expect(refactored(text, 'output-stride-4')).toBe(text.replace('pad: 1', 'pad: 1 stride: 2').replace('pad: 2 dilation: 2', 'pad: 1 stride: 2').replace('pad: 4 dilation: 4', 'pad: 1'));
  });

  it('titles say what is now', () => {
    expect(offered(vgg16).find(({ id }) => id === 'output-stride-8')).toMatchObject({ title: 'Set output stride to 8 (now 32)', kind: 'refactor.rewrite', needsPreview: true });
  });
});

/** Blobs along the height whose unit j, before, does not see what unit j·factor sees after. */
function changedFields(before: string, after: string): string[] {
  const [old, changed] = [analysisOf(before), analysisOf(after)];
  return old.layers.flatMap((layer, index) => {
    const [was, is] = [layer.topFields[0]?.[0]?.axes[0], changed.layers[index]?.topFields[0]?.[0]?.axes[0]];
    if (was === undefined || is === undefined || was.whole) return [];
    const factor = toNumber(was.stride) / toNumber(is.stride);
    const isSame = [0, 1, 2, 5].every((unit) => JSON.stringify(extentAt(was, unit)) === JSON.stringify(extentAt(is, unit * factor)));
    return Number.isInteger(factor) && isSame ? [] : [layer.layer.name];
  });
}

describe('fields', () => {
  const inception = [
    input(224), conv('stem', 'data', 64, 'kernel_size: 7 stride: 2 pad: 3'), pool('p1', 'stem', 'kernel_size: 3 stride: 2'),
    conv('a', 'p1', 8, 'kernel_size: 3 stride: 2 pad: 1'), pool('b', 'p1', 'kernel_size: 3 stride: 2 pad: 1'), layer('cat', 'Concat', 'a b'),
    conv('c', 'cat', 8, 'kernel_h: 1 kernel_w: 7 pad_h: 0 pad_w: 3'), pool('d', 'cat', 'kernel_size: 3 stride: 1 pad: 1'), conv('e', 'd', 8, 'kernel_size: 1'), layer('cat2', 'Concat', 'c e'),
    conv('f', 'cat2', 8, 'kernel_size: 5 stride: 2 pad: 2 dilation: 2'), conv('g', 'f', 8, 'kernel_size: 3 pad: 1'),
  ].join('\n');
  it.each([
    ['VGG-16 at 16', vgg16, 16], ['VGG-16 at 8', vgg16, 8], ['VGG-16 at 4', vgg16, 4],
    ['ResNet at 16', resnet32, 16], ['ResNet at 8', resnet32, 8],
    ['branches, asymmetric kernels and earlier holes at 8', inception, 8], ['the same at 4', inception, 4],
  ])('%s: every unit sees what it saw', (_, text, stride) => {
    expect(changedFields(text, refactored(text, `output-stride-${stride}`))).toEqual([]);
  });
});

describe('text', () => {
  it('changes numbers only where they stand, and keeps comments', () => {
    const text = `${input(65)}
layer { # halves
  name: "p"
  type: "Pooling"
  bottom: "data"
  top: "p"
  pooling_param { kernel_size: 3 stride: 2 pad: 1 } # 33
}
layer {
  name: "c"
  type: "Convolution"
  bottom: "p"
  top: "c"
  convolution_param {
    num_output: 8
    kernel_size: 3 # taps
    pad: 1
    stride: 4
  }
}
layer { name: "fc" type: "Convolution" bottom: "c" top: "fc" convolution_param { num_output: 8 kernel_size: 3 } }
`;
    expect(refactored(text, 'output-stride-4')).toBe(text.replace('stride: 4', 'stride: 2').replace('kernel_size: 3 } }', 'kernel_size: 3 dilation: 2 } }'));
  });

  it('DeepLab v1 gets hole', () => {
    const text = `input: "data" input_dim: 1 input_dim: 3 input_dim: 65 input_dim: 65
layers { name: "p" type: POOLING bottom: "data" top: "p" pooling_param { kernel_size: 3 stride: 8 pad: 1 } }
layers { name: "i" type: INTERP bottom: "p" top: "i" interp_param { zoom_factor: 1 } }
layers { name: "c" type: CONVOLUTION bottom: "p" top: "c" convolution_param { num_output: 8 kernel_size: 3 pad: 1 } }`;
    expect(refactored(text, 'output-stride-4')).toContain('kernel_size: 3 pad: 2 hole: 2');
  });

  it('layers that both phases have are changed once', () => {
    const text = `${input(65)} ${pool('p', 'data', 'kernel_size: 3 stride: 8 pad: 1')} ${conv('c', 'p', 8, 'kernel_size: 3 pad: 1')} layer { name: "s" type: "Silence" bottom: "c" include { phase: TRAIN } }`;
    expect(refactored(text, 'output-stride-4')).toBe(text.replace('stride: 8', 'stride: 4').replace('kernel_size: 3 pad: 1 } }', 'kernel_size: 3 pad: 2 dilation: 2 } }'));
  });
});

describe('what follows the map', () => {
  const trained = `layer { name: "d" type: "ImageSegData" top: "data" top: "label" image_data_param { batch_size: 1 } transform_param { crop_size: 65 } }
${pool('p', 'data', 'kernel_size: 3 stride: 8 pad: 1')}
${conv('score', 'p', 21, 'kernel_size: 3 pad: 1')}
${layer('small', 'Interp', 'label', 'interp_param { shrink_factor: 8 }')}
${layer('loss', 'SoftmaxWithLoss', 'score small')}
${layer('full', 'Interp', 'score', 'interp_param { zoom_factor: 8 }')}`;

  it('labels and enlarging take other factors', () => {
    const text = refactored(trained, 'output-stride-4');
    expect(text).toContain('shrink_factor: 4');
    expect(text).toContain('zoom_factor: 4');
    expect(check(parse(text)).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('fully connected layers become convolutions with holes', () => {
    const text = `${input(224)} ${pool('p', 'data', 'kernel_size: 32 stride: 32')} ${layer('fc6', 'InnerProduct', 'p', 'inner_product_param { num_output: 8 }')} ${layer('fc7', 'InnerProduct', 'fc6', 'inner_product_param { num_output: 4 }')}`;
    const after = refactored(text, 'output-stride-16');
    expect(after).toContain('name: "fc6" type: "Convolution" bottom: "p" top: "fc6" convolution_param { num_output: 8 kernel_size: 7 dilation: 2 }');
    expect(after).toContain('name: "fc7" type: "Convolution" bottom: "fc6" top: "fc7" convolution_param { num_output: 4 kernel_size: 1 }');
  });

  it('a pooling over the whole map grows with it', () => {
    const text = `${input(224)} ${pool('p', 'data', 'kernel_size: 32 stride: 32')} ${pool('all', 'p', 'kernel_size: 7')} ${layer('fc', 'InnerProduct', 'all', 'inner_product_param { num_output: 8 }')}`;
    expect(refactored(text, 'output-stride-16')).toContain('pooling_param { pool: MAX global_pooling: true }');
  });
});

describe('not offered', () => {
  it.each([
    ['the stride that the net has', vgg(), ['output-stride-32', 'output-stride-16', 'output-stride-4']],
    ['larger ones of nets without holes', `${input(65)} ${pool('p', 'data', 'kernel_size: 3 stride: 8 pad: 1')}`, ['output-stride-4']],
    ['where holes do not divide', vgg({ fc6: 'kernel_size: 3 pad: 6 dilation: 6' }), ['output-stride-16', 'output-stride-4']],
    ['where cells come back to a stated size', `${input(64)} ${pool('p', 'data', 'kernel_size: 8 stride: 8')} ${pool('cells', 'p', 'kernel_size: 4 stride: 4')} ${layer('back', 'Interp', 'cells', 'interp_param { height: 8 width: 8 }')} ${layer('cat', 'Concat', 'p back')}`, []],
    ['where a path cannot follow', `${input(64)} ${pool('p', 'data', 'kernel_size: 8 stride: 8')} ${layer('what', 'Whatever', 'p')}`, []],
    ['for solvers', 'base_lr: 0.1 max_iter: 10', []],
  ])('%s', (_, text, expected) => {
    expect(ids(text)).toEqual(expected);
  });
});

describe('real nets', () => {
  const folder = shared === undefined ? join(root, 'test/fixtures/corpus') : join(shared, 'corpus');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.prototxt') && !path.includes('solver')).sort();
  const errors = (text: string): string[] => check(parse(text)).filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`);

  it.each(files)('%s: nothing that was right goes wrong at the finest stride', (path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    const result = offered(text).findLast(({ id }) => id.startsWith('output-stride'))?.result();
    if (result === undefined || 'obstacle' in result) return;
    const codes = new Set(errors(text).map((error) => error.split(' ')[0]));
    expect(errors(applyEdits(text, result.edits)).filter((error) => !codes.has(error.split(' ')[0]))).toEqual([]);
  });

  it('a net whose sizes would no longer fit says which', () => {
    const text = [
      input(63), pool('p', 'data', 'kernel_size: 2 stride: 4'), conv('a', 'p', 8, 'kernel_size: 3 stride: 2 pad: 1'),
      pool('b', 'p', 'kernel_size: 2 stride: 2'), layer('cat', 'Concat', 'a b'),
    ].join(' ');
    const finer = offered(text).find(({ id }) => id === 'output-stride-4');
    expect(finer?.result()).toEqual({ obstacle: expect.stringContaining('Caffe would refuse `cat`') as string });
  });
});
