/** Shapes, windows and weights of each layer type, one fact a row, checked against Caffe's sources and golden data. */
import { describe, expect, it } from 'vitest';
import { formatShape } from '../../server/src/net/shape';
import { analyzed, fieldOf, figures, layerNamed } from '../support/analyzed';

/** Inputs `a`, `b`, … of the given shapes, and one layer `x` that reads them all. */
function layerText(type: string, bottoms: string, body: string, tops = 1): string {
  const shapes = bottoms === '' ? [] : bottoms.split(' ');
  const names = shapes.map((_, index) => String.fromCharCode(97 + index));
  const inputs = shapes.map((shape, index) => `input: "${names[index]}" input_shape { ${shape.split('x').filter(Boolean).map((dim) => `dim: ${dim}`).join(' ')} }`);
  const connections = [...names.map((name) => `bottom: "${name}"`), ...Array.from({ length: tops }, (_, index) => `top: "x${index || ''}"`)];
  return `${inputs.join('\n')}\nlayer { name: "x" type: "${type}" ${connections.join(' ')} ${body} }`;
}

/** Type, shapes of the bottoms, parameters, shapes of the tops. */
type Row = [type: string, bottoms: string, body: string, tops: string];

const rows: Row[] = [
  ['Convolution', '2x3x9x11', 'convolution_param { num_output: 4 kernel_size: 3 }', '2×4×7×9'],
  ['Convolution', '2x3x9x11', 'convolution_param { num_output: 4 kernel_h: 3 kernel_w: 5 pad_w: 2 stride_h: 2 }', '2×4×4×11'],
  ['Convolution', '2x3x9x11', 'convolution_param { num_output: 4 kernel_size: 3 kernel_size: 5 pad: 0 pad: 2 stride: 2 stride: 1 }', '2×4×4×11'],
  ['Convolution', '1x3x2x1', 'convolution_param { num_output: 4 kernel_size: 3 stride: 3 }', '1×4×1×1'],
  ['Convolution', '1x3x21x21', 'convolution_param { num_output: 4 kernel_size: 3 dilation: 2 dilation: 4 }', '1×4×17×13'],
  ['Convolution', '1x3x21x21', 'convolution_param { num_output: 4 kernel_size: 4 hole: 4 pad: 6 }', '1×4×21×21'],
  ['Convolution', '1x3x21x21', 'convolution_param { num_output: 4 kernel_size: 3 hole_h: 2 }', '1×4×17×19'],
  ['Convolution', '1x3x8x9x10', 'convolution_param { num_output: 4 kernel_size: 3 }', '1×4×6×7×8'],
  ['Convolution', '1x3x9', 'convolution_param { num_output: 4 kernel_size: 3 }', '1×4×7'],
  ['Convolution', '2x5x3x9x9', 'convolution_param { num_output: 4 kernel_size: 3 axis: 2 }', '2×5×4×7×7'],
  ['Convolution', '1x3x9x${W}', 'convolution_param { num_output: ${C} kernel_size: 3 }', '1×C×7×?'],
  ['Convolution', '1x3x${H}x${W}', 'convolution_param { num_output: 4 kernel_h: 3 kernel_w: 5 pad_h: 2 pad_w: 4 dilation: 2 }', '1×4×H×W'],
  ['Pooling', '1x3x${H}x${W}', 'pooling_param { kernel_size: 3 stride: 1 pad: 1 }', '1×3×H×W'],
  ['Deconvolution', '1x3x5x6', 'convolution_param { num_output: 4 kernel_size: 4 stride: 2 pad: 1 }', '1×4×10×12'],
  ['Deconvolution', '1x3x5x6', 'convolution_param { num_output: 4 kernel_size: 3 stride: 2 dilation: 2 }', '1×4×13×15'],
  ['DepthwiseConvolution', '1x8x9x9', 'convolution_param { num_output: 8 kernel_size: 3 pad: 1 }', '1×8×9×9'],
  ['Pooling', '1x3x9x12', 'pooling_param { kernel_size: 2 stride: 2 }', '1×3×5×6'],
  ['Pooling', '1x3x9x12', 'pooling_param { kernel_size: 2 stride: 2 round_mode: FLOOR }', '1×3×4×6'],
  ['Pooling', '1x3x9x12', 'pooling_param { kernel_size: 3 stride: 2 pad: 1 }', '1×3×5×7'],
  // The window that would begin past the map is dropped on both axes as soon as one is padded.
  ['Pooling', '1x3x8x8', 'pooling_param { kernel_size: 1 stride: 8 }', '1×3×2×2'],
  ['Pooling', '1x3x9x9', 'pooling_param { kernel_size: 2 stride: 2 pad: 1 }', '1×3×5×5'],
  ['Pooling', '1x3x9x9', 'pooling_param { global_pooling: true }', '1×3×1×1'],
  ['SPP', '2x3x9x9', 'spp_param { pyramid_height: 3 }', '2×63'],
  ['Interp', '1x3x129x257', 'interp_param { shrink_factor: 4 zoom_factor: 3 }', '1×3×97×193'],
  ['Interp', '1x3x9x9', 'interp_param { zoom_factor: 2 height: 5 width: 5 }', '1×3×17×17'],
  ['Interp', '1x3x9x9', 'interp_param { shrink_factor: 2 zoom_factor: 2 height: 5 width: 6 }', '1×3×5×6'],
  ['Interp', '1x3x9x9', 'interp_param { height: 5 width: 6 }', '1×3×5×6'],
  ['Interp', '1x3x9x9', 'interp_param { zoom_factor: 2 pad_beg: -1 pad_end: -2 }', '1×3×11×11'],
  ['Interp', '1x3x9x9 1x8x20x30', '', '1×3×20×30'],
  ['Upsample', '1x3x5x6 1x3x5x6', 'upsample_param { scale: 2 }', '1×3×10×12'],
  ['Upsample', '1x3x5x6 1x3x5x6', 'upsample_param { upsample_h: 9 upsample_w: 11 }', '1×3×9×11'],
  ['Upsample', '1x3x5x6 1x3x5x6', 'upsample_param { scale: 2 pad_out_h: true }', '1×3×9×12'],
  ['Eltwise', '1x3x5x6 1x3x5x6', '', '1×3×5×6'],
  ['Eltwise', '1x3x5x${W} 1x3x5x6', '', '1×3×5×6'],
  ['Concat', '1x3x5x6 1x4x5x6', '', '1×7×5×6'],
  ['Concat', '1x3x5x6 2x3x5x6', 'concat_param { axis: 0 }', '3×3×5×6'],
  ['Concat', '1x3x5x6 1x3x5x7', 'concat_param { axis: -1 }', '1×3×5×13'],
  ['Concat', '1x3x5x6 1x4x5x6', 'concat_param { concat_dim: 1 }', '1×7×5×6'],
  ['Concat', '1x3x5x6 1x${C}x5x6', '', '1×?×5×6'],
  ['Crop', '1x3x20x30 1x8x9x10', 'crop_param { offset: 5 }', '1×3×9×10'],
  ['Crop', '2x3x20x30 1x2x9x10', 'crop_param { axis: 1 offset: 0 offset: 5 offset: 6 }', '2×2×9×10'],
  ['Crop', '2x3x20x30 1x2x9x10', 'crop_param { axis: -1 }', '2×3×20×10'],
  ['Flatten', '2x3x4x5', '', '2×60'],
  ['Flatten', '2x3x4x5', 'flatten_param { axis: 2 end_axis: -1 }', '2×3×20'],
  ['Reshape', '2x3x4x5', 'reshape_param { shape { dim: 0 dim: -1 } }', '2×60'],
  ['Reshape', '2x3x4x5', 'reshape_param { shape { dim: 6 } axis: 0 num_axes: 2 }', '6×4×5'],
  ['Reshape', '2x3x4x5', 'reshape_param { shape { dim: 1 } axis: -1 num_axes: 0 }', '2×3×4×5×1'],
  ['Reshape', '2x3x4x5', 'reshape_param { shape { dim: 1 dim: 1 } axis: 1 num_axes: 0 }', '2×1×1×3×4×5'],
  ['Permute', '2x3x4x5', 'permute_param { order: 0 order: 2 order: 3 order: 1 }', '2×4×5×3'],
  ['Tile', '2x3x4x5', 'tile_param { tiles: 3 }', '2×9×4×5'],
  ['Im2col', '1x3x9x9', 'convolution_param { kernel_size: 3 stride: 2 pad: 1 }', '1×27×5×5'],
  ['Reduction', '2x3x4x5', 'reduction_param { axis: 1 }', '2'],
  ['Reduction', '2x3x4x5', '', 'scalar'],
  ['BatchReindex', '2x3x4x5 7', '', '7×3×4×5'],
  ['Reorg', '1x4x6x8', 'reorg_param { stride: 2 }', '1×16×3×4'],
  ['InnerProduct', '2x3x4x5', 'inner_product_param { num_output: 7 }', '2×7'],
  ['InnerProduct', '2x3x4x5', 'inner_product_param { num_output: 7 axis: 2 }', '2×3×7'],
  ['Embed', '5x2', 'embed_param { num_output: 7 input_dim: 9 }', '5×2×7'],
  ['ArgMax', '2x3x4x5', '', '2×1×1×1'],
  ['ArgMax', '2x3x4x5', 'argmax_param { top_k: 3 out_max_val: true }', '2×2×3×1'],
  ['ArgMax', '2x3x4x5', 'argmax_param { axis: 1 top_k: 2 }', '2×2×4×5'],
  ['ArgMax', '2x7', '', '2×1×1'],
  ['Softmax', '2x3x4x5', '', '2×3×4×5'],
  ['SoftmaxWithLoss', '2x3x4x5 2x1x4x5', '', 'scalar'],
  ['SoftmaxWithLoss', '2x3x4x5 2x4x5', '', 'scalar'],
  ['EuclideanLoss', '2x3 2x3', '', 'scalar'],
  ['Accuracy', '2x3 2', '', 'scalar'],
  ['BatchNorm', '2x3x4x5', '', '2×3×4×5'],
  ['DenseCRF', '1x21x9x9 1x1x1x2 1x3x9x9', '', '1×21×9×9'],
  ['MultiStageMeanfield', '1x21x9x9 1x21x9x9 1x3x9x9', 'multi_stage_meanfield_param { theta_alpha: 1 theta_beta: 1 theta_gamma: 1 num_iterations: 5 }', '1×21×9×9'],
  ['UniqueLabel', '2x1x9x9', 'unique_label_param { max_labels: 5 }', '2×5×1×1'],
  ['PriorBox', '1x512x38x38 1x3x300x300', 'prior_box_param { min_size: 30 max_size: 60 aspect_ratio: 2 flip: true }', '1×2×23104'],
  ['PriorBox', '1x512x3x3 1x3x300x300', 'prior_box_param { min_size: 30 aspect_ratio: 2 aspect_ratio: 2 flip: false }', '1×2×72'],
  ['DetectionOutput', '1x8 1x42 1x2x8', 'detection_output_param { num_classes: 21 }', '1×1×?×7'],
  ['ROIPooling', '1x512x38x38 300x5', 'roi_pooling_param { pooled_h: 7 pooled_w: 6 }', '300×512×7×6'],
  ['LSTM', '10x2x5 10x2', 'recurrent_param { num_output: 7 }', '10×2×7'],
  ['Input', '', 'input_param { shape { dim: 1 dim: 3 dim: 5 dim: 6 } }', '1×3×5×6'],
  ['DummyData', '', 'dummy_data_param { num: 2 channels: 3 height: 4 width: 5 }', '2×3×4×5'],
  ['MemoryData', '', 'memory_data_param { batch_size: 2 channels: 3 height: 4 width: 5 }', '2×3×4×5'],
  ['Data', '', 'data_param { batch_size: 8 } transform_param { crop_size: 227 mean_value: 1 mean_value: 2 mean_value: 3 }', '8×3×227×227'],
  ['Data', '', 'data_param { batch_size: 8 }', '8×?×?×?'],
  ['ImageData', '', 'image_data_param { batch_size: 8 new_height: 256 new_width: 257 is_color: false }', '8×1×256×257'],
  ['ImageData', '', 'image_data_param { batch_size: 8 new_height: 256 new_width: 256 } transform_param { crop_size: 227 }', '8×3×227×227'],
  ['ImageSegData', '', 'image_data_param { batch_size: 10 } transform_param { crop_size: 321 }', '10×3×321×321'],
  ['ImageSegData', '', 'image_data_param { batch_size: 1 } transform_param { crop_width: 713 crop_height: 473 }', '1×3×473×713'],
  ['DenseImageData', '', 'dense_image_data_param { batch_size: 4 new_height: 360 new_width: 480 }', '4×3×360×480'],
  ['AnnotatedData', '', 'data_param { batch_size: 4 } transform_param { resize_param { height: 300 width: 301 } }', '4×?×300×301'],
  ['Parameter', '', 'parameter_param { shape { dim: 2 dim: 3 } }', '2×3'],
];

