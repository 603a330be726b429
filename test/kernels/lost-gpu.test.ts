// A GPU that is lost on the way: the refinement is done again on a new device, whatever it was at.
import '../support/swiftshader';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeGpu, openGpu, refine, type RefineOptions } from '../../kernels/index';
import { drawScene } from '../support/scene';

let expected: Float32Array;

beforeAll(async () => {
  expected = (await refine(options)).marginals;
  await closeGpu();
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(closeGpu);

const options: RefineOptions = {
  ...drawScene(7, 5, 3), parameters: { kernels: [{ kind: 'gaussian', sxy: [2, 2], compat: 3 }] }, device: 'webgpu', iterations: 3, onProgress: () => undefined,
};

type Methods = Record<string, (...args: unknown[]) => unknown>;

/** Destroys the device, once or more often, when a method of it, of its queue or of its buffers has been called so often. */
async function destroyAt(owner: 'device' | 'queue' | 'buffer', method: string, call: number, times = 1): Promise<void> {
  const { device } = await openGpu();
  const buffer = device.createBuffer({ size: 16, usage: 8 });
  const prototype = Object.getPrototypeOf({ device, queue: device.queue, buffer }[owner]) as Methods;
  buffer.destroy();
  const original = prototype[method] as Methods[string];
  let calls = 0;
  let left = times;
  vi.spyOn(prototype, method).mockImplementation(function (this: unknown, ...args: unknown[]) {
    const result = original.apply(this, args);
    if (++calls >= call && left-- > 0) void openGpu().then((gpu) => gpu.device.destroy());
    return result;
  });
}

const stages: [stage: string, owner: 'device' | 'queue' | 'buffer', method: string, call: number][] = [
  ['while the first programs are compiled', 'device', 'createComputePipelineAsync', 1],
  ['while vertices are numbered', 'queue', 'submit', 1],
  ['while the lattice is built', 'queue', 'submit', 2],
  ['in an iteration', 'queue', 'submit', 4],
  ['while the result is read', 'buffer', 'mapAsync', 2],
];

describe('a GPU that is lost', () => {
  it.each(stages)('%s computes the same on a new device', async (_, owner, method, call) => {
    const { device } = await openGpu();
    await destroyAt(owner, method, call);
    const { marginals } = await refine(options);
    expect(await device.lost).toMatchObject({ reason: 'destroyed' });
    expect(marginals).toEqual(expected);
  });

  it('before the run computes the same on a new device', async () => {
    (await openGpu()).device.destroy();
    expect((await refine(options)).marginals).toEqual(expected);
  });

  it('again and again is said in words, and opened for the next run', async () => {
    await destroyAt('queue', 'submit', 1, 2);
    await expect(refine(options)).rejects.toThrow(/GPU was lost/);
    expect((await refine(options)).labels).toHaveLength(35);
  });

  it('is not opened again where the caller has opened it', async () => {
    const { device } = await openGpu();
    await expect(refine({ ...options, device, onProgress: () => device.destroy() })).rejects.toThrow(/GPU was lost/);
  });
});
