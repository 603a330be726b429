// Holds the GPU path to the reference implementation and to the CPU path, on SwiftShader.
import '../support/swiftshader';
import { afterAll, describe, expect, it } from 'vitest';
import {
  closeGpu, deepLabKernels, filterPoints, normalizations, openGpu, presetParameters, presets, refine, type Kernel, type Preset, type RefineOptions,
} from '../../kernels/index';
import { refineOnGpu } from '../../kernels/gpu/refine';
import { completeRequest } from '../../kernels/refine';
import { drawScene } from '../support/scene';
import { plainMeanField } from './plain-mean-field';
import { randomRequest } from './random-requests';
import { clearLabels, crfCases, filterCases, filterData, labelChanges, largestDifference, storedMarginals } from './golden-crf';

/** Another build of the reference itself differs by up to 2.2e-5; a faithful lattice stays within this. */
const marginalTolerance = 1e-4;
/** Labels are compared where the two best classes differ by more than this. */
const labelMargin = 1e-3;
/** Software rendering is slow: pictures up to this many pixels. */
const mostPixels = 129 * 129;

const cases = crfCases().filter(({ image }) => image.width * image.height <= mostPixels);

/** Ten classes: three quads, so that blocks and rows are not all the same. */
const scene = drawScene(48, 40, 10);
const sceneOptions: RefineOptions = { ...scene, parameters: presetParameters(presets[0] as Preset), device: 'webgpu', iterations: 5 };

function optionsOf(name: string, more: Partial<RefineOptions> = {}): RefineOptions {
  const found = cases.find((item) => item.name === name);
  if (found === undefined) throw new Error(`no case ${name}`);
  const { image, meta, unary, kernels } = found;
  return { image, classes: meta.classes, unary, parameters: { kernels }, device: 'webgpu', ...more };
}

afterAll(closeGpu);

describe.each(cases)('$name', ({ name, meta }) => {
  it.each(storedMarginals(name, 'lattice'))('matches the reference after %i iterations', async (iterations, expected) => {
    const { marginals, labels } = await refine(optionsOf(name, { iterations }));
    expect(largestDifference(marginals, expected)).toBeLessThanOrEqual(marginalTolerance);
    expect(labelChanges(labels, clearLabels(expected, meta.classes, labelMargin))).toBe(0);
  });
});

describe('the bare filter', () => {
  it.each(filterCases())('$base', async ({ base, dim, values: channels, reverse }) => {
    const expected = filterData(base, 'out');
    const filter = { features: filterData(base, 'feat'), dimensions: dim, values: filterData(base, 'in'), channels, reverse };
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largestDifference(await filterPoints(filter, 'webgpu'), expected)).toBeLessThanOrEqual(1e-5 * largest);
  });
});

describe('made-up requests', () => {
  // One quad and three of classes, as the scene has: each number of quads is compiled anew.
  const space = { sizes: [[1, 1], [2, 1], [1, 9], [3, 3], [7, 5], [13, 11]], classes: [2, 3, 10] } as const;
  const requests = Array.from({ length: Number(process.env['CRF_SEEDS'] ?? 16) }, (_, seed) => randomRequest(seed, space));

  it.each(requests)('$name', async ({ options, unary, kernels }) => {
    const { marginals } = await refine({ ...options, device: 'webgpu' });
    expect(largestDifference(marginals, Float32Array.from(plainMeanField({ ...options, unary, kernels })))).toBeLessThanOrEqual(marginalTolerance);
  });
});