describe('shapes', () => {
  it.each(rows)('%s of %s with %s makes %s', (type, bottoms, body, tops) => {
    const { topShapes, refusals } = layerNamed(analyzed(layerText(type, bottoms, body)), 'x');
    expect(refusals).toEqual([]);
    expect(topShapes[0] && formatShape(topShapes[0])).toBe(tops);
  });

  /** The same bottoms without height and width. */
  const openSizes = (bottoms: string): string => bottoms.replace(/(\d+x(?:\d+|\$\{C\}))x\d+x\d+(?= |$)/g, '$1x${H}x${W}');

  it.each(rows.filter(([, bottoms]) => openSizes(bottoms) !== bottoms))('%s of %s with %s: what does not depend on height and width is known without them', (type, bottoms, body, tops) => {
    const { topShapes: [shape], refusals } = layerNamed(analyzed(layerText(type, openSizes(bottoms), body)), 'x');
    expect(refusals).toEqual([]);
    const dims = tops === 'scalar' ? [] : tops.split('×');
    expect(shape?.map((dim, axis) => (typeof dim === 'number' ? String(dim) : dims[axis]))).toEqual(dims);
  });

  it.each([
    ['Slice', '2x6x4x5', '', ['2×3×4×5', '2×3×4×5']],
    ['Slice', '2x6x4x5', 'slice_param { slice_point: 1 }', ['2×1×4×5', '2×5×4×5']],
    ['Slice', '2x6x4x5', 'slice_param { axis: -1 slice_point: 2 }', ['2×6×4×2', '2×6×4×3']],
    ['Slice', '2x6x4x5', 'slice_param { slice_dim: 0 }', ['1×6×4×5', '1×6×4×5']],
    ['Split', '2x6x4x5', '', ['2×6×4×5', '2×6×4×5']],
    ['Pooling', '1x3x9x9', 'pooling_param { kernel_size: 3 stride: 2 }', ['1×3×4×4', '1×3×4×4']],
    ['ImageSegData', '', 'image_data_param { batch_size: 10 } transform_param { crop_size: 321 }', ['10×3×321×321', '10×1×321×321']],
    ['MemoryData', '', 'memory_data_param { batch_size: 2 channels: 3 height: 4 width: 5 }', ['2×3×4×5', '2']],
    ['SoftmaxWithLoss', '2x3x4x5 2x4x5', '', ['scalar', '2×3×4×5']],
    ['Accuracy', '2x3 2', '', ['scalar', '3']],
    ['LSTMUnit', '1x2x5 1x2x20 1x2', '', ['1×2×5', '1×2×5']],
  ])('%s of %s with %s makes %j', (type, bottoms, body, tops) => {
    expect(layerNamed(analyzed(layerText(type, bottoms, body, 2)), 'x').topShapes.map((shape) => shape && formatShape(shape))).toEqual(tops);
  });

  it('are known behind a layer that a comment speaks for', () => {
    const python = layerText('Python', '1x3x9x9', '');
    expect(layerNamed(analyzed(python), 'x').topShapes).toEqual([undefined]);
    expect(layerNamed(analyzed(`# atrous: shape x=1x21x65x65\n${python}`), 'x').topShapes).toEqual([[1, 21, 65, 65]]);
    expect(layerNamed(analyzed(`# atrous: shape x=8x3x65x65\n${layerText('Data', '', 'data_param { batch_size: 4 }')}`), 'x').topShapes).toEqual([[4, 3, 65, 65]]);
  });
});

