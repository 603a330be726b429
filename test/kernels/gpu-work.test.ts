// What a run asks of the GPU, in numbers that do not depend on its speed: each submission, upload and wait has a price on a fast card.
import '../support/swiftshader';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { refineOnGpu } from '../../kernels/gpu/refine';
import { closeGpu, openGpu, presetParameters, presets, type Gpu, type Preset, type Progress, type RefineOptions } from '../../kernels/index';
import { completeRequest } from '../../kernels/refine';
import { drawScene } from '../support/scene';

let gpu: Gpu;

beforeAll(async () => {
  gpu = await openGpu();
});
afterAll(closeGpu);

const options: RefineOptions = { ...drawScene(33, 31, 5), parameters: presetParameters(presets[0] as Preset) };

interface Work {
  submissions: number;
  uploads: number;
  waits: number;
  dispatches: number;
  /** Bytes of new buffers. */
  allocated: number;
  /** Bytes that come back. */
  readBack: number;
}

/** Counts what one run does once its pipelines are compiled and its buffers are there. */
async function workOf(more: Partial<RefineOptions>, { marginals = false, onProgress }: { marginals?: boolean; onProgress?: (work: Work, iteration: number) => void } = {}): Promise<Work> {
  const work: Work = { submissions: 0, uploads: 0, waits: 0, dispatches: 0, allocated: 0, readBack: 0 };
  const listens = onProgress && { onProgress: ({ iteration }: Progress) => onProgress(work, iteration) };
  const run = (): Promise<unknown> => refineOnGpu(gpu, completeRequest({ ...options, ...more, ...listens }), { half: false, marginals });
  await run();
  const { device } = gpu;
  const onBuffer = Object.getPrototypeOf(device.createBuffer({ size: 16, usage: 8 })) as GPUBuffer;
  const onPass = Object.getPrototypeOf(device.createCommandEncoder().beginComputePass()) as GPUComputePassEncoder;
  const onQueue = Object.getPrototypeOf(device.queue) as GPUQueue;
  const spy = <Owner extends object, Name extends keyof Owner & string>(owner: Owner, name: Name, count: (...args: never[]) => void): void => {
    const original = owner[name] as (...args: unknown[]) => unknown;
    vi.spyOn(owner as Record<string, (...args: unknown[]) => unknown>, name).mockImplementation(function (this: unknown, ...args: unknown[]) {
      (count as (...args: unknown[]) => void)(...args);
      return original.apply(this, args);
    });
  };
  spy(onQueue, 'submit', () => ++work.submissions);
  spy(onQueue, 'writeBuffer', () => ++work.uploads);
  spy(onPass, 'dispatchWorkgroups', () => ++work.dispatches);
  spy(device, 'createBuffer', ({ size }: GPUBufferDescriptor) => (work.allocated += size));
  spy(onBuffer, 'mapAsync', (_mode: number, _offset: number, size: number) => {
    ++work.waits;
    work.readBack += size;
  });
  await run();
  vi.restoreAllMocks();
  return work;
}

/** Of the picture. */
const pixels = 33 * 31;

describe('a run', () => {
  it('is one submission for the number of vertices and one for all else, and gives back labels of 16 bits', async () => {
    expect(await workOf({ iterations: 10 })).toMatchObject({ submissions: 2, waits: 2, readBack: 2 * 4 + 4 * Math.ceil(pixels / 2) });
  });

  it('has 15 dispatches an iteration and nothing else', async () => {
    const [one, eleven] = [await workOf({ iterations: 1 }), await workOf({ iterations: 11 })];
    // Splat, sum of segments, d + 1 blurs for both kernels (d of 2 and 5); slice of both, of which the last ends in Q.
    expect(eleven).toEqual({ ...one, dispatches: one.dispatches + 10 * (2 + 3 + 2 + 6 + 2) });
  });

  it('takes no memory but for parameters once its buffers are there', async () => {
    const { allocated } = await workOf({ iterations: 2 }, { marginals: true });
    expect(allocated).toBeLessThanOrEqual(2 * 32_768);
  });

  it('is one iteration ahead of what it tells where somebody listens', async () => {
    const heard: [iteration: number, submissions: number][] = [];
    const { submissions } = await workOf({ iterations: 3 }, { onProgress: (work, iteration) => heard.push([iteration, work.submissions]) });
    // The number of vertices, the lattices, and one iteration after the other; the labels at last.
    expect(heard.slice(4)).toEqual([[0, 3], [1, 4], [2, 5], [3, 5]]);
    expect(submissions).toBe(6);
  });

  it('hands over one iteration more than was told when it is stopped', async () => {
    const stop = new AbortController();
    const stopAtTwo = ({ iteration }: Progress): void => {
      if (iteration === 2) stop.abort(new Error('enough'));
    };
    const submit = vi.spyOn(Object.getPrototypeOf(gpu.device.queue) as GPUQueue, 'submit');
    const request = completeRequest({ ...options, iterations: 100, signal: stop.signal, onProgress: stopAtTwo });
    await expect(refineOnGpu(gpu, request, { half: false, marginals: false })).rejects.toThrow('enough');
    expect(submit).toHaveBeenCalledTimes(2 + 3);
    vi.restoreAllMocks();
  });
});
