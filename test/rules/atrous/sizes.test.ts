/** Input sizes that do not go with the net's strides, its pretrained weights or its receptive field. */
import { describe, expect, it } from 'vitest';
import { findings, reportsAt } from './findings';
import { conv, input, layer, pool, vgg } from './nets';

const interp = (name: string, bottom: string, param: string): string => layer(name, 'Interp', bottom, `interp_param { ${param} }`);

/** Stride 8 by three poolings, enlarged again. */
const halvings = (from: string, ending = ''): string =>
  [from, `p1${ending}`, `p2${ending}`].map((bottom, index) => pool(`p${index + 1}${ending}`, bottom, 'kernel_size: 3 stride: 2 pad: 1')).join(' ');
const net = (size: string, param = 'zoom_factor: 8'): string =>
  `input: "data" input_shape { dim: 1 dim: 3 dim: ${size} dim: 65 } ${halvings('data')} ${interp('up', 'p3', param)}`;

describe('input size', () => {
  const code = 'atrous/input-size';

  it('names the nearest sizes that the stride divides', () => {
    expect(reportsAt(net('‹500›'), code)).toMatchObject([{
      message: 'The input is 500 high, which is not 8·k + 1: the last unit of `p3` looks at pixel 504, and `up` draws it at the edge, 499. The map comes back 505 high. 497 (k = 62) or 505 (k = 63) fits.',
      related: [{ message: '`up` enlarges the map.' }, { message: '`p3` makes the map.' }],
      data: { sizes: [497, 505] },
    }]);
  });

  it('a map enlarged to the very size is stretched all the same', () => {
    const [report] = reportsAt(net('‹500›', 'height: 500 width: 65'), code);
    expect(report?.message).toContain('draws it at the edge, 499. 497 (k = 62)');
  });

  it('scales of a half and three quarters need 32·k + 1', () => {
    const scale = (name: string, param: string, back: string): string => `${interp(`data_${name}`, 'data', param)} ${halvings(`data_${name}`, `_${name}`)} ${interp(`back_${name}`, `p3_${name}`, back)}`;
    const text = `${net('‹401›', 'zoom_factor: 1')} ${scale('half', 'shrink_factor: 2', 'zoom_factor: 2')} ${scale('most', 'shrink_factor: 4 zoom_factor: 3', 'shrink_factor: 3 zoom_factor: 4')}`.replace('dim: 65', 'dim: 385');
    expect(reportsAt(text, code)).toMatchObject([{ data: { sizes: [385, 417] } }]);
  });

  it('the crop of a data layer is underlined', () => {
    const text = `layer { name: "d" type: "ImageSegData" top: "data" top: "label" image_data_param { batch_size: 1 } transform_param { crop_size: ‹320› } } ${halvings('data')} ${interp('up', 'p3', 'zoom_factor: 8')}`;
    expect(reportsAt(text, code)).toHaveLength(1);
  });

  it('so is the number of an Input layer', () => {
    const text = `layer { name: "d" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 65 dim: ‹66› } } } ${halvings('data')} ${interp('up', 'p3', 'zoom_factor: 8')}`;
    expect(reportsAt(text, code)).toHaveLength(1);
  });

  it.each([
    ['513', net('513')],
    ['unknown', net('${SIZE}')],
    ['nothing enlarged', `${input(500)} ${halvings('data')}`],
    ['a deconvolution', `${input(500)} ${halvings('data')} ${layer('up', 'Deconvolution', 'p3', 'convolution_param { num_output: 3 kernel_size: 16 stride: 8 }')}`],
    ['a pyramid', `${input(60)} ${pool('cells', 'data', 'kernel_size: 20 stride: 20')} ${interp('u', 'cells', 'height: 60 width: 60')} ${layer('cat', 'Concat', 'data u')}`],
  ])('%s is clean', (_, text) => {
    expect(findings(text, code)).toEqual([]);
  });
});

describe('crop for a pretrained fully connected layer', () => {
  const code = 'atrous/crop-size';
  const classifier = (size: string): string =>
    vgg({ size: 0, pool4: 'kernel_size: 2 stride: 2', conv5: 'kernel_size: 3 pad: 1', pool5: 'kernel_size: 2 stride: 2' })
      .replaceAll('kernel_size: 3 stride: 2 pad: 1', 'kernel_size: 2 stride: 2').replaceAll('dim: 0', `dim: ${size}`)
      .replace(/layer \{ name: "fc6".*/, 'layer { name: "fc6" type: "InnerProduct" bottom: "pool5" top: "fc6" inner_product_param { num_output: 4096 } }');

  it('VGG wants 224', () => {
    const text = classifier('256').replace('dim: 256', 'dim: ‹256›');
    expect(reportsAt(text, code)).toMatchObject([{
      message: 'Pictures of 256×256 give `fc6` a map of 8×8; its weights in VGG are for 7×7 with 512 channels, which a picture of 224×224 gives. Take size 224, or make the layer a convolution.',
      data: { sizes: [224] },
    }]);
    expect(findings(classifier('224'), code)).toEqual([]);
  });

  it('AlexNet wants 227', () => {
    const alex = (size: number): string => [
      input(size), conv('conv1', 'data', 96, 'kernel_size: 11 stride: 4'), pool('pool1', 'conv1', 'kernel_size: 3 stride: 2'), pool('pool2', 'pool1', 'kernel_size: 3 stride: 2'),
      pool('pool5', 'pool2', 'kernel_size: 3 stride: 2'), layer('fc6', 'InnerProduct', 'pool5', 'inner_product_param { num_output: 4096 }'),
    ].join(' ');
    expect(findings(alex(227), code)).toEqual([]);
    expect(findings(alex(321), code)).toMatchObject([{ data: { sizes: [227] } }]);
  });

  it('other fully connected layers take what they get', () => {
    expect(findings(`${input(300)} ${layer('fc6', 'InnerProduct', 'data', 'inner_product_param { num_output: 4096 }')}`, code)).toEqual([]);
  });
});

describe('field larger than the input', () => {
  const code = 'atrous/field-exceeds-input';

  it('is hinted at once, where it begins', () => {
    expect(findings(vgg({ size: 321, fc6: 'kernel_size: 3 pad: 24 dilation: 24' }), code)).toMatchObject([
      { severity: 'hint', message: 'From `fc6` on, a unit\'s field (493×493 pixels) is larger than the input (321×321): every unit sees padding too, and larger holes add no context.' },
    ]);
  });

  it.each([
    ['a larger input', vgg({ size: 545, fc6: 'kernel_size: 3 pad: 24 dilation: 24' })],
    ['no holes', `${input(9)} ${conv('c', 'data', 8, 'kernel_size: 11 pad: 5')}`],
    ['an unknown input', vgg().replaceAll('dim: 513', 'dim: ${SIZE}')],
  ])('%s is clean', (_, text) => {
    expect(findings(text, code)).toEqual([]);
  });
});
