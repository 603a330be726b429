/** Influence with real weights: gradients through every operator against finite differences, and widths against theory. */
import { afterAll, describe, expect, it } from 'vitest';
import type { InfluenceResult } from '../../server/src/inference/messages';
import { randomSource } from '../../server/src/onnx/random';
import { ArrayFolder, done, startSupervisor } from '../support/host';

const supervisor = startSupervisor();
const arrays = new ArrayFolder();
afterAll(() => {
  supervisor.dispose();
  arrays.remove();
});

const weights = { kind: 'random', seed: 5 } as const;
const netOf = (text: string) => ({ path: 'net.prototxt', text, variables: [] });

async function measured(text: string, more: { blob?: string; unit?: readonly [number, number]; picture?: string } = {}): Promise<InfluenceResult & { influence: Float32Array }> {
  const result = await done(supervisor, {
    kind: 'influence', net: netOf(text), weights, inputs: more.picture === undefined ? [] : [['data', more.picture]],
    blob: more.blob ?? 'y', unit: more.unit, runs: 1, output: arrays.path, device: 'cpu',
  });
  return { ...result, influence: arrays.read(result.file).values };
}

const layer = (name: string, type: string, bottoms: string, param = ''): string =>
  `layer { name: "${name}" type: "${type}" ${bottoms.split(' ').map((bottom) => `bottom: "${bottom}"`).join(' ')} top: "${name}" ${param} }`;
const random = 'bias_filler { type: "uniform" min: -1 max: 1 }';
const conv = (name: string, bottom: string, outputs: number, param: string): string => layer(name, 'Convolution', bottom, `convolution_param { num_output: ${outputs} ${param} ${random} }`);

const size = 7;
const pixels = size * size;
const input = (batch: number): string => `input: "data" input_shape { dim: ${batch} dim: 1 dim: ${size} dim: ${size} }`;

describe('the gradient is that of finite differences', () => {
  /** A picture that is positive, so that logarithms and roots are defined. */
  const picture = (() => {
    const { uniform } = randomSource(1);
    return Float32Array.from({ length: pixels }, () => 0.5 + uniform());
  })();
  const step = 1 / 256;

  /** Every pixel moved up and down by a step, one of them in each picture of a batch. */
  const moved = Float32Array.from({ length: 2 * pixels * pixels }, (_, index) => {
    const [copy, pixel] = [Math.floor(index / pixels), index % pixels];
    return (picture[pixel] ?? 0) + (Math.floor(copy / 2) === pixel ? (copy % 2 === 0 ? step : -step) : 0);
  });

  const cases: readonly (readonly [name: string, layers: string])[] = [
    ['Convolution with holes, strides and groups', `${conv('a', 'data', 4, 'kernel_h: 3 kernel_w: 2 stride_h: 2 pad_h: 1')} ${conv('x', 'a', 4, 'kernel_size: 2 dilation: 2 pad: 2 group: 2')}`],
    ['Deconvolution', `${conv('a', 'data', 2, 'kernel_size: 3 stride: 2')} ${layer('x', 'Deconvolution', 'a', 'convolution_param { num_output: 2 kernel_size: 3 stride: 2 pad: 1 group: 2 }')}`],
    ['MAX pooling that reads values twice', layer('x', 'Pooling', 'data', 'pooling_param { kernel_size: 3 stride: 2 pad: 1 }')],
    ['AVE pooling with a rest', layer('x', 'Pooling', 'data', 'pooling_param { pool: AVE kernel_size: 3 stride: 3 pad: 1 }')],
    ['ReLU, leaky', `${conv('a', 'data', 3, 'kernel_size: 3 pad: 1')} ${layer('r', 'ReLU', 'a', 'relu_param { negative_slope: 0.2 }')} ${conv('b', 'r', 3, 'kernel_size: 1')} ${layer('x', 'ReLU', 'b')}`],
    ['PReLU, ELU', `${conv('a', 'data', 3, 'kernel_size: 3 pad: 1')} ${layer('r', 'PReLU', 'a')} ${layer('x', 'ELU', 'r')}`],
    ['Sigmoid, TanH, BNLL', `${layer('a', 'Sigmoid', 'data')} ${layer('b', 'TanH', 'a')} ${layer('x', 'BNLL', 'b')}`],
    ['Power, Exp, Log, AbsVal', `${layer('a', 'Power', 'data', 'power_param { power: 1.7 scale: 0.5 shift: 0.3 }')} ${layer('b', 'Exp', 'a')} ${layer('c', 'Log', 'b', 'log_param { shift: 1 }')} ${layer('x', 'AbsVal', 'c')}`],
    ['LRN across channels', `${conv('a', 'data', 6, 'kernel_size: 1')} ${layer('x', 'LRN', 'a', 'lrn_param { local_size: 3 alpha: 0.9 beta: 0.75 }')}`],
    ['LRN within them', `${conv('a', 'data', 2, 'kernel_size: 1')} ${layer('x', 'LRN', 'a', 'lrn_param { local_size: 3 alpha: 0.9 norm_region: WITHIN_CHANNEL }')}`],
    ['BatchNorm and Scale', `${conv('a', 'data', 3, 'kernel_size: 3')} ${layer('b', 'BatchNorm', 'a')} ${layer('x', 'Scale', 'b', `scale_param { filler { type: "uniform" min: 1 max: 2 } bias_term: true }`)}`],
    ['MVN', `${conv('a', 'data', 2, 'kernel_size: 3')} ${layer('x', 'MVN', 'a')}`],
    ['Eltwise of two paths', `${conv('a', 'data', 2, 'kernel_size: 3 pad: 1')} ${conv('b', 'data', 2, 'kernel_size: 1')} ${layer('s', 'Eltwise', 'a b', 'eltwise_param { coeff: 2 coeff: -1 }')} ${layer('p', 'Eltwise', 's b', 'eltwise_param { operation: PROD }')} ${layer('x', 'Eltwise', 'p a', 'eltwise_param { operation: MAX }')}`],
    ['Concat and Crop', `${conv('a', 'data', 2, 'kernel_size: 3')} ${layer('c', 'Crop', 'data a', 'crop_param { axis: 2 offset: 2 offset: 1 }')} ${layer('x', 'Concat', 'a c')}`],
    ['Slice', `${conv('a', 'data', 4, 'kernel_size: 3')} layer { name: "s" type: "Slice" bottom: "a" top: "s1" top: "x" slice_param { slice_point: 1 } } layer { name: "q" type: "Silence" bottom: "s1" }`],
    ['Interp', `${layer('a', 'Interp', 'data', 'interp_param { height: 12 width: 5 }')} ${layer('x', 'Interp', 'a', 'interp_param { shrink_factor: 2 pad_beg: -1 }')}`],
    ['Softmax', `${conv('a', 'data', 4, 'kernel_size: 3')} ${layer('x', 'Softmax', 'a')}`],
    ['Permute and Reshape', `${conv('a', 'data', 2, 'kernel_size: 3')} ${layer('t', 'Permute', 'a', 'permute_param { order: 0 order: 2 order: 3 order: 1 }')} ${layer('x', 'Reshape', 't', 'reshape_param { shape { dim: 0 dim: 2 dim: 5 dim: 5 } }')}`],
    ['InnerProduct', `${layer('a', 'InnerProduct', 'data', 'inner_product_param { num_output: 8 }')} ${layer('x', 'Reshape', 'a', 'reshape_param { shape { dim: 0 dim: 2 dim: 2 dim: 2 } }')}`],
  ];

  it.each(cases)('%s', async (_, layers) => {
    const text = `${layers} ${conv('y', 'x', 1, 'kernel_size: 1')}`;
    const { influence, blobShape, unit } = await measured(`${input(1)} ${text}`, { picture: arrays.write('picture', [1, 1, size, size], picture) });
    const { blobs: [y] } = await done(supervisor, {
      kind: 'forward', net: netOf(`${input(2 * pixels)} ${text}`), weights, inputs: [['data', arrays.write('moved', [2 * pixels, 1, size, size], moved)]],
      blobs: ['y'], output: arrays.path, device: 'cpu', repeat: 0,
    });
    const { values } = arrays.read(y?.file ?? '');
    const [, , height = 1, width = 1] = blobShape;
    const valueOf = (copy: number): number => values[(copy * height + unit[0]) * width + unit[1]] ?? NaN;
    const expected = Float32Array.from({ length: pixels }, (_, pixel) => Math.abs(valueOf(2 * pixel) - valueOf(2 * pixel + 1)) / (2 * step));
    const largest = Math.max(...expected);
    expect(largest).toBeGreaterThan(0);
    for (const [pixel, value] of expected.entries()) expect(Math.abs((influence[pixel] ?? NaN) - value) / largest, `pixel ${pixel}`).toBeLessThan(0.01);
  });
});

