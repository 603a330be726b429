/** Nets for tests of the atrous rules, written briefly. */

/** A net-level input of that size. */
export const input = (height: number, width = height): string => `input: "data" input_shape { dim: 1 dim: 3 dim: ${height} dim: ${width} }`;

/** A layer block: its type, its bottoms (a list in one string), what else stands in it. Its top has its name. */
export const layer = (name: string, type: string, bottoms: string, more = ''): string =>
  `layer { name: "${name}" type: "${type}" ${bottoms.split(' ').map((bottom) => `bottom: "${bottom}"`).join(' ')} top: "${name}" ${more} }`;

/** A convolution with the parameters given as text. */
export const conv = (name: string, bottom: string, outputs: number, param: string): string =>
  layer(name, 'Convolution', bottom, `convolution_param { num_output: ${outputs} ${param} }`);

/** A MAX pooling. */
export const pool = (name: string, bottom: string, param: string): string => layer(name, 'Pooling', bottom, `pooling_param { pool: MAX ${param} }`);

/** What of VGG-16 a test may change, as the text of the parameters. */
export interface VggChanges {
  size?: number;
  pool4?: string;
  conv5?: string;
  pool5?: string;
  fc6?: string;
  fc6Outputs?: number;
}

/** VGG-16 up to fc6, one convolution a stage: DeepLab's LargeFOV unless changed. */
export function vgg({ size = 513, pool4 = 'kernel_size: 3 stride: 1 pad: 1', conv5 = 'kernel_size: 3 pad: 2 dilation: 2', pool5 = 'kernel_size: 3 stride: 1 pad: 1', fc6 = 'kernel_size: 3 pad: 12 dilation: 12', fc6Outputs = 1024 }: VggChanges = {}): string {
  const halving = 'kernel_size: 3 stride: 2 pad: 1';
  const plain = 'kernel_size: 3 pad: 1';
  return [
    input(size),
    conv('conv1_1', 'data', 64, plain), pool('pool1', 'conv1_1', halving),
    conv('conv2_1', 'pool1', 128, plain), pool('pool2', 'conv2_1', halving),
    conv('conv3_1', 'pool2', 256, plain), pool('pool3', 'conv3_1', halving),
    conv('conv4_1', 'pool3', 512, plain), pool('pool4', 'conv4_1', pool4),
    conv('conv5_1', 'pool4', 512, conv5), pool('pool5', 'conv5_1', pool5),
    conv('fc6', 'pool5', fc6Outputs, fc6),
  ].join('\n');
}

/** The first block of the last two stages of a ResNet, with the hole of each 3×3 convolution. */
export function resnet({ stride4, hole4, stride5, hole5 }: { stride4: number; hole4: string; stride5: number; hole5: string }): string {
  const block = (name: string, bottom: string, width: number, stride: number, hole: string): string[] => [
    conv(`${name}_branch1`, bottom, 4 * width, `kernel_size: 1 stride: ${stride}`),
    conv(`${name}_branch2a`, bottom, width, `kernel_size: 1 stride: ${stride}`),
    conv(`${name}_branch2b`, `${name}_branch2a`, width, `kernel_size: 3 ${hole}`),
    conv(`${name}_branch2c`, `${name}_branch2b`, 4 * width, 'kernel_size: 1'),
    layer(name, 'Eltwise', `${name}_branch1 ${name}_branch2c`),
  ];
  return [
    input(321), conv('conv1', 'data', 64, 'kernel_size: 7 pad: 3 stride: 2'), pool('pool1', 'conv1', 'kernel_size: 3 stride: 2 pad: 1'),
    ...block('res2a', 'pool1', 64, 1, 'pad: 1'), ...block('res3a', 'res2a', 128, 2, 'pad: 1'),
    ...block('res4a', 'res3a', 256, stride4, hole4), ...block('res5a', 'res4a', 512, stride5, hole5),
  ].join('\n');
}
