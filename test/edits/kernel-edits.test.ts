/** Numbers of kernels changed in the spelling that the file has. */
import { describe, expect, it } from 'vitest';
import { setKernelNumber, type KernelNumber, type Pair } from '../../server/src/edits/kernel-edits';
import { applyEdits } from '../../server/src/edits/text-edit';
import { buildNet } from '../../server/src/net/build-net';
import type { DialectId } from '../../server/src/schema/schema';
import { parse } from '../../server/src/syntax/parser';

function changed(text: string, number: KernelNumber, pair: Pair, dialect: DialectId): string {
  const layer = buildNet(parse(text), { phase: 'TEST', dialect }).net.layers[0];
  if (layer === undefined) throw new Error('The text has a layer.');
  return applyEdits(text, setKernelNumber(text, layer, number, pair, dialect));
}

const v2 = (param: string): string => `layer { type: "Convolution" convolution_param { ${param} } }`;
const v1 = (param: string): string => `layers { type: CONVOLUTION convolution_param { ${param} } }`;

describe('setKernelNumber', () => {
  it.each<[string, KernelNumber, Pair, DialectId, string]>([
    [v2('kernel_size: 3 dilation: 1'), 'dilation', [2, 2], 'bvlc', v2('kernel_size: 3 dilation: 2')],
    [v2('kernel_size: 3'), 'dilation', [2, 2], 'bvlc', v2('kernel_size: 3 dilation: 2')],
    [v1('kernel_size: 3 num_output: 8'), 'dilation', [2, 2], 'deeplab-v1', v1('kernel_size: 3 hole: 2 num_output: 8')],
    [v1('kernel_size: 3 hole: 4'), 'dilation', [2, 2], 'deeplab-v1', v1('kernel_size: 3 hole: 2')],
    [v1('kernel_size: 3 hole: 4'), 'dilation', [2, 4], 'deeplab-v1', v1('kernel_size: 3 hole_h: 2 hole_w: 4')],
    [v1('hole_h: 4 kernel_size: 3 hole_w: 4'), 'dilation', [2, 4], 'deeplab-v1', v1('hole_h: 2 kernel_size: 3 hole_w: 4')],
    [v2('kernel_size: 3 dilation: 1'), 'dilation', [2, 4], 'bvlc', v2('kernel_size: 3 dilation: 2 dilation: 4')],
    [v2('kernel_size: 3 dilation: [1, 1]'), 'dilation', [2, 4], 'bvlc', v2('kernel_size: 3 dilation: [2, 4]')],
    [v2('kernel_size: 3'), 'dilation', [1, 1], 'bvlc', v2('kernel_size: 3')],
    [v2('kernel_size: 3 dilation: 2'), 'dilation', [1, 1], 'bvlc', v2('kernel_size: 3')],
    [v1('hole_h: 2 kernel_size: 3 hole_w: 2'), 'dilation', [1, 1], 'deeplab-v1', v1('kernel_size: 3')],
    [v2('kernel_size: 7 pad: 3'), 'kernel', [3, 3], 'bvlc', v2('kernel_size: 3 pad: 3')],
    [v2('kernel_size: 3 pad: 1'), 'pad', [12, 12], 'bvlc', v2('kernel_size: 3 pad: 12')],
    [v2('kernel_size: 3'), 'pad', [1, 2], 'bvlc', v2('kernel_size: 3 pad_h: 1 pad_w: 2')],
    [v2('kernel_h: 3 kernel_w: 5 stride: 2'), 'stride', [1, 1], 'bvlc', v2('kernel_h: 3 kernel_w: 5 stride: 1')],
    ['layers { layer { name: "c" type: "conv" kernelsize: 3 } }', 'pad', [1, 1], 'bvlc-v0', 'layers { layer { name: "c" type: "conv" kernelsize: 3 pad: 1 } }'],
    ['layer { type: "Pooling" pooling_param { kernel_size: 2 stride: 2 } }', 'stride', [1, 1], 'bvlc', 'layer { type: "Pooling" pooling_param { kernel_size: 2 stride: 1 } }'],
    ['layer {\n  type: "Convolution"\n  convolution_param {\n    kernel_size: 3 # taps\n    num_output: 8\n  }\n}', 'dilation', [2, 2], 'bvlc', 'layer {\n  type: "Convolution"\n  convolution_param {\n    kernel_size: 3 # taps\n    dilation: 2\n    num_output: 8\n  }\n}'],
  ])('%s: %s %j in %s', (text, number, pair, dialect, expected) => {
    expect(changed(text, number, pair, dialect)).toBe(expected);
  });
});
