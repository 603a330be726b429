/** What Caffe refuses of each layer type, one CHECK a row; `‹…›` marks what is underlined (the layer's name where nothing is). */
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../server/src/analysis/analysis';
import { refusals as codes, type RefusalCode } from '../../server/src/layers/refusals';
import { analyzed } from '../support/analyzed';
import { unmark } from '../support/marked';

const blob = (name: string, shape: string): string => `input: "${name}" input_shape { ${shape.split('x').map((dim) => `dim: ${dim}`).join(' ')} }`;

/** One layer that reads `a`, and `b` where a second shape is given. */
function layerText(type: string, shapes: string, body: string, tops: string): string {
  const names = shapes.split(' ').map((shape, index) => [String.fromCharCode(97 + index), shape] as const);
  const bottoms = names.map(([name]) => `bottom: "${name}"`).join(' ');
  return `${names.map(([name, shape]) => blob(name, shape)).join('\n')}\nlayer { name: "x" type: "${type}" ${bottoms} ${tops} ${body} }`;
}

const conv1x1 = (bottom: string): string => `layer { name: "z" type: "Convolution" bottom: "${bottom}" top: "z" convolution_param { num_output: 4 group: 2 kernel_size: 1 } }`;
const conv = (fields: string): string => `convolution_param { num_output: 4 ${fields} }`;

type Row = [type: string, shapes: string, body: string, code: RefusalCode, message: RegExp];

