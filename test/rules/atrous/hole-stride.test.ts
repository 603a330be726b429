/** Holes against removed strides, as the papers have them. */
import { describe, expect, it } from 'vitest';
import { findings, reportsAt } from './findings';
import { resnet, vgg } from './nets';

const code = 'atrous/hole-stride';

describe('nets as published are clean', () => {
  it.each([
    ['LargeFOV', vgg()],
    ['ASPP’s smallest hole', vgg({ fc6: 'kernel_size: 3 pad: 6 dilation: 6' })],
    ['7×7 at hole 4', vgg({ fc6: 'kernel_size: 7 pad: 12 dilation: 4', fc6Outputs: 4096 })],
    ['4×4 at hole 4', vgg({ fc6: 'kernel_size: 4 pad: 6 dilation: 4', fc6Outputs: 4096 })],
    ['4×4 at hole 8', vgg({ fc6: 'kernel_size: 4 pad: 12 dilation: 8', fc6Outputs: 4096 })],
    ['VGG-16 itself', vgg({ pool4: 'kernel_size: 2 stride: 2', conv5: 'kernel_size: 3 pad: 1', pool5: 'kernel_size: 2 stride: 2', fc6: 'kernel_size: 7', fc6Outputs: 4096 })],
    ['only pool5 changed', vgg({ pool4: 'kernel_size: 2 stride: 2', conv5: 'kernel_size: 3 pad: 1', fc6: 'kernel_size: 7 pad: 6 dilation: 2', fc6Outputs: 4096 })],
    ['ResNet', resnet({ stride4: 2, hole4: 'pad: 1', stride5: 2, hole5: 'pad: 1' })],
    ['ResNet at stride 16', resnet({ stride4: 2, hole4: 'pad: 1', stride5: 1, hole5: 'pad: 2 dilation: 2' })],
    ['ResNet at stride 8', resnet({ stride4: 1, hole4: 'pad: 2 dilation: 2', stride5: 1, hole5: 'pad: 4 dilation: 4' })],
    ['other weights under the same name', vgg({ conv5: 'kernel_size: 5 pad: 2' })],
  ])('%s', (_, text) => {
    expect(findings(text, code)).toEqual([]);
  });
});

describe('holes that do not make up for strides', () => {
  it('conv5 after pool4 lost its stride', () => {
    const [report, ...others] = reportsAt(vgg({ conv5: 'kernel_size: 3 pad: 1 dilation: ‹1›' }), code);
    expect(others).toEqual([]);
    expect(report).toMatchObject({
      severity: 'warning',
      message: '`pool4` has stride 1 here and 2 in VGG-16: `conv5_1` needs dilation 2 to keep its pretrained field of view; it has 1, so that its taps stand 8 input pixels apart instead of 16.',
      related: [{ message: '`pool4` has stride 2 in VGG-16.' }],
      data: { dilation: [2, 2], pad: [2, 2] },
    });
  });

  it('a hole left to its default is reported at the layer’s name', () => {
    const text = vgg({ conv5: 'kernel_size: 3 pad: 1' });
    expect(findings(text, code)).toMatchObject([{ start: text.indexOf('"conv5_1"') }]);
  });

  it('a 7×7 fc6 needs the product of both strides', () => {
    const text = vgg({ fc6: 'kernel_size: 7 pad: 6 dilation: ‹2›', fc6Outputs: 4096 });
    expect(reportsAt(text, code)).toMatchObject([{ message: expect.stringContaining('`pool4` and `pool5` have stride 1 here and 2 in VGG-16: `fc6` needs dilation 4') as string, data: { dilation: [4, 4], pad: [12, 12] } }]);
  });

  it('a hole without a removed stride reaches too far', () => {
    const text = vgg({ pool4: 'kernel_size: 2 stride: 2', conv5: 'kernel_size: 3 pad: 2 dilation: ‹2›' });
    expect(reportsAt(text, code)).toMatchObject([{
      severity: 'info', data: { dilation: [1, 1], pad: [1, 1] },
      message: 'The map before `conv5_1` has 16 input pixels a unit, as in VGG-16, where the dilation is 1; `conv5_1` has 2, so that its taps stand 32 input pixels apart instead of 16.',
    }]);
  });

  it('a pool that is left out counts as one that lost its stride', () => {
    const text = vgg({ conv5: 'kernel_size: 3 pad: 1 dilation: ‹1›' }).replace(/layer \{ name: "pool4".*\n/, '').replace('bottom: "pool4"', 'bottom: "conv4_1"');
    expect(reportsAt(text, code)).toMatchObject([{ message: expect.stringContaining('`pool4` of VGG-16 is left out here: `conv5_1` needs dilation 2') as string }]);
  });

  it('height and width are told apart', () => {
    const text = vgg({ pool4: 'kernel_h: 3 kernel_w: 3 stride_h: 1 stride_w: 2 pad: 1', conv5: 'kernel_size: 3 pad: 2 dilation: ‹2›' });
    expect(reportsAt(text, code)).toMatchObject([{ data: { dilation: [2, 1], pad: [2, 1] } }]);
  });

  it('both stages of a ResNet', () => {
    const found = findings(resnet({ stride4: 1, hole4: 'pad: 1', stride5: 1, hole5: 'pad: 2 dilation: 2' }), code);
    expect(found.map(({ data }) => data?.['dilation'])).toEqual([[2, 2], [4, 4]]);
    expect(found[1]?.message).toMatch(/`res4a_branch2a` and `res5a_branch2a` have stride 1 here and 2 in ResNet: `res5a_branch2b` needs dilation 4/);
  });

  it('DeepLab v1 calls it hole', () => {
    const text = vgg({ conv5: 'kernel_size: 3 pad: 1 dilation: ‹1›' }).replaceAll('dilation', 'hole');
    expect(reportsAt(text, code)[0]?.message).toContain('`conv5_1` needs hole 2');
  });

  it('a copy of the backbone at half the scale is held against its own input', () => {
    const half = vgg({ conv5: 'kernel_size: 3 pad: 1' }).replace(/input: .*\n/, '').replaceAll(/"(conv|pool|fc)(\w+)"/g, '"$1$2_res05"').replaceAll('"data"', '"data_res05"');
    const text = `${vgg()}\nlayer { name: "shrink" type: "Interp" bottom: "data" top: "data_res05" interp_param { shrink_factor: 2 } }\n${half}`;
    expect(findings(text, code)).toMatchObject([{ data: { dilation: [2, 2] } }]);
  });
});