/** Type, bottoms, parameters, weight shapes, multiply-accumulates. */
const costs: [string, string, string, string[], number][] = [
  ['Convolution', '2x6x9x9', 'convolution_param { num_output: 4 kernel_size: 3 group: 2 pad: 1 }', ['4×3×3×3', '4'], 2 * 4 * 81 * 27],
  ['Convolution', '2x6x9x9', 'convolution_param { num_output: 4 kernel_size: 3 bias_term: false pad: 1 }', ['4×6×3×3'], 2 * 4 * 81 * 54],
  ['Deconvolution', '1x6x5x5', 'convolution_param { num_output: 4 kernel_size: 4 stride: 2 group: 2 }', ['6×2×4×4', '4'], 6 * 25 * 32],
  ['ConvolutionDepthwise', '1x8x9x9', 'convolution_param { num_output: 8 kernel_size: 3 pad: 1 }', ['8×1×3×3', '8'], 8 * 81 * 9],
  ['InnerProduct', '2x3x4x5', 'inner_product_param { num_output: 7 }', ['7×60', '7'], 2 * 7 * 60],
  ['InnerProduct', '2x3x4x5', 'inner_product_param { num_output: 7 transpose: true axis: 3 }', ['5×7', '7'], 2 * 3 * 4 * 7 * 5],
  ['BatchNorm', '1x3x4x5', '', ['3', '3', '1'], 0],
  ['Scale', '1x3x4x5', 'scale_param { bias_term: true }', ['3', '3'], 0],
  ['Scale', '1x3x4x5', 'scale_param { num_axes: 0 }', ['scalar'], 0],
  ['Scale', '1x3x4x5', 'scale_param { axis: 1 num_axes: -1 }', ['3×4×5'], 0],
  ['Scale', '1x3x4x5 3', 'scale_param { bias_term: true }', ['3'], 0],
  ['Bias', '1x3x4x5', '', ['3'], 0],
  ['PReLU', '1x3x4x5', '', ['3'], 0],
  ['PReLU', '1x3x4x5', 'prelu_param { channel_shared: true }', ['scalar'], 0],
  ['BN', '1x3x4x5', 'bn_param { bn_mode: INFERENCE }', ['1×3×1×1', '1×3×1×1'], 0],
  ['BN', '1x3x4x5', 'bn_param { slope_filler { type: "constant" } }', ['1×3×1×1', '1×3×1×1', '1×3×1×1', '1×3×1×1'], 0],
  ['Normalize', '1x3x4x5', 'norm_param { channel_shared: false }', ['3'], 0],
  ['Embed', '5', 'embed_param { num_output: 7 input_dim: 9 }', ['9×7', '7'], 0],
  ['LSTM', '10x2x5 10x2', 'recurrent_param { num_output: 7 }', ['28×5', '28', '28×7'], 0],
  ['RNN', '10x2x5 10x2', 'recurrent_param { num_output: 7 }', ['7×5', '7', '7×7', '7×7', '7'], 0],
  ['MultiStageMeanfield', '1x21x9x9 1x21x9x9 1x3x9x9', '', ['1×1×21×21', '1×1×21×21', '1×1×21×21'], 0],
];

