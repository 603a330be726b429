/** Golden cases on WebGPU, computed by SwiftShader: small nets of every kind of layer, and what must not run there by itself. */
import '../support/swiftshader';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { largestDifference } from '../support/compare';
import { golden, goldenCases, goldenValues } from '../support/golden';
import { ArrayFolder, done, startSupervisor } from '../support/host';

/** GPUs may contract and reorder sums, and their elementary functions are good to a few units in the last place. */
const tolerance = 1e-4;

/** Nets whose runs take SwiftShader some seconds each; ALL_CASES=1 runs them too. */
const slow = new Set(['aspp_l_tiny', 'aspp_s_tiny', 'fcn32s_alex_tiny', 'fcn8s_tiny', 'msc_resnet_tiny', 'pspnet_tiny', 'resnet_atrous_tiny', 'unet_tiny', 'vgg_bigger', 'interp', 'googlenet_block']);

const cases = goldenCases().filter(({ name }) => process.env['ALL_CASES'] === '1' || !slow.has(name));

const supervisor = startSupervisor();
const arrays = new ArrayFolder();
afterAll(() => {
  supervisor.dispose();
  arrays.remove();
});

describe('blobs agree with real Caffe', () => {
  it.each(cases)('$name', async ({ name, prototxt, weights, meta }) => {
    const { blobs, device } = await done(supervisor, {
      kind: 'forward',
      net: { path: prototxt, text: readFileSync(prototxt, 'utf8'), variables: [] },
      weights: weights === undefined ? { kind: 'random', seed: 0 } : { kind: 'file', path: weights },
      inputs: Object.entries(meta.inputs).map(([blob, input]) => [blob, arrays.write(`${name}-${blob}`, input.shape, goldenValues(name, input))]),
      blobs: Object.keys(meta.outputs),
      output: arrays.path,
      device: 'webgpu',
      repeat: 0,
    });
    expect(device.kind).toBe('webgpu');
    for (const { name: blob, file } of blobs) {
      const expected = meta.outputs[blob];
      if (!expected) throw new Error(`no output ${blob}`);
      expect(largestDifference(arrays.read(file).values, goldenValues(name, expected)), blob).toBeLessThanOrEqual(tolerance * expected.max_abs);
    }
  });
});

describe('what a GPU leaves open is as on the CPU', () => {
  const rows: [about: string, layer: string, shape: readonly number[], values: readonly number[], expected: readonly number[]][] = [
    ['powers of negative numbers', 'type: "Power" power_param { power: 1.5 }', [3], [-4, 0, 4], [NaN, 0, 8]],
    ['logarithms of 0 and below', 'type: "Log" log_param { base: 2 }', [3], [-1, 0, 8], [NaN, -Infinity, 3]],
    ['groups of maps with three axes', 'type: "Convolution" convolution_param { num_output: 2 group: 2 kernel_size: 1 bias_term: false weight_filler { type: "constant" value: 2 } }', [1, 2, 1, 1, 1], [3, 5], [6, 10]],
  ];
  it.each(rows)('%s', async (_about, layer, shape, values, expected) => {
    const text = `input: "x" input_shape { ${shape.map((dim) => `dim: ${dim}`).join(' ')} } layer { name: "y" bottom: "x" top: "y" ${layer} }`;
    const { blobs: [blob] } = await done(supervisor, {
      kind: 'forward', net: { path: 'net.prototxt', text, variables: [] }, weights: { kind: 'random', seed: 0 }, inputs: [['x', arrays.write('x', shape, Float32Array.from(values))]],
      blobs: ['y'], output: arrays.path, device: 'webgpu', repeat: 0,
    });
    expect(largestDifference(arrays.read(blob?.file ?? '').values, Float32Array.from(expected))).toBeLessThanOrEqual(8 * tolerance);
  });
});

describe('a software adapter', () => {
  it('is listed as one, and auto passes it over', async () => {
    const { devices, automatic } = await done(supervisor, { kind: 'devices' });
    expect(devices.find(({ kind }) => kind === 'webgpu')).toMatchObject({ isAvailable: true, isSoftware: true });
    expect(automatic.device).toBe('cpu');
    expect(automatic.reason).toMatch(/software adapter/);
    const prototxt = golden('eltwise', 'net.prototxt');
    const result = await done(supervisor, {
      kind: 'forward', net: { path: prototxt, text: readFileSync(prototxt, 'utf8'), variables: [] }, weights: { kind: 'random', seed: 0 },
      inputs: [], blobs: undefined, output: arrays.path, device: 'auto', repeat: 0,
    });
    expect(result.device.kind).toBe('cpu');
    expect(result.deviceNote).toMatch(/software adapter/);
  });
});

describe('half precision', () => {
  it('is taken where the adapter has it, and otherwise full precision, which is said', async () => {
    const { devices } = await done(supervisor, { kind: 'devices' });
    const hasHalf = devices.find(({ kind }) => kind === 'webgpu')?.hasHalf ?? false;
    const prototxt = golden('conv_group', 'net.prototxt');
    const { notes } = await done(supervisor, {
      kind: 'forward', net: { path: prototxt, text: readFileSync(prototxt, 'utf8'), variables: [] }, weights: { kind: 'file', path: golden('conv_group', 'net.caffemodel') },
      inputs: [], blobs: undefined, output: arrays.path, device: 'webgpu', half: true, repeat: 0,
    });
    expect(notes.join('\n')).toMatch(hasHalf ? /^Half precision / : /^Computed in full precision: the adapter .* has no half precision/);
  });
});
