/** Refactored nets give the same numbers: both are run by the inference host on the same picture, with the same weights. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { WeightsChoice } from '../../server/src/inference/messages';
import { goldenCases } from '../support/golden';
import { shared } from '../support/shared';
import { ArrayFolder, done, startSupervisor } from '../support/host';
import { input, layer, resnet, vgg } from '../rules/atrous/nets';
import { refactored } from './apply';

const supervisor = startSupervisor();
const arrays = new ArrayFolder();
afterAll(() => {
  supervisor.dispose();
  arrays.remove();
});

interface Values {
  shape: readonly number[];
  values: Float32Array;
}

/** Fillers start from a seed and the layer's name, so a layer that keeps its name keeps its weights; so do random pictures. */
async function forward(text: string, blobs: readonly string[], weights: WeightsChoice = { kind: 'random', seed: 7 }): Promise<Map<string, Values>> {
  const result = await done(supervisor, {
    kind: 'forward', net: { path: 'net.prototxt', text, variables: [] }, weights,
    inputs: [], blobs, output: arrays.path, device: 'cpu', repeat: 0,
  });
  return new Map(result.blobs.map(({ name, file }) => [name, arrays.read(file)]));
}

/** The largest difference between units (y, x) of a map and (factor·y, factor·x) of a finer one, as a share of the largest value. */
function differenceAt(coarse: Values, fine: Values, factor: number): number {
  const [, channels = 1, height = 1, width = 1] = coarse.shape;
  const [, , fineHeight = 1, fineWidth = 1] = fine.shape;
  let [difference, largest] = [0, 0];
  for (let channel = 0; channel < channels; channel++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const value = coarse.values[(channel * height + y) * width + x] ?? NaN;
        const other = fine.values[(channel * fineHeight + factor * y) * fineWidth + factor * x] ?? NaN;
        difference = Math.max(difference, Math.abs(value - other));
        largest = Math.max(largest, Math.abs(value));
      }
    }
  }
  return difference / largest;
}

/** Sums in another order. */
const tolerance = 1e-5;

/** A net with an eighth of the channels is as good a witness, and runs in a moment. */
const narrowed = (text: string): string => text.replace(/num_output: (\d+)/g, (_, count: string) => `num_output: ${Math.max(1, Math.floor(Number(count) / 8))}`);

/** Checks that two nets agree at the units that both have. @param factors how many times finer the second net's blobs are */
async function expectSame(before: string, after: string, factors: Readonly<Record<string, number>>): Promise<void> {
  const blobs = Object.keys(factors);
  const [coarse, fine] = [await forward(narrowed(before), blobs), await forward(narrowed(after), blobs)];
  for (const [blob, factor] of Object.entries(factors)) {
    const [was, is] = [coarse.get(blob), fine.get(blob)];
    if (was === undefined || is === undefined) throw new Error(`There is no ${blob}.`);
    const isDenser = [2, 3].every((axis) => (is.shape[axis] ?? 1) > factor * ((was.shape[axis] ?? 1) - 1));
    expect(isDenser, blob).toBe(true);
    expect(differenceAt(was, is, factor), blob).toBeLessThan(tolerance);
  }
}

