/** Receptive fields equal the table of Araujo, Norris and Sim, and the claims made about DeepLab's nets hold where they are said to. */
import { describe, expect, it } from 'vitest';
import { chain, input, layer } from '../support/chain';
import { analyzed, fieldOf, figures, imageInput, shapeOf } from '../support/analyzed';
import { facts, netText } from '../support/facts';

interface Published {
  network: string;
  resolution?: number | null;
  end_point: string;
  rf: number;
  effective_stride: number;
  effective_padding: number | null;
}

const published = facts<Published>('receptive-fields').filter(({ resolution, end_point }) => (resolution ?? null) === null && !end_point.includes('headline'));

const large = 1201;

const vgg16 = chain(large, [
  'conv1_1: conv 3 1 1', 'conv1_2: conv 3 1 1', 'pool1: pool 2 2', 'conv2_1: conv 3 1 1', 'conv2_2: conv 3 1 1', 'pool2: pool 2 2',
  'conv3_1: conv 3 1 1', 'conv3_2: conv 3 1 1', 'conv3_3: conv 3 1 1', 'pool3: pool 2 2', 'conv4_1: conv 3 1 1', 'conv4_2: conv 3 1 1',
  'conv4_3: conv 3 1 1', 'pool4: pool 2 2', 'conv5_1: conv 3 1 1', 'conv5_2: conv 3 1 1', 'conv5_3: conv 3 1 1', 'pool5: pool 2 2',
]);

/** Alex Krizhevsky's net as TF-Slim has it: conv1 without padding. */
const alexnet = chain(large, [
  'conv1: conv 11 4', 'pool1: pool 3 2', 'conv2: conv 5 1 2', 'pool2: pool 3 2', 'conv3: conv 3 1 1', 'conv4: conv 3 1 1', 'conv5: conv 3 1 1', 'pool5: pool 3 2',
]);

const mobilenet = chain(large, [
  'Conv2d_0: conv 3 2 1',
  ...[1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1].flatMap((stride, index) => [
    `Conv2d_${index + 1}_depthwise: conv 3 ${stride} 1`, `Conv2d_${index + 1}_pointwise: conv 1`,
  ]),
]);

/** Residual units of 1×1, 3×3 and 1×1 beside a shortcut; in TF-Slim's version 1 the last unit of a block has its stride. */
function resnet(units: readonly number[]): string {
  const layers = [input(2305), layer('conv1', 'conv 7 2 3', 'data'), layer('pool1', 'pool 3 2 1', 'conv1')];
  let bottom = 'pool1';
  for (const [block, count] of units.entries()) {
    for (let unit = 1; unit <= count; unit++) {
      const stride = unit === count && block < units.length - 1 ? 2 : 1;
      const name = unit === count ? `block${block + 1}` : `block${block + 1}_${unit}`;
      layers.push(
        layer(`${name}_a`, 'conv 1', bottom), layer(`${name}_b`, `conv 3 ${stride} 1`, `${name}_a`), layer(`${name}_c`, 'conv 1', `${name}_b`),
        layer(`${name}_s`, `conv 1 ${stride}`, bottom),
        `layer { name: "${name}" type: "Eltwise" bottom: "${name}_c" bottom: "${name}_s" top: "${name}" }`,
      );
      bottom = name;
    }
  }
  return layers.join('\n');
}

const nets: Readonly<Record<string, string>> = {
  vgg_16: vgg16, alexnet_v2: alexnet, mobilenet_v1: mobilenet, resnet_v1_50: resnet([3, 4, 6, 3]), resnet_v1_101: resnet([3, 4, 23, 3]),
};

const rows = published.filter(({ network }) => network in nets);

describe('the published table', () => {
  it.each(rows.map((row) => [row.network, row.end_point, row] as const))('%s %s', (network, endPoint, row) => {
    const blob = endPoint.split('/').at(-1) ?? '';
    const { size, stride, start } = figures(fieldOf(analyzed(nets[network] ?? ''), blob));
    expect(size).toEqual([row.rf, row.rf]);
    expect(stride).toEqual([row.effective_stride, row.effective_stride]);
    if (row.effective_padding !== null) expect(start).toEqual([0 - row.effective_padding, 0 - row.effective_padding]);
  });

  it('is all there', () => expect(rows.length).toBeGreaterThan(40));
});