describe('one device', () => {
  it('gives the same bytes on twenty runs', async () => {
    const options = optionsOf('syn33x29-c3-norm-symmetric', { iterations: 5 });
    const first = await refine(options);
    for (let run = 1; run < 20; ++run) {
      const again = await refine(options);
      expect(Buffer.from(again.marginals.buffer).equals(Buffer.from(first.marginals.buffer))).toBe(true);
      expect(again.labels).toEqual(first.labels);
    }
  });

  it.each(presets)('agrees with the CPU under $name', async (preset) => {
    const options = { ...sceneOptions, parameters: presetParameters(preset) };
    const onGpu = await refine(options);
    const onCpu = await refine({ ...options, device: 'cpu', threads: 1 });
    expect(largestDifference(onGpu.marginals, onCpu.marginals)).toBeLessThanOrEqual(marginalTolerance);
  });

  it.each(normalizations)('keeps every label in half precision with normalisation %s', async (normalization) => {
    // Without normalisation sums are as large as the number of pixels, so the weights are small.
    const settings = normalization === 'none' ? { posW: 0.3, posXY: 3, biW: 0.05, biXY: 49, biRGB: 5 } : { posW: 3, posXY: 3, biW: 4, biXY: 49, biRGB: 5 };
    const options = { ...sceneOptions, parameters: { kernels: deepLabKernels(settings), normalization } };
    const full = await refine(options);
    const half = await refine({ ...options, precision: 'half' });
    // Values keep eleven bits; on photographs that moved Q by up to 0.015 and changed no label.
    expect(largestDifference(half.marginals, full.marginals)).toBeLessThanOrEqual(0.02);
    expect(labelChanges(half.labels, clearLabels(full.marginals, options.classes, 0.02))).toBe(0);
  });

  it.each([4, 3])('gives the same result in blocks of classes (%i compatibilities)', async (compat) => {
    // A Potts kernel, and a full matrix, whose classes mix across blocks.
    const table = Array.from({ length: 10 }, (_, i) => Array.from({ length: 10 }, (__, j) => (i === j ? -compat : 0.1 * ((i + j) % 3))));
    const kernels: Kernel[] = [{ kind: 'gaussian', sxy: [2, 2], compat }, { kind: 'bilateral', sxy: [30, 30], srgb: [8, 8, 8], compat: compat === 4 ? compat : table }];
    const request = completeRequest({ ...sceneOptions, parameters: { kernels } });
    const gpu = await openGpu();
    const whole = await refineOnGpu(gpu, request, { half: false, marginals: true });
    const inBlocks = await refineOnGpu(gpu, request, { half: false, marginals: true, bindingBytes: 48 * 40 * 16 });
    // Only the order of the softmax's sum differs.
    expect(largestDifference(inBlocks.marginals ?? new Float32Array(), whole.marginals ?? new Float32Array())).toBeLessThanOrEqual(1e-5);
    expect(inBlocks.labels).toEqual(whole.labels);
  });

  it('agrees with the CPU where deviations are so small that coordinates need more than 16 bits', async () => {
    const kernels: Kernel[] = [{ kind: 'bilateral', sxy: [1, 1], srgb: [0.01, 0.01, 0.01], compat: 1 }];
    const options: RefineOptions = { ...drawScene(8, 6, 3), parameters: { kernels }, device: 'webgpu', iterations: 3 };
    const onCpu = await refine({ ...options, device: 'cpu', threads: 1 });
    expect(largestDifference((await refine(options)).marginals, onCpu.marginals)).toBeLessThanOrEqual(marginalTolerance);
  });

  it('agrees with the CPU where a pixel has more classes than a workgroup has threads', async () => {
    const options: RefineOptions = { ...drawScene(6, 5, 600), parameters: sceneOptions.parameters, device: 'webgpu', iterations: 2 };
    const onCpu = await refine({ ...options, device: 'cpu', threads: 1 });
    expect(largestDifference((await refine(options)).marginals, onCpu.marginals)).toBeLessThanOrEqual(marginalTolerance);
  });

  it('takes pictures of floats as it takes bytes', async () => {
    const floats = { ...scene.image, data: Float32Array.from(scene.image.data) };
    const fromBytes = await refine({ ...sceneOptions, iterations: 2 });
    const fromFloats = await refine({ ...sceneOptions, image: floats, iterations: 2 });
    expect(fromFloats.marginals).toEqual(fromBytes.marginals);
  });

  it('enlarges a small score map as the CPU does', async () => {
    const scores = { data: Float32Array.from({ length: 10 * 6 * 9 }, (_, i) => 3 * Math.sin(i * 1.7)), width: 6, height: 9 };
    const options = { ...sceneOptions, scores };
    const onGpu = await refine(options);
    const onCpu = await refine({ ...options, device: 'cpu', threads: 1 });
    expect(largestDifference(onGpu.marginals, onCpu.marginals)).toBeLessThanOrEqual(marginalTolerance);
  });

  it.each(['cpu', 'webgpu'] as const)('on the %s enlarges a score map to a padded input, of which the picture is the first part', async (device) => {
    const scores = { data: Float32Array.from({ length: 10 * 6 * 9 }, (_, i) => 3 * Math.sin(i * 1.7)), width: 6, height: 9 };
    const options = { ...sceneOptions, device, threads: 1, iterations: 0 };
    const whole = await refine({ ...options, scores });
    const image = { data: new Uint8Array(31 * 29 * 3), width: 31, height: 29 };
    const part = await refine({ ...options, image, scores: { ...scores, enlarged: scene.image } });
    const expected = part.marginals.map((_, i) => whole.marginals[(Math.floor(i / (31 * 29)) * 40 + (Math.floor(i / 31) % 29)) * 48 + (i % 31)] ?? NaN);
    expect(part.marginals).toEqual(expected);
  });

  it('turns probabilities into energies as the CPU does', async () => {
    const { marginals: probabilities } = await refine({ ...sceneOptions, device: 'cpu', threads: 1, iterations: 0 });
    const options = { ...sceneOptions, scores: undefined, probabilities };
    const onGpu = await refine(options);
    const onCpu = await refine({ ...options, device: 'cpu', threads: 1 });
    expect(largestDifference(onGpu.marginals, onCpu.marginals)).toBeLessThanOrEqual(marginalTolerance);
  });

  it('tells progress and leaves the marginals out when they are not wanted', async () => {
    const heard: number[] = [];
    const { marginals, labels } = await refine(optionsOf('tiny7x5-c3', { iterations: 3, wantMarginals: false, onProgress: ({ iteration }) => heard.push(iteration) }));
    expect(heard).toEqual([0, 1, 2, 3]);
    expect(marginals).toHaveLength(0);
    expect(labels).toHaveLength(35);
  });

  it('stops when asked to', async () => {
    const stop = new AbortController();
    const run = refine({ ...sceneOptions, signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) });
    await expect(run).rejects.toThrow('enough');
    expect((await refine(optionsOf('tiny7x5-c3'))).labels).toHaveLength(35);
  });
});
