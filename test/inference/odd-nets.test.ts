/** Nets of odd numbers: the analysis says the shapes that ONNX Runtime makes, and exactly the pixels that the gradient touches. */
import { afterAll, describe, expect, it } from 'vitest';
import { influenceOn } from '../../server/src/analysis/influence';
import { analyzed, blobNamed, shapeOf } from '../support/analyzed';
import { ArrayFolder, done, startSupervisor } from '../support/host';

const supervisor = startSupervisor();
const arrays = new ArrayFolder();
afterAll(() => {
  supervisor.dispose();
  arrays.remove();
});

const layer = (name: string, type: string, bottoms: string, param = ''): string =>
  `layer { name: "${name}" type: "${type}" ${bottoms.split(' ').map((bottom) => `bottom: "${bottom}"`).join(' ')} top: "${name}" ${param} }`;
const conv = (name: string, bottom: string, param: string, type = 'Convolution'): string => layer(name, type, bottom, `convolution_param { num_output: 2 ${param} }`);
const deconv = (name: string, bottom: string, param: string): string => conv(name, bottom, param, 'Deconvolution');
const average = (name: string, bottom: string, param: string): string => layer(name, 'Pooling', bottom, `pooling_param { pool: AVE ${param} }`);
const interp = (name: string, bottom: string, param: string): string => layer(name, 'Interp', bottom, `interp_param { ${param} }`);
const input = (height: number, width: number): string => `input: "data" input_shape { dim: 1 dim: 1 dim: ${height} dim: ${width} }`;

const nets: readonly (readonly [name: string, text: string])[] = [
  ['kernels, strides and pads of their own for each axis', [input(29, 23), conv('a', 'data', 'kernel_h: 5 kernel_w: 2 stride_h: 3 stride_w: 1 pad_h: 1 pad_w: 2'), conv('y', 'a', 'kernel_size: 3 kernel_size: 1 pad: 0 pad: 1 dilation: 2 dilation: 1')].join('\n')],
  ['even kernels with holes', [input(33, 31), conv('a', 'data', 'kernel_size: 4 dilation: 4 pad: 6'), conv('y', 'a', 'kernel_size: 2 stride: 2')].join('\n')],
  ['strides larger than kernels', [input(31, 30), conv('a', 'data', 'kernel_size: 2 stride: 3'), average('y', 'a', 'kernel_size: 1 stride: 2')].join('\n')],
  ['pooling that rounds up and drops its last window', [input(30, 27), average('a', 'data', 'kernel_size: 2 stride: 2 pad: 1'), average('b', 'a', 'kernel_size: 3 stride: 2'), conv('y', 'b', 'kernel_size: 3 pad: 1')].join('\n')],
  ['pooling of its own for each axis', [input(26, 31), average('y', 'data', 'kernel_h: 3 kernel_w: 4 stride_h: 2 stride_w: 3 pad_h: 1 pad_w: 0')].join('\n')],
  ['deconvolution with holes, which leaves units blind', [input(9, 8), deconv('a', 'data', 'kernel_size: 3 stride: 2 dilation: 2'), conv('y', 'a', 'kernel_size: 2')].join('\n')],
  ['deconvolutions whose steps do not divide their kernels', [input(8, 7), deconv('a', 'data', 'kernel_h: 5 kernel_w: 3 stride_h: 3 stride_w: 2 pad: 1'), deconv('b', 'a', 'kernel_size: 4 stride: 3 pad: 2'), average('y', 'b', 'kernel_size: 3 stride: 2')].join('\n')],
  ['a cut with offsets between two paths', [input(25, 24), conv('a', 'data', 'kernel_size: 3 stride: 2 pad: 1'), deconv('u', 'a', 'kernel_size: 4 stride: 2'), conv('s', 'data', 'kernel_size: 1'), layer('c', 'Crop', 'u s', 'crop_param { axis: 2 offset: 1 offset: 0 }'), layer('y', 'Eltwise', 'c s')].join('\n')],
  ['Interp by zoom', [input(9, 7), interp('y', 'data', 'zoom_factor: 3')].join('\n')],
  ['Interp by shrinking and zooming', [input(33, 17), interp('a', 'data', 'shrink_factor: 4 zoom_factor: 3'), conv('y', 'a', 'kernel_size: 3 pad: 1')].join('\n')],
  ['Interp to a size, with a border cut away', [input(20, 22), interp('a', 'data', 'height: 11 width: 31 pad_beg: -2 pad_end: -1'), average('y', 'a', 'kernel_size: 2 stride: 2')].join('\n')],
  ['Interp to one unit, and from one', [input(11, 9), interp('a', 'data', 'height: 1 width: 5'), interp('y', 'a', 'height: 4 width: 9')].join('\n')],
  ['scales within scales', [
    input(33, 33), interp('half', 'data', 'shrink_factor: 2'), interp('quarter', 'half', 'shrink_factor: 2'),
    conv('a', 'data', 'kernel_size: 3 stride: 2 pad: 1'), conv('b', 'half', 'kernel_size: 3 stride: 2 pad: 1'), conv('c', 'quarter', 'kernel_size: 3 stride: 2 pad: 1'),
    interp('cb', 'c', 'zoom_factor: 2'), layer('m', 'Eltwise', 'b cb'), interp('ma', 'm', 'zoom_factor: 2'), layer('y', 'Concat', 'a ma'),
  ].join('\n')],
  ['groups, and channels shared out again', [
    'input: "data" input_shape { dim: 1 dim: 4 dim: 15 dim: 13 }', layer('a', 'Convolution', 'data', 'convolution_param { num_output: 8 group: 4 kernel_size: 3 stride: 2 }'),
    'layer { name: "s" type: "Slice" bottom: "a" top: "s1" top: "s2" slice_param { slice_point: 2 } }', conv('b', 's1', 'kernel_size: 3 pad: 1'), conv('c', 's2', 'kernel_size: 5 pad: 2'), layer('y', 'Concat', 'b c'),
  ].join('\n')],
];

