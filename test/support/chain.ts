/** Writes nets of one path as prototxt, from a short notation. */

/** `conv 3 2 1 2`: kernel, stride, pad, dilation; `pool 3 2 1`: kernel, stride, pad. The name stands before a colon. */
export type Step = string;

const kinds: Record<string, { type: string; fields: (numbers: number[]) => string }> = {
  conv: {
    type: 'Convolution',
    fields: ([kernel = 1, stride = 1, pad = 0, dilation = 1]) =>
      `convolution_param { num_output: 4 kernel_size: ${kernel} stride: ${stride} pad: ${pad} dilation: ${dilation} }`,
  },
  deconv: {
    type: 'Deconvolution',
    fields: ([kernel = 1, stride = 1, pad = 0, dilation = 1]) =>
      `convolution_param { num_output: 4 kernel_size: ${kernel} stride: ${stride} pad: ${pad} dilation: ${dilation} }`,
  },
  pool: { type: 'Pooling', fields: ([kernel = 1, stride = 1, pad = 0]) => `pooling_param { kernel_size: ${kernel} stride: ${stride} pad: ${pad} }` },
  zoom: { type: 'Interp', fields: ([factor = 1]) => `interp_param { zoom_factor: ${factor} }` },
  shrink: { type: 'Interp', fields: ([factor = 1]) => `interp_param { shrink_factor: ${factor} }` },
  resize: { type: 'Interp', fields: ([height = 1, width = height]) => `interp_param { height: ${height} width: ${width} }` },
  relu: { type: 'ReLU', fields: () => '' },
};

/** One layer. */
export function layer(name: string, step: Step, bottom: string): string {
  const [kind = '', ...numbers] = step.split(' ');
  const found = kinds[kind];
  if (found === undefined) throw new Error(`There is no step "${kind}"`);
  return `layer { name: "${name}" type: "${found.type}" bottom: "${bottom}" top: "${name}" ${found.fields(numbers.map(Number))} }`;
}

/** An input named `data`. */
export const input = (height: number, width = height, channels = 3): string =>
  `input: "data" input_shape { dim: 1 dim: ${channels} dim: ${height} dim: ${width} }`;

/** A net of one path: `conv1: conv 3 1 1`, one step a line. */
export function chain(size: number, steps: readonly string[]): string {
  let bottom = 'data';
  const layers = steps.map((line) => {
    const [name = '', step = ''] = line.split(': ');
    const text = layer(name, step, bottom);
    bottom = name;
    return text;
  });
  return [input(size), ...layers].join('\n');
}