describe('with uniform weights', () => {
  const uniform = (name: string, bottom: string, type: string, param: string): string => layer(name, type, bottom, `convolution_param { num_output: 1 ${param} weight_filler { type: "constant" value: 0.1 } }`);
  const net = [
    'input: "data" input_shape { dim: 1 dim: 1 dim: 65 dim: 49 }',
    uniform('a', 'data', 'Convolution', 'kernel_size: 5 stride: 2 pad: 2'), layer('p', 'Pooling', 'a', 'pooling_param { pool: AVE kernel_size: 3 stride: 2 pad: 1 }'),
    uniform('b', 'p', 'Convolution', 'kernel_size: 3 pad: 2 dilation: 2'), uniform('u', 'b', 'Deconvolution', 'kernel_size: 4 stride: 2 pad: 1'), layer('y', 'Interp', 'u', 'interp_param { zoom_factor: 2 }'),
  ].join('\n');

  it.each([[[31, 23]], [[0, 40]], [[62, 1]]] as const)('unit %j is as wide as theory says', async (unit) => {
    const { deviation, uniformDeviation } = await measured(net, { unit });
    for (const axis of [0, 1] as const) expect(deviation[axis]).toBeCloseTo(uniformDeviation?.[axis] ?? NaN, 3);
  });

  it('nothing outside the field counts, and its borders do', async () => {
    const { influence, field: { first, last } } = await measured(net, { blob: 'b' });
    const touched = [...influence.keys()].filter((pixel) => (influence[pixel] ?? 0) > 0);
    const [rows, columns] = [touched.map((pixel) => Math.floor(pixel / 49)), touched.map((pixel) => pixel % 49)];
    expect([Math.min(...rows), Math.max(...rows), Math.min(...columns), Math.max(...columns)]).toEqual([first[0], last[0], first[1], last[1]]);
  });
});

describe('what cannot be measured', () => {
  const data = input(1);
  it.each([
    ['a blob that is not there', `${data} ${layer('y', 'ReLU', 'data')}`, { blob: 'z' }, 'The net has no blob "z" in this phase: its last maps are data, y.'],
    ['a unit outside the map', `${data} ${layer('y', 'ReLU', 'data')}`, { unit: [7, 0] as const }, 'Blob "y" has 7×7 units; there is no unit 7,0.'],
    ['behind a decision', `${data} ${layer('y', 'ArgMax', 'data', 'argmax_param { axis: 1 }')}`, {}, 'Influence cannot be followed back through y: it has no gradient (Cast). Name a blob before it.'],
  ])('%s says so', async (_, text, more, message) => {
    await expect(measured(text, more)).rejects.toThrow(message);
  });
});
