/** Paths, crops and score maps that look beside the place that they stand for. */
import { describe, expect, it } from 'vitest';
import { findings, reportsAt } from './findings';
import { conv, input, layer, pool } from './nets';

const interp = (name: string, bottom: string, param: string): string => layer(name, 'Interp', bottom, `interp_param { ${param} }`);
const crop = (name: string, bottoms: string, param = ''): string => layer(name, 'Crop', bottoms, param);
const deconv = (name: string, bottom: string, param: string): string => layer(name, 'Deconvolution', bottom, `convolution_param { num_output: 2 ${param} }`);
const labels = 'layer { name: "labels" type: "ImageSegData" top: "picture" top: "label" image_data_param { batch_size: 1 } transform_param { crop_size: 65 } }';

describe('paths that meet', () => {
  const code = 'atrous/misaligned-paths';
  const meet = (a: string, b: string): string => `${input(65)} ${conv('a', 'data', 8, a)} ${conv('b', 'data', 8, b)} layer { name: ‹"sum"› type: "Concat" bottom: "a" bottom: "b" top: "sum" }`;

  it('says how far they are apart, and what each unit looks at', () => {
    expect(reportsAt(meet('kernel_size: 3 stride: 4 pad: 1', 'kernel_size: 7 stride: 4'), code)).toMatchObject([{
      severity: 'warning',
      message: 'The paths that meet in `sum` are 3 pixels apart, horizontally: unit i of `a` looks at pixel 0 + 4·i, that of `b` looks at pixel 3 + 4·i. Give both paths the same strides, and padding that moves their centres alike.',
      related: [{ message: 'Unit i of `a` looks at pixel 0 + 4·i.' }, { message: 'Unit i of `b` looks at pixel 3 + 4·i.' }],
    }]);
  });

  it('only hints at half a unit', () => {
    expect(reportsAt(meet('kernel_size: 3 stride: 2 pad: 1', 'kernel_size: 3 stride: 2'), code)).toMatchObject([{ severity: 'hint' }]);
  });

  it('tells paths of different strides, which drift apart', () => {
    const text = meet('kernel_size: 3 stride: 2 pad: 1', 'kernel_size: 3 pad: 1');
    expect(reportsAt(text, code)[0]?.message).toContain('0 pixels apart at the first unit and 32 pixels at the last');
  });

  it('compares height too', () => {
    const text = meet('kernel_size: 3 stride: 4 pad: 1', 'kernel_h: 7 kernel_w: 3 stride: 4 pad_h: 0 pad_w: 1');
    expect(reportsAt(text, code)[0]?.message).toContain('3 pixels apart, vertically');
  });

  it('does not report what follows from an earlier mistake', () => {
    const text = `${meet('kernel_size: 3 stride: 4 pad: 1', 'kernel_size: 7 stride: 4').replace(/[‹›]/g, '')} ${conv('c', 'data', 8, 'kernel_size: 3 stride: 4 pad: 1')} ${layer('later', 'Concat', 'sum c')}`;
    expect(findings(text, code)).toHaveLength(1);
  });

  it.each([
    ['alike', meet('kernel_size: 3 stride: 4 pad: 1', 'kernel_size: 5 stride: 4 pad: 2')],
    ['a residual', `${input(65)} ${conv('a', 'data', 8, 'kernel_size: 3 pad: 1')} ${layer('sum', 'Eltwise', 'data a')}`],
    ['a pyramid pooling', `${input(60)} ${conv('c', 'data', 8, 'kernel_size: 1')} ${pool('p', 'c', 'kernel_size: 10 stride: 10')} ${conv('q', 'p', 8, 'kernel_size: 1')} ${interp('u', 'q', 'height: 60 width: 60')} ${layer('cat', 'Concat', 'c u')}`],
    ['a global pooling', `${input(60)} ${conv('c', 'data', 8, 'kernel_size: 1')} ${pool('p', 'c', 'global_pooling: true')} ${interp('u', 'p', 'height: 60 width: 60')} ${layer('cat', 'Concat', 'c u')}`],
  ])('%s is clean', (_, text) => {
    expect(findings(text.replace(/[‹›]/g, ''), code)).toEqual([]);
  });
});

