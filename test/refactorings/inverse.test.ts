/** Strides that were removed come back where they were, found by the holes alone. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conv, input, layer, pool, vgg } from '../rules/atrous/nets';
import { shared } from '../support/shared';
import { analysisOf, offered, refactored } from './apply';
import { backbone, backboneText } from './random-backbones';

/** Every kernel of a net, as numbers. */
const kernelsOf = (text: string): unknown[] => analysisOf(text).layers.filter(({ geometry }) => geometry).map(({ layer: { name }, geometry }) => [name, geometry]);

const strideNow = (text: string): number => Number(/now (\d+)/.exec(offered(text).find(({ id }) => id.startsWith('output-stride'))?.title ?? '')?.[1]);

describe('there and back', () => {
  it('random backbones have their strides, holes, paddings and windows again', () => {
    fc.assert(fc.property(backbone, fc.constantFrom(16, 8, 4), (stages, stride) => {
      const original = 2 ** stages.length;
      fc.pre(original > stride);
      const text = backboneText(stages);
      expect(kernelsOf(refactored(refactored(text, `output-stride-${stride}`), `output-stride-${original}`))).toEqual(kernelsOf(text));
    }), { numRuns: 50 });
  });

  const corpus = [
    'BVLC__caffe/models/bvlc_googlenet/deploy.prototxt', 'BVLC__caffe/models/bvlc_alexnet/deploy.prototxt', 'dgschwend__netscope/presets/vgg-16.prototxt',
    'KaimingHe__deep-residual-networks/prototxt/ResNet-50-deploy.prototxt', 'KaimingHe__deep-residual-networks/prototxt/ResNet-152-deploy.prototxt',
    'shicai__MobileNet-Caffe/mobilenet_deploy.prototxt', 'shicai__MobileNet-Caffe/mobilenet_v2_deploy.prototxt', 'shicai__DenseNet-Caffe/DenseNet_121.prototxt',
    'forresti__SqueezeNet/SqueezeNet_v1.1/deploy.prototxt', 'jay-mahadeokar__pynetbuilder/models/imagenet/resnet_34_inception_trick/test.prototxt',
  ].map((path) => [path, join(shared ?? '', 'corpus', path)] as const).filter(([, file]) => shared !== undefined && existsSync(file));

  it.each(corpus.flatMap(([path, file]) => [16, 8, 4].map((stride) => [path, stride, file] as const)))('%s at %i', (_, stride, file) => {
    const text = readFileSync(file, 'utf8');
    const original = strideNow(text);
    if (original <= stride) return;
    const fine = refactored(text, `output-stride-${stride}`);
    expect(strideNow(fine)).toBe(stride);
    expect(kernelsOf(refactored(fine, `output-stride-${original}`))).toEqual(expect.arrayContaining(kernelsOf(text)));
  });
});

/** What of a chain gets which stride back: `layer stride`. */
const strided = (before: string, after: string): string[] => {
  const was = new Map(analysisOf(before).layers.map(({ layer: { name }, geometry }) => [name, geometry?.stride[0]]));
  return analysisOf(after).layers.flatMap(({ layer: { name }, geometry }) => (geometry?.stride[0] === was.get(name) ? [] : [`${name} ${geometry?.stride[0]}`]));
};

const same = (name: string, bottom: string, hole: number): string => conv(name, bottom, 8, `kernel_size: 3 pad: ${hole} dilation: ${hole}`);
const free = (name: string, bottom: string): string => conv(name, bottom, 8, 'kernel_size: 1');