/** Places to look at along an axis: borders, the middle and beside it. */
const placesIn = (size: number): number[] => [...new Set([0, 1, Math.floor(size / 2), Math.floor(size / 2) + 1, size - 1])].filter((place) => place >= 0 && place < size);

describe.each(nets)('%s', (_, text) => {
  const analysis = analyzed(text);
  const net = { path: 'net.prototxt', text, variables: [] };
  const weights = { kind: 'random', seed: 11 } as const;
  const [, , height, width] = shapeOf(analysis, 'y') as readonly number[];
  const [, , inputHeight = 1, inputWidth = 1] = shapeOf(analysis, 'data') as readonly number[];

  it('has the shapes of a run', async () => {
    const names = analysis.net.layers.flatMap(({ tops }) => tops.map(({ name }) => name));
    const { blobs } = await done(supervisor, { kind: 'forward', net, weights, inputs: [], blobs: names, output: arrays.path, device: 'cpu', repeat: 0 });
    for (const { name, file } of blobs) expect([name, arrays.read(file).shape]).toEqual([name, shapeOf(analysis, name)]);
  });

  it('sees the pixels that the gradient touches', async () => {
    const columns = placesIn(width ?? 1);
    for (const [index, row] of placesIn(height ?? 1).entries()) {
      const unit = [row, columns[Math.min(index, columns.length - 1)] ?? 0] as const;
      const { file } = await done(supervisor, { kind: 'influence', net, weights, inputs: [], blob: 'y', unit, runs: 2, output: arrays.path, device: 'cpu' });
      const { values } = arrays.read(file);
      const expected = ([0, 1] as const).map((axis) => influenceOn(analysis, blobNamed(analysis.net, 'y'), { axis, unit: unit[axis] }));
      const seen = (axis: 0 | 1, place: number): boolean => {
        const found = expected[axis];
        return found !== undefined && (found.weights[place - found.first] ?? 0) > 0;
      };
      const touches = (axis: 0 | 1, place: number): boolean => {
        const line = axis === 0 ? values.subarray(place * inputWidth, (place + 1) * inputWidth) : values.filter((__, pixel) => pixel % inputWidth === place);
        return line.some((value) => value > 0);
      };
      const isBlind = expected.includes(undefined);
      for (const [axis, size] of [[0, inputHeight], [1, inputWidth]] as const) {
        const places = Array.from({ length: size }, (__, place) => place);
        expect([unit, axis, places.filter((place) => touches(axis, place))]).toEqual([unit, axis, isBlind ? [] : places.filter((place) => seen(axis, place))]);
      }
    }
  });
});