const rows: Row[] = [
  ['Convolution', '1x3x9x9', 'convolution_param { kernel_size: 3 }', 'missing-parameter', /num_output/],
  ['Convolution', '1x3x9x9', 'convolution_param { num_output: ‹0› kernel_size: 3 }', 'bad-parameter', /at least 1/],
  ['Convolution', '1x3x9x9', conv(''), 'missing-parameter', /kernel_size/],
  ['Convolution', '1x3x9x9', conv('kernel_size: ‹0›'), 'bad-parameter', /kernel must be at least 1/],
  ['Convolution', '1x3x9x9', conv('kernel_size: 3 stride: ‹0›'), 'bad-parameter', /stride must be at least 1/],
  ['Convolution', '1x3x9x9', conv('kernel_size: 3 kernel_h: ‹3›'), 'conflicting-parameters', /not both/],
  ['Convolution', '1x3x9x9', conv('kernel_size: 3 pad: 1 pad_w: ‹1›'), 'conflicting-parameters', /not both/],
  ['Convolution', '1x3x9x9', conv('kernel_size: ‹3› kernel_size: 3 kernel_size: 3'), 'bad-parameter', /once for each of the 2/],
  ['Convolution', '1x3x4x5x6', conv('kernel_h: ‹3› kernel_w: 3'), 'conflicting-parameters', /two spatial axes; here there are 3/],
  ['Convolution', '1x3x9x9', conv('kernel_size: 3 group: ‹2›'), 'group', /3 channels/],
  ['Convolution', '1x3x9x9', 'convolution_param { num_output: ‹4› kernel_size: 3 group: 3 }', 'group', /`num_output` 4/],
  ['Convolution', '1x4x9x9', conv('kernel_size: 3 group: ‹0›'), 'bad-parameter', /`group`/],
  ['Convolution', '1x3x9x9', conv('kernel_size: 3 dilation: 5'), 'no-output', /reaches over 11 does not fit into 9 units/],
  ['Pooling', '1x3x9x9', '', 'missing-parameter', /kernel_size/],
  ['Pooling', '1x3x9x9', 'pooling_param { kernel_size: ‹0› }', 'bad-parameter', /at least 1 wide/],
  ['Pooling', '1x3x9x9', 'pooling_param { kernel_h: ‹3› }', 'missing-parameter', /kernel_w/],
  ['Pooling', '1x3x9x9', 'pooling_param { kernel_size: 3 kernel_h: ‹3› kernel_w: 3 }', 'conflicting-parameters', /not both/],
  ['Pooling', '1x3x9x9', 'pooling_param { kernel_size: 3 pad: ‹3› }', 'bad-parameter', /smaller than the window/],
  ['Pooling', '1x3x9x9', 'pooling_param { kernel_size: 3 pad_h: ‹1› }', 'missing-parameter', /pad_w/],
  ['Pooling', '1x3x9x9', 'pooling_param { kernel_size: 3 pad: ‹1› pool: STOCHASTIC }', 'conflicting-parameters', /no padding/],
  ['Pooling', '1x3x9x9', 'pooling_param { global_pooling: true kernel_size: ‹3› }', 'conflicting-parameters', /remove `kernel_size`/],
  ['Pooling', '1x3x9x9', 'pooling_param { global_pooling: ‹true› stride: 2 }', 'conflicting-parameters', /stride 1/],
  ['Interp', '1x3x9x9', '', 'missing-parameter', /zoom_factor/],
  ['Interp', '1x3x9x9', 'interp_param { zoom_factor: ‹0› }', 'bad-parameter', /at least 1/],
  ['Interp', '1x3x9x9', 'interp_param { zoom_factor: 2 pad_end: ‹1› }', 'bad-parameter', /0 or negative/],
  ['Interp', '1x3x9x9', 'interp_param { zoom_factor: 2 pad_beg: ‹-9› }', 'no-output', /Nothing is left/],
  ['Interp', '1x3', 'interp_param { zoom_factor: 2 }', 'axis-count', /4 axes/],
  ['Eltwise', '1x3x9x9 1x3x9x8', '', 'shape-mismatch', /"b" is 1×3×9×8/],
  ['Eltwise', '1x3x9x9 1x3x9', '', 'shape-mismatch', /"b" is 1×3×9 /],
  ['Eltwise', '1x3x9x9 1x3x9x9', 'eltwise_param { operation: PROD coeff: ‹1› coeff: 1 }', 'conflicting-parameters', /for sums/],
  ['Eltwise', '1x3x9x9 1x3x9x9', 'eltwise_param { coeff: ‹1› }', 'bad-parameter', /one `coeff` for each/],
  ['Concat', '1x3x9x9 1x3x9x8', '', 'shape-mismatch', /every axis but 1/],
  ['Concat', '1x3x9x9 1x3x9x9', 'concat_param { axis: ‹4› }', 'bad-parameter', /There is no axis 4/],
  ['Concat', '1x3x9x9 1x3x9x9', 'concat_param { axis: 1 concat_dim: ‹1› }', 'conflicting-parameters', /old name/],
  ['Crop', '1x3x9x9 1x3x6x6', 'crop_param { offset: ‹4› }', 'shape-mismatch', /along axis 2/],
  ['Crop', '1x3x9x9 1x3x6x6', 'crop_param { offset: 1 offset: ‹4› }', 'shape-mismatch', /along axis 3/],
  ['Crop', '1x3x9x9 1x3x6x6', 'crop_param { offset: ‹1› offset: 1 offset: 1 }', 'bad-parameter', /2 cropped axes/],
  ['Flatten', '1x3x9x9', 'flatten_param { end_axis: ‹7› }', 'bad-parameter', /no axis 7/],
  ['Reshape', '1x3x9x9', 'reshape_param { shape ‹{ dim: 0 dim: 4 dim: 0 dim: 0 }› }', 'size-mismatch', /243 values/],
  ['Reshape', '1x3x9x9', 'reshape_param { shape ‹{ dim: -1 dim: -1 }› }', 'bad-parameter', /Only one/],
  ['Reshape', '1x3x9x9', 'reshape_param { shape { dim: 1 } axis: 3 num_axes: ‹2› }', 'bad-parameter', /leaves the 4 axes/],
  ['Tile', '1x3x9x9', '', 'missing-parameter', /tiles/],
  ['InnerProduct', '1x3x9x9', '', 'missing-parameter', /num_output/],
  ['InnerProduct', '1x3x9x9', 'inner_product_param { num_output: 4 axis: ‹9› }', 'bad-parameter', /no axis 9/],
  ['Embed', '5', 'embed_param { num_output: 3 }', 'missing-parameter', /input_dim/],
  ['Scale', '1x3x9x9', 'scale_param { axis: 3 num_axes: ‹2› }', 'bad-parameter', /more than the 4/],
  ['Scale', '1x3x9x9 4', '', 'shape-mismatch', /does not match/],
  ['LRN', '1x3x9x9', 'lrn_param { local_size: ‹4› }', 'bad-parameter', /odd/],
  ['ArgMax', '1x3x9x9', 'argmax_param { top_k: ‹0› }', 'bad-parameter', /top_k/],
  ['SoftmaxWithLoss', '1x3x9x9 1x1x9x8', '', 'shape-mismatch', /81 labels.*72/],
  ['Accuracy', '2x3 3', '', 'shape-mismatch', /2 labels/],
  ['EuclideanLoss', '2x3 2x4', '', 'shape-mismatch', /as many values/],
  ['HingeLoss', '2x3 3', '', 'shape-mismatch', /same batch/],
  ['SPP', '1x3x9x9', 'spp_param { pyramid_height: ‹0› }', 'missing-parameter', /levels/],
  ['Convolution', '1x3x9x9', conv('kernel_h: ‹3›'), 'missing-parameter', /`kernel_h` and `kernel_w` together/],
  ['Convolution', '1x3x9x9 1x3x9x8', `${conv('kernel_size: 3')} top: "y"`, 'shape-mismatch', /All bottoms/],
  ['Convolution', '1x3x9x9', conv('kernel_size: 3 axis: 1 dilation: ‹2› dilation: 2 dilation: 2'), 'bad-parameter', /once for each of the 2/],
  ['Deconvolution', '1x3x9x9', conv('kernel_size: 3 group: ‹2›'), 'group', /3 channels/],
  ['Pooling', '1x3', 'pooling_param { kernel_size: 2 }', 'axis-count', /4 axes/],
  ['Pooling', '1x3x9x9', 'pooling_param { kernel_size: 3 stride: ‹0› }', 'bad-parameter', /`stride` must be at least 1/],
  ['Pooling', '1x3x9x9', 'pooling_param { kernel_size: 3 stride: 2 stride_h: ‹1› stride_w: 1 }', 'conflicting-parameters', /not both/],
  ['LRN', '1x3x9', '', 'axis-count', /4 axes/],
  ['InnerProduct', '1x3x9x9', 'inner_product_param { num_output: ‹0› }', 'bad-parameter', /at least 1/],
  ['Embed', '5', 'embed_param { num_output: ‹0› input_dim: 3 }', 'bad-parameter', /at least 1/],
  ['Crop', '1x3x9x9 9', '', 'axis-count', /second bottom, 9, has 1/],
  ['Flatten', '1x3x9x9', 'flatten_param { axis: 3 end_axis: ‹1› }', 'bad-parameter', /ends at axis 1 before it starts at axis 3/],
  ['Reshape', '1x3', 'reshape_param { shape { dim: 0 dim: 0 dim: ‹0› dim: -1 } }', 'bad-parameter', /no axis 2 to copy from/],
  ['Reshape', '1x3', 'reshape_param { shape { dim: ‹-2› } }', 'bad-parameter', /at least -1/],
  ['Permute', '1x3x9x9', 'permute_param { order: 0 order: ‹4› }', 'bad-parameter', /no axis 4/],
  ['Permute', '1x3x9x9', 'permute_param { order: 0 order: 2 order: ‹2› order: 1 }', 'bad-parameter', /stands twice/],
  ['Tile', '1x3x9x9', 'tile_param { tiles: ‹0› }', 'bad-parameter', /at least 1/],
  ['Im2col', '1x3x9x9', 'convolution_param { kernel_size: ‹0› }', 'bad-parameter', /kernel must be at least 1/],
  ['BatchReindex', '4x3 2x1', '', 'axis-count', /indices are a list/],
  ['Filter', '4x3 5', '', 'shape-mismatch', /another batch/],
  ['Filter', '4x3 4x2', '', 'shape-mismatch', /selects items/],
  ['PReLU', '4', '', 'axis-count', /axis of channels/],
  ['Exp', '1x3', 'exp_param { base: ‹0› }', 'bad-parameter', /above 0, or -1/],
  ['Log', '1x3', 'log_param { base: ‹1› }', 'bad-parameter', /base 1/],
  ['ArgMax', '1x3x9x9', 'argmax_param { axis: 1 top_k: ‹4› }', 'bad-parameter', /3 scores/],
  ['ArgMax', '1x3', 'argmax_param { top_k: ‹4› }', 'bad-parameter', /3 scores/],
  ['Accuracy', '2x3 2', 'accuracy_param { top_k: ‹5› }', 'bad-parameter', /3 scores/],
  ['Softmax', '1x3', 'softmax_param { axis: ‹2› }', 'bad-parameter', /no axis 2/],
  ['SoftmaxWithLoss', '2x3x4x1 1x1x4x2', '', 'shape-mismatch', /same batch/],
  ['SigmoidCrossEntropyLoss', '2x3 2x4', '', 'shape-mismatch', /as many values/],
  ['MultinomialLogisticLoss', '2x3 2x3', '', 'shape-mismatch', /one label for each item/],
  ['ContrastiveLoss', '2x3 2x4 2', '', 'shape-mismatch', /same length/],
  ['SPP', '1x3x3x9', 'spp_param { pyramid_height: ‹3› }', 'bad-parameter', /Level 3 .* 4×4 cells, too many .* 3×9/],
  ['LSTM', '5x2x7 5x3', 'recurrent_param { num_output: 3 }', 'shape-mismatch', /must be \(time, batch\), 5×2/],
  ['LSTM', '5x2x7 5x2', '', 'missing-parameter', /num_output/],
  ['Upsample', '1x3x4x4 1x3x4x5', '', 'shape-mismatch', /mask/],
  ['Upsample', '1x3x4x4 1x3x4x4', 'upsample_param { scale: ‹1› }', 'bad-parameter', /at least 2/],
  ['PriorBox', '1x3x4x4 1x3x32x32', 'prior_box_param { min_size: 9 max_size: ‹9› }', 'bad-parameter', /above `min_size`/],
  ['PriorBox', '1x3x4x4 1x3x32x32', 'prior_box_param { min_size: 9 variance: ‹1› variance: 1 }', 'bad-parameter', /or four/],
  ['DetectionOutput', '1x8 1x41 1x2x8', 'detection_output_param { num_classes: 21 }', 'shape-mismatch', /need 42 scores; there are 41/],
  ['ROIPooling', '1x3x9x9 5x5', 'roi_pooling_param { pooled_h: 7 }', 'missing-parameter', /pooled_w/],
  ['DenseCRF', '1x3x9x9 1x1x1x2', 'dense_crf_param { bi_w: ‹4› bi_w: 5 bi_xy_std: 49 bi_rgb_std: 5 }', 'bad-parameter', /Each bilateral kernel/],
];