describe('where the stride goes', () => {
  it.each<[what: string, net: string[], target: number, strides: string[]]>([
    ['the last convolution without the hole', [same('a', 'data', 1), same('b', 'a', 1), same('c', 'b', 2)], 2, []],
    ['a convolution before four-fold holes', [same('a', 'data', 1), same('b', 'a', 1), same('c', 'b', 4)], 4, ['b 4']],
    ['a pooling between', [same('a', 'data', 1), pool('p', 'a', 'kernel_size: 3 stride: 2 pad: 1'), same('b', 'p', 1), pool('q', 'b', 'kernel_size: 3 stride: 1 pad: 1'), same('c', 'q', 2)], 4, ['q 2']],
    ['all that read the map', [pool('p', 'data', 'kernel_size: 2 stride: 2'), same('a', 'p', 1), layer('e', 'Eltwise', 'p a'), free('l', 'e'), free('r', 'e'), same('s', 'r', 2), layer('f', 'Eltwise', 'l s')], 4, ['l 2', 'r 2']],
    ['each branch where it can', [pool('p', 'data', 'kernel_size: 2 stride: 2'), same('a', 'p', 1), free('b', 'p'), layer('c', 'Concat', 'a b'), same('d', 'c', 2)], 4, ['a 2', 'b 2']],
    ['not a side output', [pool('p', 'data', 'kernel_size: 2 stride: 2'), same('a', 'p', 1), free('side', 'p'), same('b', 'a', 2)], 4, ['a 2']],
  ])('%s', (_, layers, target, strides) => {
    const text = [input(65), ...layers].join('\n');
    if (strides.length === 0) return expect(offered(text).some(({ id }) => id === `output-stride-${target}`)).toBe(true);
    expect(strided(text, refactored(text, `output-stride-${target}`))).toEqual(strides);
  });

  it('along each axis where it can', () => {
    const text = [
      input(65), pool('p', 'data', 'kernel_size: 2 stride: 2'), conv('a', 'p', 8, 'kernel_h: 1 kernel_w: 3 pad_h: 0 pad_w: 1'),
      conv('b', 'a', 8, 'kernel_h: 3 kernel_w: 1 pad_h: 1 pad_w: 0'), same('c', 'b', 2),
    ].join('\n');
    const strides = analysisOf(refactored(text, 'output-stride-4')).layers.map(({ geometry }) => geometry?.stride);
    expect(strides).toEqual([[2, 2], [1, 2], [2, 1], [1, 1]]);
  });

  it('either way where a pooling without a trace of it stands between', () => {
    const text = [input(65), pool('p', 'data', 'kernel_size: 2 stride: 2'), same('a', 'p', 1), pool('q', 'a', 'kernel_size: 3 stride: 1'), same('b', 'q', 2)].join('\n');
    expect(offered(text).filter(({ id }) => id.startsWith('output-stride-4')).map(({ id, title }) => [id, title, strided(text, refactored(text, id))])).toEqual([
      ['output-stride-4', 'Set output stride to 4 (now 2), with the stride at `q`', ['q 2']],
      ['output-stride-4-earliest', 'Set output stride to 4 (now 2), with the stride at `a`', ['a 2']],
    ]);
  });
});

describe('why not', () => {
  const reason = (text: string): unknown => offered(text).filter(({ id }) => id.startsWith('output-stride')).map((choice) => [choice.id, choice.result()]).find(([, result]) => Object.hasOwn(result as object, 'obstacle'));

  it.each<[what: string, net: string, id: string, obstacle: string]>([
    ['a head with a hole of its own', vgg({ fc6: 'kernel_size: 3 pad: 6 dilation: 6' }), 'output-stride-32', 'The dilation of `fc6` is 6 and cannot be divided by 4.'],
    ['holes that come to an end', [input(65), pool('p', 'data', 'kernel_size: 3 stride: 4 pad: 1'), same('a', 'p', 1), same('b', 'a', 2), same('c', 'b', 1)].join('\n'), 'output-stride-8', 'The dilation of `c` is 1 and cannot be divided by 2.'],
    ['holes of three', [input(65), pool('p', 'data', 'kernel_size: 3 stride: 4 pad: 1'), same('a', 'p', 3), same('b', 'a', 1)].join('\n'), 'output-stride-larger', 'There is no layer below which'],
  ])('%s', (_, net, id, obstacle) => {
    expect(reason(net)).toEqual([id, { obstacle: expect.stringContaining(obstacle) as string }]);
  });
});

describe('how exact it is', () => {
  const note = (text: string, id: string): unknown => offered(text).find((choice) => choice.id === id)?.result();

  it('is said before the edits are made', () => {
    const trained = vgg({ size: 321, pool4: 'kernel_size: 2 stride: 2', conv5: 'kernel_size: 3 pad: 1', pool5: 'kernel_size: 2 stride: 2', fc6: 'kernel_size: 7', fc6Outputs: 4096 });
    expect(note(trained, 'output-stride-16')).toMatchObject({ note: 'With the same weights both nets give the same values where both have a unit.' });
    expect(note(trained, 'output-stride-8')).toMatchObject({ note: expect.stringContaining('up to `pool5`: Caffe’s poolings have no holes') as string });
  });
});
