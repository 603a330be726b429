/** The claims of an article on DeepLab v2, each worked out by the analysis; where a claim needs certain poolings, others show that it fails. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../server/src/analysis/analysis';
import { fieldSize } from '../../server/src/analysis/axis-field';
import { toNumber } from '../../server/src/analysis/rational';
import { check } from '../../server/src/rules/check';
import { netsOf } from '../../server/src/rules/nets';
import { documentContext } from '../../server/src/rules/rules';
import { parse } from '../../server/src/syntax/parser';
import { reference, shared } from '../support/shared';

function analysisOf(text: string): Analysis {
  const [built] = netsOf(documentContext(parse(text)));
  if (built === undefined) throw new Error('The text is no net.');
  return built.analysis;
}

const heightOf = (analysis: Analysis, layer: string): number | string | undefined =>
  analysis.layers.find((candidate) => candidate.layer.name === layer)?.topShapes[0]?.[2];

const heights = (text: string, layers: readonly string[]): (number | string | undefined)[] => layers.map((layer) => heightOf(analysisOf(text), layer));

const axisOf = (analysis: Analysis, layer: string) => analysis.layers.find((candidate) => candidate.layer.name === layer)?.topFields[0]?.[0]?.axes[0];

const strideOf = (analysis: Analysis, layer: string): number | undefined => {
  const field = axisOf(analysis, layer);
  return field && toNumber(field.stride);
};

const block = (name: string, type: string, bottom: string, param: string): string => `layer { name: "${name}" type: "${type}" bottom: "${bottom}" top: "${name}" ${param} }`;
const conv = (name: string, bottom: string, outputs: number, param: string): string => block(name, 'Convolution', bottom, `convolution_param { num_output: ${outputs} ${param} }`);
const pool = (name: string, bottom: string, param: string): string => block(name, 'Pooling', bottom, `pooling_param { ${param} }`);

interface Vgg {
  size: number;
  /** Padding of conv1_1. */
  pad?: number;
  /** The poolings that halve, and the fourth and the fifth. */
  halving: string;
  pool4: string;
  pool5: string;
  conv5: string;
  fc6: string;
}

/** VGG-16 in convolutional form. */
function vgg({ size, pad = 1, halving, pool4, pool5, conv5, fc6 }: Vgg): string {
  const stage = (index: number, bottom: string, count: number, outputs: number, param: string): string[] =>
    Array.from({ length: count }, (_, unit) => conv(`conv${index}_${unit + 1}`, unit === 0 ? bottom : `conv${index}_${unit}`, outputs, `kernel_size: 3 ${index === 1 && unit === 0 ? `pad: ${pad}` : param}`));
  return [
    `input: "data" input_shape { dim: 1 dim: 3 dim: ${size} dim: ${size} }`,
    ...stage(1, 'data', 2, 64, 'pad: 1'), pool('pool1', 'conv1_2', halving),
    ...stage(2, 'pool1', 2, 128, 'pad: 1'), pool('pool2', 'conv2_2', halving),
    ...stage(3, 'pool2', 3, 256, 'pad: 1'), pool('pool3', 'conv3_3', halving),
    ...stage(4, 'pool3', 3, 512, 'pad: 1'), pool('pool4', 'conv4_3', pool4),
    ...stage(5, 'pool4', 3, 512, conv5), pool('pool5', 'conv5_3', pool5),
    conv('fc6', 'pool5', 4096, fc6),
  ].join('\n');
}

const plain = 'kernel_size: 2 stride: 2';
const original = { halving: plain, pool4: plain, pool5: plain, conv5: 'pad: 1', fc6: 'kernel_size: 7' };
/** The first released DeepLab: 2×2 poolings of pad 1. */
const vgg128 = {
  halving: 'kernel_size: 2 stride: 2 pad: 1', pool4: 'kernel_size: 2 stride: 1 pad: 1', pool5: 'kernel_size: 3 stride: 1 pad: 1',
  conv5: 'pad: 2 dilation: 2', fc6: 'kernel_size: 4 pad: 6 dilation: 4',
};
/** LargeFOV and the nets of DeepLab v2: 3×3 poolings of pad 1. */
const largeFov = {
  halving: 'kernel_size: 3 stride: 2 pad: 1', pool4: 'kernel_size: 3 stride: 1 pad: 1', pool5: 'kernel_size: 3 stride: 1 pad: 1',
  conv5: 'pad: 2 dilation: 2', fc6: 'kernel_size: 3 pad: 12 dilation: 12',
};
/** As the first paper describes it: VGG's own poolings, the last two without their strides. */
const unpadded = { ...largeFov, halving: plain };

/** Where ResNet-101 of DeepLab v2 changes the resolution. */
const resnet = (size: number): string => [
  `input: "data" input_shape { dim: 1 dim: 3 dim: ${size} dim: ${size} }`,
  conv('conv1', 'data', 64, 'kernel_size: 7 pad: 3 stride: 2'), pool('pool1', 'conv1', 'kernel_size: 3 stride: 2 pad: 1'),
  conv('res3a_branch2a', 'pool1', 128, 'kernel_size: 1 stride: 2'), conv('res5c_branch2b', 'res3a_branch2a', 512, 'kernel_size: 3 pad: 4 dilation: 4'),
].join('\n');

const chain = ['pool1', 'pool2', 'pool3', 'pool4', 'pool5', 'fc6'];
const holes = (text: string) => check(parse(text)).filter(({ code }) => code === 'atrous/hole-stride');