describe('weights and costs', () => {
  it.each(costs)('%s of %s with %s has %j', (type, bottoms, body, weights, macs) => {
    const layer = layerNamed(analyzed(layerText(type, bottoms, body)), 'x');
    expect(layer.blobs.map(({ shape }) => formatShape(shape))).toEqual(weights);
    expect(layer.macs).toBe(macs);
  });

  it('counts a shared blob for the layer that owns it only', () => {
    const conv = (name: string, bottom: string): string =>
      `layer { name: "${name}" type: "Convolution" bottom: "${bottom}" top: "${name}" param { name: "w" } convolution_param { num_output: 3 kernel_size: 1 } }`;
    const analysis = analyzed(`input: "d" input_shape { dim: 1 dim: 3 dim: 5 dim: 5 } ${conv('a', 'd')} ${conv('b', 'a')}`);
    expect(analysis.layers.map(({ parameters }) => parameters)).toEqual([12, 3]);
    expect(layerNamed(analysis, 'b').sharedWith.map((owner) => owner?.name)).toEqual(['a']);
    expect(analysis.totals.parameters).toBe(15);
  });
});

/** Type, bottoms, parameters, then size, stride and start of the field of `x` in the first bottom. */
const windows: [string, string, string, number[], number[], number[]][] = [
  ['Convolution', '1x3x90x90', 'convolution_param { num_output: 1 kernel_h: 3 kernel_w: 5 dilation: 2 pad: 1 stride: 3 }', [5, 9], [3, 3], [-1, -1]],
  ['Pooling', '1x3x90x90', 'pooling_param { kernel_size: 3 stride: 2 pad: 1 }', [3, 3], [2, 2], [-1, -1]],
  ['Pooling', '1x3x90x70', 'pooling_param { global_pooling: true }', [90, 70], [0, 0], [0, 0]],
  ['Pooling', '1x3x60x70', 'pooling_param { kernel_size: 60 stride: 60 }', [60, 60], [0, 60], [0, 0]],
  ['SPP', '1x3x90x70', 'spp_param { pyramid_height: 2 }', [90, 70], [0, 0], [0, 0]],
  ['Deconvolution', '1x3x90x90', 'convolution_param { num_output: 1 kernel_size: 4 stride: 2 pad: 1 }', [2, 2], [0.5, 0.5], [-1, -1]],
  ['Interp', '1x3x65x65', 'interp_param { zoom_factor: 8 }', [2, 2], [0.125, 0.125], [0, 0]],
  ['Interp', '1x3x65x65', 'interp_param { shrink_factor: 4 pad_beg: -4 pad_end: -4 }', [1, 1], [4, 4], [4, 4]],
  ['Upsample', '1x3x9x9 1x3x9x9', 'upsample_param { scale: 2 }', [1, 1], [0.5, 0.5], [0, 0]],
  ['Crop', '1x3x90x90 1x3x50x50', 'crop_param { offset: 19 }', [1, 1], [1, 1], [19, 19]],
  ['LRN', '1x3x90x90', 'lrn_param { local_size: 5 norm_region: WITHIN_CHANNEL }', [5, 5], [1, 1], [-2, -2]],
  ['LRN', '1x3x90x90', '', [1, 1], [1, 1], [0, 0]],
  ['MVN', '1x3x90x70', '', [90, 70], [0, 0], [0, 0]],
  ['Softmax', '1x3x90x70', '', [1, 1], [1, 1], [0, 0]],
  ['Softmax', '1x3x90x70', 'softmax_param { axis: 2 }', [90, 1], [0, 1], [0, 0]],
  ['ArgMax', '1x3x90x70', '', [90, 70], [0, 0], [0, 0]],
  ['ArgMax', '1x3x90x70', 'argmax_param { axis: 1 }', [1, 1], [1, 1], [0, 0]],
  ['InnerProduct', '1x3x90x70', 'inner_product_param { num_output: 7 }', [90, 70], [0, 0], [0, 0]],
  ['DenseCRF', '1x3x90x70 1x1x1x2 1x3x90x70', '', [90, 70], [0, 0], [0, 0]],
  ['Reorg', '1x3x90x70', 'reorg_param { stride: 2 }', [2, 2], [2, 2], [0, 0]],
  ['ReLU', '1x3x90x70', '', [1, 1], [1, 1], [0, 0]],
];

describe('windows', () => {
  it.each(windows)('%s of %s with %s', (type, bottoms, body, size, stride, start) => {
    const found = figures(fieldOf(analyzed(layerText(type, bottoms, body)), 'x'));
    expect([found.size, found.stride, found.start]).toEqual([size, stride, start]);
  });

  it('of a second top of Slice begin where its part begins', () => {
    const analysis = analyzed(layerText('Slice', '1x3x90x70', 'slice_param { axis: 2 slice_point: 30 }', 2));
    expect(figures(fieldOf(analysis, 'x1')).start).toEqual([30, 0]);
  });

  it('are not known behind a script', () => {
    const analysis = analyzed(layerText('Python', '1x3x9x9', ''));
    expect(layerNamed(analysis, 'x').topFields).toEqual([undefined]);
  });

  it('are known without sizes where the factor alone decides', () => {
    expect(figures(fieldOf(analyzed(layerText('Interp', '1x3x${H}x${W}', 'interp_param { zoom_factor: 8 }')), 'x')).stride).toEqual([0.125, 0.125]);
  });
});