describe('DeepLab\'s printed fields of view', () => {
  // arXiv:1412.7062, section 3.2: the printed 224 and 128 are not receptive fields; these are.
  it.each([
    ['deeplab_fov_7x7_r4', 404], ['deeplab_fov_4x4_r4', 308], ['deeplab_largefov_3x3_r12', 419],
  ])('%s sees %i pixels', (net, size) => {
    const analysis = analyzed(netText({ net, prototxt: `nets/${net}.prototxt` }) ?? '');
    expect(figures(fieldOf(analysis, 'fc6')).size).toEqual([size, size]);
  });

  it('gives the branches of ASPP-L 323, 419, 515 and 611 pixels, and their sum the hull', () => {
    const analysis = analyzed(netText({ net: 'aspp', prototxt: 'nets/deeplab_aspp_l.prototxt' }) ?? '');
    expect(['fc6_1', 'fc6_2', 'fc6_3', 'fc6_4', 'fc8'].map((blob) => figures(fieldOf(analysis, blob)).size[0])).toEqual([323, 419, 515, 611, 611]);
    expect(analysis.layers.flatMap(({ misalignments }) => misalignments)).toEqual([]);
  });
});

/** The pools of the released nets: 2×2 with padding, 2×2 without, 3×3 with padding. */
const pools = (pool: string, last: string): string[] =>
  ['pool1', 'pool2', 'pool3'].map((name) => `${name}: ${pool}`).concat(`pool4: ${last}`, `pool5: ${last}`);

const sizesOf = (text: string, size: number, names: readonly string[]): unknown[] => {
  const analysis = analyzed(text, { inputs: imageInput(analyzed(text), [1, 3, size, size]) });
  return names.map((name) => shapeOf(analysis, name)?.[2]);
};

describe('claims about sizes', () => {
  const all = ['pool1', 'pool2', 'pool3', 'pool4', 'pool5'];
  it.each([
    ['2×2 pools with padding take 514 to 67', 514, chain(9, [...pools('pool 2 2 1', 'pool 2 1 1').slice(0, 4), 'pool5: pool 3 1 1']), [258, 130, 66, 67, 67]],
    ['3×3 pools take 514 to 66', 514, chain(9, pools('pool 3 2 1', 'pool 3 1 1')), [258, 130, 66, 66, 66]],
    ['2×2 pools without padding take 514 to 65', 514, chain(9, pools('pool 2 2', 'pool 3 1 1')), [257, 129, 65, 65, 65]],
    ['3×3 pools take 513 to 65', 513, chain(9, pools('pool 3 2 1', 'pool 3 1 1')), [257, 129, 65, 65, 65]],
    ['2×2 pools without padding take 306 to 39', 306, chain(9, pools('pool 2 2', 'pool 3 1 1')), [153, 77, 39, 39, 39]],
  ])('%s', (_, size, text, expected) => expect(sizesOf(text, size, all)).toEqual(expected));

  it('FCN pads by 100, so that 500 pixels leave a 16×16 map', () => {
    const text = chain(500, [
      'conv1_1: conv 3 1 100', 'pool1: pool 2 2', 'pool2: pool 2 2', 'pool3: pool 2 2', 'pool4: pool 2 2', 'pool5: pool 2 2', 'fc6: conv 7', 'fc7: conv 1',
    ]);
    expect(sizesOf(text, 500, ['conv1_1', 'pool1', 'pool2', 'pool3', 'pool4', 'pool5', 'fc7'])).toEqual([698, 349, 175, 88, 44, 22, 16]);
  });

  it('removing the strides of pool4 and pool5 takes VGG-16 from stride 32 to 8', () => {
    expect(figures(fieldOf(analyzed(vgg16), 'pool5')).stride).toEqual([32, 32]);
    const dense = vgg16.replace(/(name: "pool[45]".*?stride: )2/g, '$11');
    expect(figures(fieldOf(analyzed(dense), 'pool5')).stride).toEqual([8, 8]);
  });
});

describe('centres of score units', () => {
  // Unit i of a net with 2×2 pools and padding looks half a stride before the pixel that align-corners upsampling puts it on.
  it('2×2 pools with padding put unit 0 at -7.5', () => {
    const text = chain(514, ['c1: conv 3 1 1', 'p1: pool 2 2 1', 'c2: conv 3 1 1', 'p2: pool 2 2 1', 'c3: conv 3 1 1', 'p3: pool 2 2 1', 'c4: conv 3 1 1', 'p4: pool 2 1 1', 'p5: pool 3 1 1']);
    expect(figures(fieldOf(analyzed(text), 'p5')).centre).toEqual([-7.5, -7.5]);
  });

  it('3×3 pools with padding put unit 0 at 0', () => {
    const text = chain(513, ['c1: conv 3 1 1', 'p1: pool 3 2 1', 'p2: pool 3 2 1', 'p3: pool 3 2 1', 'p4: pool 3 1 1', 'p5: pool 3 1 1']);
    expect(figures(fieldOf(analyzed(text), 'p5')).centre).toEqual([0, 0]);
  });
});