/** Claim → its tests. */
const claims: Record<string, () => void> = {
  'stride-32-to-8': () => {
    it('VGG-16 has stride 32 at pool5, DeepLab 8', () => {
      expect(strideOf(analysisOf(vgg({ size: 224, ...original })), 'pool5')).toBe(32);
      expect(strideOf(analysisOf(vgg({ size: 513, ...largeFov })), 'pool5')).toBe(8);
      expect(strideOf(analysisOf(resnet(513)), 'res5c_branch2b')).toBe(8);
    });
  },
  '514-to-67': () => {
    it('holds with 2×2 poolings of pad 1', () => expect(heights(vgg({ size: 514, ...vgg128 }), chain)).toEqual([258, 130, 66, 67, 67, 67]));
    it('fails with others', () => {
      expect(heights(vgg({ size: 514, ...largeFov }), ['fc6'])).toEqual([66]);
      expect(heights(vgg({ size: 514, ...unpadded }), ['fc6'])).toEqual([65]);
      expect(heights(resnet(514), ['res5c_branch2b'])).toEqual([65]);
    });
  },
  '513-to-65': () => {
    it('holds with 3×3 poolings of pad 1 and for ResNet-101', () => {
      expect(heights(vgg({ size: 513, ...largeFov }), ['fc6'])).toEqual([65]);
      expect(heights(resnet(513), ['res5c_branch2b'])).toEqual([65]);
    });
    it('fails with 2×2 poolings of pad 1', () => expect(heights(vgg({ size: 513, ...vgg128 }), ['fc6'])).toEqual([66]));
  },
  'pool4-hole2': () => {
    it('conv5 at hole 2 sees as far between its taps as in VGG-16, and other holes are reported', () => {
      expect(holes(vgg({ size: 513, ...largeFov }))).toEqual([]);
      expect(holes(vgg({ size: 513, ...largeFov, conv5: 'pad: 1' })).map(({ data }) => data?.['dilation'])).toEqual([[2, 2], [2, 2], [2, 2]]);
    });
  },
  'pool5-hole4': () => {
    it('holds for 7×7 and 4×4 kernels', () => {
      for (const fc6 of ['kernel_size: 7 pad: 12 dilation: 4', 'kernel_size: 4 pad: 6 dilation: 4']) expect(holes(vgg({ size: 513, ...vgg128, fc6 }))).toEqual([]);
      expect(holes(vgg({ size: 513, ...vgg128, fc6: 'kernel_size: 7 pad: 6 dilation: 2' }))).toHaveLength(1);
    });
    it('3×3 kernels take holes of their own: LargeFOV 12, ASPP-S and ASPP-L', () => {
      for (const hole of [2, 4, 6, 8, 12, 18, 24]) expect(holes(vgg({ size: 513, ...largeFov, fc6: `kernel_size: 3 pad: ${hole} dilation: ${hole}` }))).toEqual([]);
    });
    it('the field of a 7×7 kernel at hole 4 is VGG-16’s own, 404 pixels', () => {
      const field = axisOf(analysisOf(vgg({ size: 513, ...original })), 'fc6');
      expect(field && fieldSize(field)).toBe(404);
    });
  },
  'fcn-pad100': () => {
    const fcn = { size: 500, pad: 100, ...original };
    it('500 becomes 698 and ends at 16', () => expect(heights(vgg(fcn), ['conv1_1', ...chain])).toEqual([698, 349, 175, 88, 44, 22, 16]));
    it('needs poolings that round up', () => {
      const floor = `${plain} round_mode: FLOOR`;
      expect(heights(vgg({ ...fcn, halving: floor, pool4: floor, pool5: floor }), chain)).toEqual([349, 174, 87, 43, 21, 15]);
    });
  },
  '306-to-39': () => {
    it('holds with VGG’s own poolings and for ResNet-101', () => {
      expect(heights(vgg({ size: 306, ...unpadded }), ['pool1', 'pool2', 'pool3', 'fc6'])).toEqual([153, 77, 39, 39]);
      expect(heights(resnet(306), ['res5c_branch2b'])).toEqual([39]);
    });
    it('fails with others', () => {
      expect(heights(vgg({ size: 306, ...unpadded, halving: `${plain} round_mode: FLOOR` }), ['fc6'])).toEqual([38]);
      expect(heights(vgg({ size: 306, ...vgg128 }), ['fc6'])).toEqual([41]);
      expect(heights(vgg({ size: 306, ...largeFov }), ['fc6'])).toEqual([40]);
    });
  },
};

describe.each(Object.entries(claims))('%s', (_, test) => test());

interface Claim {
  id: string;
}

describe('the published list of claims', () => {
  const { records } = JSON.parse(readFileSync(join(reference('facts'), 'seed-claims.json'), 'utf8')) as { records: Claim[] };

  it('has no claim without a test', () => {
    expect(records.map(({ id }) => id).sort()).toEqual(Object.keys(claims).sort());
  });

  const corpus = shared && join(shared, 'corpus');
  if (corpus !== undefined) {
    it('514 → 67 and 500 → 16 hold in the files that it names', () => {
      const [deeplab, fcn] = ['TheLegendAli__DeepLab-Context/voc12/vgg128_noup/test_val.prototxt', 'shelhamer__fcn.berkeleyvision.org/voc-fcn32s/val.prototxt'].map((path) => readFileSync(join(corpus, path), 'utf8'));
      expect(heights(deeplab ?? '', ['fc6'])).toEqual([67]);
      expect(heights(`# atrous: shape data=1x3x500x500\n${fcn ?? ''}`, ['fc7'])).toEqual([16]);
    });
  }
});