describe('crops', () => {
  const code = 'atrous/crop-alignment';
  /** A small FCN: padding 20, stride 2, enlarged again. */
  const fcn = (param: string): string => `${input(65)} ${conv('c', 'data', 2, 'kernel_size: 3 pad: 20')} ${pool('p', 'c', 'kernel_size: 2 stride: 2')} ${deconv('up', 'p', 'kernel_size: 4 stride: 2')} layer { name: ‹"crop"› type: "Crop" bottom: "up" bottom: "data" top: "crop" ${param} }`;

  it('without an offset', () => {
    expect(reportsAt(fcn(''), code)).toMatchObject([{
      severity: 'info', data: { offset: [20, 20] },
      message: '`crop` cuts `up` at offset 0, because it has none, which leaves it 20 pixels beside `data`. With offset 20 both look at the same place. Forks of FCN’s time work the offset out themselves; BVLC Caffe does not.',
    }]);
  });

  it('with a wrong offset', () => {
    const text = fcn('crop_param { offset: ‹19› }').replace('‹"crop"›', '"crop"');
    expect(reportsAt(text, code)).toMatchObject([{ severity: 'warning', message: '`crop` cuts `up` at offset 19, which leaves it 1 pixel beside `data`. With offset 20 both look at the same place.' }]);
  });

  it.each([
    ['the right offset', fcn('crop_param { axis: 2 offset: 20 }')],
    ['a fork that works it out', `# atrous: dialect=hed\n${fcn('')}`],
    ['other axes', fcn('crop_param { axis: 3 offset: 0 }')],
  ])('%s is clean', (_, text) => {
    expect(findings(text.replace(/[‹›]/g, ''), code)).toEqual([]);
  });

  it('a wrong crop is not also reported where its map is used', () => {
    const text = fcn('').replace(/[‹›]/g, '');
    expect(findings(text, 'atrous/score-alignment')).toEqual([]);
    expect(findings(`${text} ${layer('sum', 'Eltwise', 'crop data')}`, 'atrous/misaligned-paths')).toEqual([]);
  });
});

describe('scores', () => {
  const code = 'atrous/score-alignment';
  const halving = (kernel: number): string => ['data', 'p1', 'p2'].map((bottom, index) => pool(`p${index + 1}`, bottom, `kernel_size: ${kernel} stride: 2 pad: 1`)).join(' ');
  const enlarged = (kernel: number, size: number, param = 'zoom_factor: 8'): string => `${input(size)} ${halving(kernel)} ${conv('score', 'p3', 21, 'kernel_size: 1')} layer { name: ‹"up"› type: "Interp" bottom: "score" top: "up" interp_param { ${param} } }`;

  it('2×2 poolings with pad 1 move the map by half a stride each', () => {
    expect(reportsAt(enlarged(2, 66, 'height: 66 width: 66'), code)).toMatchObject([{
      message: 'What `up` enlarges is drawn 3.5 pixels too far down and to the right: the unit that comes to lie on pixel 0 looks at pixel −3.5. Poolings 3×3 with pad 1 keep units on their pixels, 2×2 ones with pad 1 move them by half a stride each; cropping after enlarging moves the map back.',
      related: [{ message: 'Unit i of `score` looks at pixel −3.5 + 8·i.' }],
    }]);
  });

  it('3×3 poolings with pad 1 do not', () => {
    expect(findings(enlarged(3, 65).replace(/[‹›]/g, ''), code)).toEqual([]);
  });

  it('nor do 2×2 ones whose map is cropped after enlarging', () => {
    const shift = `${input(65)} ${conv('score', 'data', 2, 'kernel_size: 3 stride: 2 pad: 4')} ${interp('up', 'score', 'zoom_factor: 2')} ${crop('out', 'up data', 'crop_param { offset: 3 }')}`;
    expect(findings(shift, code)).toEqual([]);
    expect(findings(shift.replace('offset: 3', 'offset: 0'), 'atrous/crop-alignment')).toHaveLength(1);
  });

  it('are compared with labels at the same place', () => {
    const net = (pad: number): string => `${labels} ${conv('score', 'picture', 21, `kernel_size: 8 stride: 8 pad: ${pad}`)} ${interp('shrunk', 'label', 'shrink_factor: 8')} layer { name: ‹"loss"› type: "SoftmaxWithLoss" bottom: "score" bottom: "shrunk" top: "loss" }`;
    expect(reportsAt(net(0), code)).toMatchObject([{ message: expect.stringContaining('`loss` compares `score` with labels 3.5 pixels beside it: unit 0 of `score` looks at pixel 3.5, that of `shrunk` at pixel 0.') as string }]);
    expect(findings(net(4).replace(/[‹›]/g, ''), code)).toEqual([]);
  });
});
