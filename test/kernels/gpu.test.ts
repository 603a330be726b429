// Holds the GPU path to the reference implementation and to the CPU path, on SwiftShader.
import '../support/swiftshader';
import { afterAll, describe, expect, it } from 'vitest';
import { closeGpu, filterPoints, openGpu, refine, type RefineOptions } from '../../kernels/index';
import { refineOnGpu } from '../../kernels/gpu/refine';
import { completeRequest } from '../../kernels/refine';
import { clearLabels, crfCases, filterCases, filterData, labelChanges, largestDifference, storedMarginals } from './goldenCrf';

/** Another build of the reference itself differs by up to 2.2e-5; a faithful lattice stays within this. */
const marginalTolerance = 1e-4;
/** Labels are compared where the two best classes differ by more than this. */
const labelMargin = 1e-3;
/** Software rendering is slow: pictures up to this many pixels. */
const mostPixels = 129 * 129;

const cases = crfCases().filter(({ image }) => image.width * image.height <= mostPixels);

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

  it('agrees with the CPU', async () => {
    const onGpu = await refine(optionsOf('photo97x73-c5-res101'));
    const onCpu = await refine(optionsOf('photo97x73-c5-res101', { device: 'cpu', threads: 1 }));
    expect(largestDifference(onGpu.marginals, onCpu.marginals)).toBeLessThanOrEqual(marginalTolerance);
  });

  it('keeps every label in half precision', async () => {
    for (const name of ['photo64x48-c21-vgg', 'syn33x29-c3-norm-after', 'syn33x29-c3-norm-none', 'flat32x32-c3-readme']) {
      const full = await refine(optionsOf(name));
      const half = await refine(optionsOf(name, { precision: 'half' }));
      // Eleven bits a value: measured up to 0.015 on photographs, and 0 label changes where the best classes are apart.
      expect(largestDifference(half.marginals, full.marginals)).toBeLessThanOrEqual(0.02);
      expect(labelChanges(half.labels, clearLabels(full.marginals, full.marginals.length / half.labels.length, 0.02))).toBe(0);
    }
  });

  it.each(['photo64x48-c21-vgg', 'syn33x29-c4-compat-matrix'])('gives the same result in blocks of classes (%s)', async (name) => {
    const request = completeRequest(optionsOf(name, { iterations: 3 }));
    const gpu = await openGpu();
    const whole = await refineOnGpu(gpu, request, { half: false, marginals: true });
    const bindingBytes = request.picture.width * request.picture.height * 16 * (name.includes('c21') ? 4 : 1);
    const inBlocks = await refineOnGpu(gpu, request, { half: false, marginals: true, bindingBytes });
    expect(largestDifference(inBlocks.marginals ?? new Float32Array(), whole.marginals ?? new Float32Array())).toBeLessThanOrEqual(1e-6);
    expect(inBlocks.labels).toEqual(whole.labels);
  });

  it('enlarges a small score map as the CPU does', async () => {
    const { image, classes } = optionsOf('syn31x47-c7-anisotropic');
    const scores = { data: Float32Array.from({ length: classes * 6 * 9 }, (_, i) => 3 * Math.sin(i * 1.7)), width: 6, height: 9 };
    const options = { ...optionsOf('syn31x47-c7-anisotropic'), unary: undefined, scores, image, iterations: 3 };
    const onGpu = await refine(options);
    const onCpu = await refine({ ...options, device: 'cpu', threads: 1 });
    expect(largestDifference(onGpu.marginals, onCpu.marginals)).toBeLessThanOrEqual(marginalTolerance);
  });

  it('turns probabilities into energies as the CPU does', async () => {
    const base = optionsOf('syn33x29-c3-norm-before');
    const probabilities = base.unary?.map((energy) => Math.min(1, Math.exp(-energy)));
    const options = { ...base, unary: undefined, probabilities, iterations: 3 };
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
    const run = refine(optionsOf('syn64x48-c5-res101', { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) }));
    await expect(run).rejects.toThrow('enough');
    expect((await refine(optionsOf('tiny7x5-c3'))).labels).toHaveLength(35);
  });

  it('says so when the device is lost, and opens it again for the next run', async () => {
    const { device } = await openGpu();
    const run = refine(optionsOf('syn64x48-c5-res101', { onProgress: ({ iteration }) => iteration === 2 && device.destroy() }));
    await expect(run).rejects.toThrow(/GPU was lost/);
    expect((await refine(optionsOf('tiny7x5-c3'))).labels).toHaveLength(35);
  });
});