const refusalsOf = (text: string): readonly Refusal[] => analyzed(text).layers.flatMap(({ refusals }) => refusals);

describe('refusals', () => {
  it.each(rows)('%s of %s with %s: %s', (type, shapes, body, code, message) => {
    const marked = layerText(type, shapes, body, 'top: "x"');
    const { text, start, end } = unmark(marked);
    const [refusal] = refusalsOf(text);
    expect(refusal).toMatchObject({ code, message: expect.stringMatching(message) as string });
    if (refusal === undefined) return;
    const underlined = text.slice(refusal.at.start, refusal.at.end);
    const expected = marked.includes('‹') ? text.slice(start, end) : /^"[xab]"$/;
    expect(underlined).toMatch(expected instanceof RegExp ? expected : new RegExp(`^${expected.replace(/[{}[\]()?.*+^$|\\]/g, '\\$&')}$`));
    if (marked.includes('‹')) expect(refusal.at.start).toBe(start);
  });

  it.each([
    ['Slice', '1x5x9x9', '', 'uneven-slice', /shared evenly among 2/],
    ['Slice', '1x5x9x9', 'slice_param { slice_point: ‹1› slice_point: 2 }', 'uneven-slice', /2 tops need 1/],
    ['Slice', '1x5x9x9', 'slice_param { slice_point: ‹5› }', 'uneven-slice', /lies beyond/],
    ['Pooling', '1x3x9x9', 'pooling_param { pool: AVE kernel_size: 2 }', 'conflicting-parameters', /Only MAX/],
    ['Filter', '4x3 4', '', 'bad-parameter', /2 tops/],
  ] as const)('%s of %s with two tops and %s: %s', (type, shapes, body, code, message) => {
    const { text, start } = unmark(layerText(type, shapes, body, 'top: "x" top: "y"'));
    expect(refusalsOf(text)).toMatchObject([{ code, message: expect.stringMatching(message) as string, ...(body.includes('‹') ? { at: { start } } : {}) }]);
  });

  it.each([
    ['Input', 'input_param { shape ‹{ dim: 1 }› shape { dim: 2 } }', 'bad-parameter', /each of the 3 tops/],
    ['DummyData', 'dummy_data_param { shape { dim: 1 } num: ‹2› }', 'conflicting-parameters', /not both/],
    ['DummyData', 'dummy_data_param { num: ‹1› num: 2 channels: 1 height: 1 width: 1 }', 'bad-parameter', /there are 2/],
    ['DummyData', '', 'missing-parameter', /there are 0/],
    ['ImageData', 'image_data_param { batch_size: ‹0› }', 'bad-parameter', /at least 1/],
    ['ImageData', 'image_data_param { batch_size: 1 new_height: ‹5› }', 'missing-parameter', /together/],
    ['ImageData', 'image_data_param { batch_size: 1 } transform_param { mean_file: "m" mean_value: ‹104› }', 'conflicting-parameters', /not both/],
    ['Data', 'data_param { batch_size: 1 } transform_param { force_color: true force_gray: ‹true› }', 'conflicting-parameters', /in colour or grey/],
    ['MemoryData', 'memory_data_param { batch_size: 1 channels: 3 height: 9 width: ‹0› }', 'bad-parameter', /at least 1/],
    ['Python', 'python_param { module: "m" }', 'missing-parameter', /`layer`/],
  ] as const)('of data, %s with %s: %s', (type, body, code, message) => {
    const marked = `layer { name: "x" type: "${type}" top: "x" top: "y" top: "z" ${body} }`;
    const { text, start } = unmark(marked);
    expect(refusalsOf(text)[0]).toMatchObject({ code, message: expect.stringMatching(message) as string, ...(body.includes('‹') ? { at: { start } } : {}) });
  });

  /** What Caffe takes, though it looks like the above. */
  it.each([
    ['Pooling', '1x3x9x9', 'pooling_param { kernel_size: 3 kernel_h: 5 }'],
    ['Convolution', '2x3', 'convolution_param { num_output: 4 }'],
    ['Flatten', '1x3x9x9', 'flatten_param { axis: 2 end_axis: 1 }'],
    ['Slice', '1x4x9x9', ''],
    ['Scale', '1x3x9x9', 'scale_param { axis: 3 num_axes: 0 }'],
    ['Permute', '1x3x9x9', 'permute_param { order: 3 }'],
    ['Eltwise', '1x3x9x9 1x3x9x9', 'eltwise_param { operation: MAX coeff: 1 coeff: 1 }'],
    ['SPP', '1x3x9x9', 'spp_param { pyramid_height: 2 }'],
  ])('are none for %s of %s with %s', (type, shapes, body) => {
    expect(refusalsOf(layerText(type, shapes, body, 'top: "x"'))).toEqual([]);
  });

  it('are held back where sizes are not known', () => {
    expect(refusalsOf(layerText('Eltwise', '1x3x9x${W} 1x3x9x8', '', 'top: "x"'))).toEqual([]);
    expect(refusalsOf(layerText('Convolution', '1x${C}x9x9', conv('kernel_size: 3 group: 2'), 'top: "x"'))).toEqual([]);
  });

  it.each([
    ['Convolution', 'convolution_param { kernel_size: 1 }'],
    ['Deconvolution', 'convolution_param { kernel_size: 1 }'],
    ['Convolution', 'convolution_param { num_output: 0 kernel_size: 1 }'],
    ['InnerProduct', 'inner_product_param { axis: 3 }'],
  ])('of a %s with %s do not go on in the layers that read it', (type, body) => {
    const text = `${layerText(type, '1x4x9x9', body, 'top: "y"')}\nlayer { name: "e" type: "Eltwise" bottom: "a" bottom: "y" top: "e" }\n${conv1x1('y')}`;
    expect(refusalsOf(text)).toHaveLength(1);
  });

  it('of DeepLab v1 leave the labels of a loss uncounted', () => {
    const loss = 'layers { name: "x" type: SOFTMAX_LOSS bottom: "a" bottom: "b" top: "x" } layers { name: "i" type: INTERP bottom: "a" top: "i" interp_param { zoom_factor: 2 } }';
    expect(refusalsOf(`${blob('a', '1x3x9x9')} ${blob('b', '1x1x5x5')} ${loss}`)).toEqual([]);
  });

  it('all have a title and an explanation', () => {
    for (const { title, doc } of Object.values(codes)) {
      expect(title).not.toBe('');
      expect(doc.length).toBeGreaterThan(40);
    }
  });
});