const corpusText = (path: string): string | undefined => {
  const file = join(shared ?? '', 'corpus', path);
  return shared !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

describe('another output stride', () => {
  // 217 is 14 units at stride 16 exactly, so that no window is cut at the border.
  const vgg16 = vgg({ size: 217, pool4: 'kernel_size: 2 stride: 2', conv5: 'kernel_size: 3 pad: 1', pool5: 'kernel_size: 2 stride: 2', fc6: 'kernel_size: 7', fc6Outputs: 4096 });
  const resnet32 = resnet({ stride4: 2, hole4: 'pad: 1', stride5: 2, hole5: 'pad: 1' }).replaceAll('321', '225');

  it('VGG-16 at 16', () => expectSame(vgg16, refactored(vgg16, 'output-stride-16'), { conv5_1: 1, pool5: 2, fc6: 2 }));

  // Caffe's poolings have no holes: the window of pool5 grows, and its maximum is over units that were not there before.
  it('VGG-16 at 8, up to where it pools again', () => expectSame(vgg16, refactored(vgg16, 'output-stride-8'), { conv4_1: 1, pool4: 2, conv5_1: 2 }));

  it.each([[16, 1, 2], [8, 2, 4], [4, 4, 8]])('ResNet at %i', (stride, fourth, fifth) =>
    expectSame(resnet32, refactored(resnet32, `output-stride-${stride}`), { res4a: fourth, res5a: fifth }));

  it('and back again', () => {
    const fine = refactored(resnet32, 'output-stride-8');
    return expectSame(refactored(fine, 'output-stride-32'), fine, { res5a: 4 });
  });
});

describe('fully convolutional', () => {
  const net = `${input(65, 49)}
${layer('p', 'Pooling', 'data', 'pooling_param { pool: AVE kernel_size: 9 stride: 8 }')}
${layer('fc6', 'InnerProduct', 'p', 'inner_product_param { num_output: 16 }')}
${layer('fc7', 'InnerProduct', 'fc6', 'inner_product_param { num_output: 5 }')}`;

  it('gives the same scores', () => expectSame(net, refactored(net, 'fully-convolutional'), { fc6: 1, fc7: 1 }));

  it('and the same score among those of a finer stride', () =>
    expectSame(net, refactored(refactored(net, 'fully-convolutional'), 'output-stride-4'), { fc7: 1 }));
});

describe('layers that are added', () => {
  const net = `# atrous: dialect=deeplab-v2
${input(65)}
layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 16 kernel_size: 3 pad: 1 stride: 8 } }
layer { name: "score" type: "Convolution" bottom: "c" top: "score" convolution_param { num_output: 16 kernel_size: 1 } }
${layer('prob', 'Softmax', 'score')}
`;

  it('leave the scores of the whole picture as they are, with more scales', () =>
    expectSame(net, refactored(net, 'multi-scale', net.indexOf('name: "score"')), { c: 1, score: 1 }));

  it('leave the map before an ASPP head as it is', () =>
    expectSame(net.replace(/layer . name: "score"[^]*$/, ''), refactored(net.replace(/layer . name: "score"[^]*$/, ''), 'insert-aspp-s', net.indexOf('name: "c"')), { c: 1 }));
});

it('upgraded to V2, a net gives the same numbers', () => {
  const old = `input: "data" input_dim: 1 input_dim: 3 input_dim: 33 input_dim: 33
layers { name: "c" type: CONVOLUTION bottom: "data" top: "c" blobs_lr: 1 blobs_lr: 2 convolution_param { num_output: 16 kernel_size: 3 stride: 2 } }
layers { name: "n" type: LRN bottom: "c" top: "n" lrn_param { local_size: 3 } }
layers { name: "fc" type: INNER_PRODUCT bottom: "n" top: "fc" inner_product_param { num_output: 16 } }`;
  return expectSame(old, refactored(old, 'upgrade'), { c: 1, n: 1, fc: 1 });
});

describe('folded normalisation', () => {
  /** The net and its weights, folded. */
  async function folded(text: string, weights: WeightsChoice): Promise<{ text: string; weights: WeightsChoice; layers: number }> {
    const output = { net: join(arrays.path, 'folded.prototxt'), weights: join(arrays.path, 'folded.caffemodel') };
    const { layers } = await done(supervisor, { kind: 'fold', net: { path: 'net.prototxt', text, variables: [] }, weights, output });
    return { text: readFileSync(output.net, 'utf8'), weights: { kind: 'file', path: output.weights }, layers };
  }

  /** Pictures are made from the seed too, and from 0 for weights of a file. */
  async function expectSameFolded(text: string, weights: WeightsChoice, blobs: readonly string[], layers: number): Promise<void> {
    const after = await folded(text, weights);
    expect(after.layers).toBe(layers);
    const [was, is] = [await forward(text, blobs, weights), await forward(after.text, blobs, after.weights)];
    for (const blob of blobs) {
      const [before, now] = [was.get(blob), is.get(blob)];
      if (before === undefined || now === undefined) throw new Error(`There is no ${blob}.`);
      expect(differenceAt(before, now, 1), blob).toBeLessThan(tolerance);
    }
  }

  const filled = 'filler { type: "uniform" min: 0.5 max: 2 } bias_term: true bias_filler { type: "uniform" min: -1 max: 1 }';
  const chain = (convolution: string): string => `${input(17, 13)}
${convolution}
${layer('bn', 'BatchNorm', 'c')}
${layer('s', 'Scale', 'bn', `scale_param { ${filled} }`)}
${layer('one', 'Scale', 's', 'scale_param { num_axes: 0 filler { type: "constant" value: 0.7 } }')}
${layer('b', 'Bias', 'one', 'bias_param { filler { type: "uniform" min: -1 max: 1 } }')}
${layer('r', 'ReLU', 'b')}`;

  it.each([
    ['a convolution without a bias', layer('c', 'Convolution', 'data', 'convolution_param { num_output: 6 kernel_size: 3 bias_term: false }')],
    ['one with groups and a bias', layer('c', 'Convolution', 'data', 'convolution_param { num_output: 6 kernel_size: 3 group: 3 bias_filler { type: "uniform" } }')],
    ['a deconvolution', layer('c', 'Deconvolution', 'data', 'convolution_param { num_output: 6 kernel_size: 4 stride: 2 bias_filler { type: "uniform" } }')],
    ['one with groups', layer('c', 'Deconvolution', 'data', 'convolution_param { num_output: 6 kernel_h: 4 kernel_w: 2 stride: 2 group: 3 }')],
  ])('%s gives the same numbers', (_, convolution) => expectSameFolded(chain(convolution), { kind: 'random', seed: 0 }, ['b', 'r'], 4));

  // Weights and statistics written by real Caffe.
  const tested: readonly (readonly [name: string, blob: string])[] = [['resnet_atrous_tiny', 'fc1_interp'], ['pspnet_tiny', 'conv6']];
  it.each(goldenCases().flatMap((golden) => tested.filter(([name]) => name === golden.name).map(([, blob]) => [golden.name, golden, blob] as const)))('%s', async (_, { prototxt, weights }, blob) => {
    const text = readFileSync(prototxt, 'utf8');
    if (weights === undefined) throw new Error('The case has weights.');
    const layers = (text.match(/type: "(BatchNorm|Scale|BN)"/g) ?? []).length;
    await expectSameFolded(text, { kind: 'file', path: weights }, [blob], layers);
  });
});

const corpusVgg = corpusText('dgschwend__netscope/presets/vgg-16.prototxt');
const corpusResnet = corpusText('KaimingHe__deep-residual-networks/prototxt/ResNet-50-deploy.prototxt');
const corpusResnet101 = corpusText('KaimingHe__deep-residual-networks/prototxt/ResNet-101-deploy.prototxt');

if (corpusVgg !== undefined && corpusResnet !== undefined && corpusResnet101 !== undefined) {
  describe('released nets, narrowed', () => {
    // Netscope's own word for an input.
    const vgg16 = refactored(corpusVgg, 'upgrade').replace('type: "data"', 'type: "Input"').replace('dim: 10', 'dim: 1');
    const resnet50 = corpusResnet;

    it('VGG-16 at 16, from the picture to the scores', () => expectSame(vgg16, refactored(vgg16, 'output-stride-16'), { conv5_3: 1, pool5: 2, fc6: 2, fc8: 2 }));
    it('VGG-16 at 8', () => expectSame(vgg16, refactored(vgg16, 'output-stride-8'), { conv4_3: 1, conv5_3: 2 }));
    it('VGG-16, fully convolutional', () => expectSame(vgg16, refactored(vgg16, 'fully-convolutional'), { fc6: 1, fc8: 1 }));
    it('ResNet-50 at 8', () => expectSame(resnet50, refactored(resnet50, 'output-stride-8'), { res4f: 2, res5c: 4 }));

    // Nothing is pooled after the strides that go, so the nets agree to the end.
    it('ResNet-101 at 8, in all stages', () => expectSame(corpusResnet101, refactored(corpusResnet101, 'output-stride-8'), { res2c: 1, res3b3: 1, res4a: 2, res4b22: 2, res5a: 4, res5c: 4 }));
    it('and at 32 again', () => {
      const fine = refactored(corpusResnet101, 'output-stride-8');
      return expectSame(refactored(fine, 'output-stride-32'), fine, { res4b22: 2, res5c: 4 });
    });
  });
}
