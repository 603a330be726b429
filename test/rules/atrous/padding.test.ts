/** Padding that does not go with its hole. */
import { describe, expect, it } from 'vitest';
import { findings, reportsAt } from './findings';
import { conv, input } from './nets';

const code = 'atrous/padding';
const net = (param: string): string => `${input(65)} ${conv('fc6', 'data', 8, param)}`;

describe('padding', () => {
  it.each([
    'kernel_size: 3 pad: 12 dilation: 12',
    'kernel_size: 4 pad: 6 dilation: 4',
    'kernel_size: 3 pad: 1',
    'kernel_size: 3 pad: 100',
    'kernel_size: 3 dilation: 2',
    'kernel_size: 1 pad: 0 dilation: 4',
    'kernel_size: 3 pad: 1 stride: 2 dilation: 2',
    'kernel_size: 2 pad: 1 dilation: 3',
    'kernel_h: 3 kernel_w: 5 pad_h: 2 pad_w: 4 dilation: 2',
    'kernel_size: 3 pad: 4 pad: 2 dilation: 4 dilation: 2',
  ])('%s is clean', (param) => {
    expect(findings(net(param), code)).toEqual([]);
  });

  it.each<[string, string, [number, number]]>([
    ['kernel_size: 3 pad: ‹6› dilation: 12', '`fc6` has pad 6 for a 3×3 kernel with dilation 12: the map shrinks from 65×65 to 53×53. Pad 12, which is dilation · (kernel - 1) / 2, keeps the size.', [12, 12]],
    ['kernel_size: 4 pad: ‹4› hole: 4', '`fc6` has pad 4 for a 4×4 kernel with hole 4: the map shrinks from 65×65 to 61×61. Pad 6, which is hole · (kernel - 1) / 2, keeps the size.', [6, 6]],
    ['kernel_size: 3 pad: ‹4› dilation: 2', '`fc6` has pad 4 for a 3×3 kernel with dilation 2: the map grows from 65×65 to 69×69. Pad 2, which is dilation · (kernel - 1) / 2, keeps the size.', [2, 2]],
    ['kernel_size: 3 pad_h: ‹4› pad_w: 4 dilation: 4 dilation: 2', '`fc6` has pad 4 for a 3×3 kernel with dilation 4×2: the map grows from 65×65 to 65×69. Pad 4×2, which is dilation · (kernel - 1) / 2, keeps the size.', [4, 2]],
  ])('%s', (param, message, pad) => {
    expect(reportsAt(net(param), code)).toMatchObject([{ message, severity: 'warning', data: { pad } }]);
  });

  it('counts units where the size is not known', () => {
    const text = net('kernel_size: 3 pad: ‹1› dilation: 2').replaceAll('dim: 65', 'dim: ${SIZE}');
    expect(reportsAt(text, code)[0]?.message).toContain('the map shrinks by 2. Pad 2');
  });
});
