// Adapters with small limits: no buffer and no dispatch beyond them, classes in blocks instead, and the same labels.
import '../support/swiftshader';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { BufferPool, usage } from '../../kernels/gpu/buffers';
import { closeGpu, deepLabKernels, openGpu, refine, RefineError, type RefineOptions, type RefineResult } from '../../kernels/index';
import { drawScene } from '../support/scene';
import { largestDifference } from './golden-crf';

const scene = drawScene(48, 40, 24);
const options: RefineOptions = { ...scene, parameters: { kernels: deepLabKernels({ posW: 3, posXY: 3, biW: 4, biXY: 49, biRGB: 20 }) }, iterations: 3 };
let expected: RefineResult;

beforeAll(async () => {
  expected = await refine({ ...options, device: 'webgpu' });
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(closeGpu);

interface Limits {
  maxStorageBufferBindingSize: number;
  maxBufferSize: number;
  maxComputeWorkgroupsPerDimension: number;
}

type Methods = Record<string | symbol, unknown>;

/** A large picture meets WebGPU's own limits as this one meets limits that are as much smaller. */
async function withLimits(limits: Partial<Limits>): Promise<GPUDevice> {
  const { device } = await openGpu();
  const lowered = new Proxy(device.limits, { get: (own, name) => ({ ...limits } as Methods)[name] ?? (own as unknown as Methods)[name] });
  return new Proxy(device, {
    get: (real, name): unknown => {
      const value = name === 'limits' ? lowered : (real as unknown as Methods)[name];
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(real) : value;
    },
  });
}

/** The largest storage buffer made and the most groups a dimension dispatched while `run` runs. */
async function largestOf(device: GPUDevice, run: () => Promise<unknown>): Promise<{ bytes: number; groups: number; dispatches: number }> {
  const most = { bytes: 0, groups: 0, dispatches: 0 };
  const { device: real } = await openGpu();
  const createBuffer = real.createBuffer.bind(real);
  vi.spyOn(real, 'createBuffer').mockImplementation((descriptor) => {
    if ((descriptor.usage & usage.storage) !== 0) most.bytes = Math.max(most.bytes, descriptor.size);
    return createBuffer(descriptor);
  });
  const pass = Object.getPrototypeOf(device.createCommandEncoder().beginComputePass()) as GPUComputePassEncoder;
  const dispatch = (pass as unknown as Record<'dispatchWorkgroups', (x: number, y?: number) => undefined>).dispatchWorkgroups;
  vi.spyOn(pass, 'dispatchWorkgroups').mockImplementation(function (this: GPUComputePassEncoder, x, y = 1) {
    most.groups = Math.max(most.groups, x, y);
    most.dispatches += 1;
    return dispatch.call(this, x, y);
  });
  await run();
  return most;
}

/** Reports so many runs, from the next on, as having met too little memory. */
function runOutOfMemory(device: GPUDevice, runs: number): void {
  const pop = device.popErrorScope.bind(device);
  let calls = 0;
  vi.spyOn(device, 'popErrorScope').mockImplementation(async () => {
    // A run pops its scope of validation, then that of memory.
    const isMemory = ++calls % 2 === 0 && calls <= 2 * runs;
    const error = await pop();
    return isMemory ? { message: 'made up' } : error;
  });
}

describe('limits', () => {
  it('of a dispatch fold it into two dimensions', async () => {
    const device = await withLimits({ maxComputeWorkgroupsPerDimension: 64 });
    const most = await largestOf(device, async () => expect((await refine({ ...options, device })).marginals).toEqual(expected.marginals));
    expect(most.groups).toBeLessThanOrEqual(64);
  });

  it('of a buffer cut the classes into blocks', async () => {
    const whole = await largestOf(await withLimits({}), () => refine({ ...options, device: 'webgpu' }));
    vi.restoreAllMocks();
    const bytes = 128 * 1024;
    const device = await withLimits({ maxStorageBufferBindingSize: bytes, maxBufferSize: 2 * bytes });
    const most = await largestOf(device, async () => {
      const { marginals, labels } = await refine({ ...options, device });
      expect(labels).toEqual(expected.labels);
      // Only the order of the softmax's sum differs.
      expect(largestDifference(marginals, expected.marginals)).toBeLessThanOrEqual(1e-5);
    });
    expect(most.bytes).toBeLessThanOrEqual(bytes);
    // Splat, sum of segments, blurs and slice of both kernels again for each iteration's second block.
    expect(most.dispatches).toBeGreaterThanOrEqual(whole.dispatches + 3 * (2 * 3 + 3 + 6));
  });

  it('that a lattice does not fit are said in words, and the device is good for a smaller picture', async () => {
    const device = await withLimits({ maxStorageBufferBindingSize: 40_000 });
    const error: unknown = await refine({ ...options, device }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RefineError);
    expect((error as RefineError).message).toMatch(/^The GPU allows buffers of .* MiB, but this picture needs one of .* MiB\./);
    expect((await refine({ ...options, ...drawScene(7, 5, 24), device })).labels).toHaveLength(35);
  });

  it('of memory are made room for by what earlier pictures have left', async () => {
    const { device } = await openGpu();
    await refine({ ...options, ...drawScene(7, 5, 24), device: 'webgpu' });
    runOutOfMemory(device, 1);
    expect((await refine({ ...options, device: 'webgpu' })).marginals).toEqual(expected.marginals);
  });

  it('of memory are said in words where that does not suffice, and a smaller picture is refined', async () => {
    const { device } = await openGpu();
    await refine({ ...options, ...drawScene(7, 5, 24), device: 'webgpu' });
    runOutOfMemory(device, 2);
    await expect(refine({ ...options, device: 'webgpu' })).rejects.toThrow(/^The GPU has not enough memory for this picture/);
    expect((await refine({ ...options, device: 'webgpu' })).marginals).toEqual(expected.marginals);
  });

  it('of what idle buffers may hold are kept', async () => {
    const { device } = await openGpu();
    const pool = new BufferPool(device);
    const destroy = vi.spyOn(Object.getPrototypeOf(device.createBuffer({ size: 16, usage: usage.storage })) as GPUBuffer, 'destroy');
    const buffers = Array.from({ length: 9 }, () => pool.take(2 ** 27));
    pool.give(...buffers);
    expect(destroy.mock.contexts).toEqual([buffers[0]]);
    expect(pool.take(2 ** 27)).toBe(buffers[8]);
    expect([pool.trim(), pool.trim()]).toEqual([true, false]);
    buffers[8]?.destroy();
  });

  it('of the GPU and of the CPU are both said where the picture is too large for either', async () => {
    const gpu = await openGpu();
    // A hardware adapter with small limits, as `auto` takes it.
    Object.assign(gpu, { isSoftware: false, buffers: new BufferPool(await withLimits({ maxStorageBufferBindingSize: 40_000 })) });
    const large = { image: { data: new Uint8Array(6000 * 5000 * 3), width: 6000, height: 5000 }, scores: { data: new Float32Array(24 * 4), width: 2, height: 2 } };
    await expect(refine({ ...options, ...large, device: 'auto' })).rejects.toThrow(/^The GPU allows buffers of .*\n.* more than the 4 GiB/);
    await closeGpu();
  });
});
