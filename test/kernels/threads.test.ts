// The CPU path on several threads: the same bits, progress, and stopping.
import { describe, expect, it } from 'vitest';
import { deepLabKernels, normalizations, presetParameters, presets, refine, type Preset, type RefineOptions } from '../../kernels/index';
import { refineOnCpu } from '../../kernels/cpu/refine';
import { maximumPages } from '../../kernels/cpu/wasm';
import { completeRequest } from '../../kernels/refine';
import { drawScene } from '../support/scene';

const scene = drawScene(61, 43, 11);
const options: RefineOptions = { ...scene, parameters: presetParameters(presets[0] as Preset), device: 'cpu', iterations: 4 };

describe('threads', () => {
  it.each([2, 3, 5])('%i give the same bits as one', async (threads) => {
    const one = await refine({ ...options, threads: 1 });
    const several = await refine({ ...options, threads });
    expect(several.marginals).toEqual(one.marginals);
    expect(several.labels).toEqual(one.labels);
    expect(several.device).toBe(`CPU, ${threads} threads`);
  });

  it('agree where classes mix, normalisations differ and the score map is small', async () => {
    const table = Array.from({ length: 11 }, (_, i) => Array.from({ length: 11 }, (__, j) => (i === j ? -3 : 0.1 * ((i + 2 * j) % 4))));
    const kernels = normalizations.flatMap((normalization) =>
      deepLabKernels({ posW: 0.1, posXY: 2, biW: 0.1, biXY: 20, biRGB: 9 }).map((kernel) => ({ ...kernel, normalization, compat: normalization === 'after' ? table : 0.1 })),
    );
    const scores = { data: Float32Array.from({ length: 11 * 4 * 5 }, (_, i) => 2 * Math.sin(i * 2.3)), width: 5, height: 4 };
    const mixed = { ...options, scores, parameters: { kernels } };
    expect((await refine({ ...mixed, threads: 3 })).marginals).toEqual((await refine({ ...mixed, threads: 1 })).marginals);
  });

  it('agree on noise, where nearly every corner is a vertex of its own', async () => {
    const noise = { ...drawScene(40, 30, 3, 120), parameters: options.parameters, device: 'cpu' as const };
    expect((await refine({ ...noise, threads: 2 })).marginals).toEqual((await refine({ ...noise, threads: 1 })).marginals);
  });

  it('are replaced by the caller\'s own where no worker can be had', async () => {
    const noWorkers = { workers: [], memory: new WebAssembly.Memory({ initial: 1, maximum: maximumPages, shared: true }) };
    const alone = await refineOnCpu(completeRequest(options), { threads: 4 }, noWorkers);
    expect(alone.threads).toBe(1);
    expect(alone.marginals).toEqual((await refine({ ...options, threads: 4 })).marginals);
  });

  it('leave nothing behind in the memory that the next run takes over', async () => {
    const first = await refine({ ...options, threads: 2 });
    await refine({ ...options, ...drawScene(80, 60, 3, 120), threads: 2 });
    expect((await refine({ ...options, threads: 2 })).marginals).toEqual(first.marginals);
  });

  it('may be more than there are pixels', async () => {
    const tiny = { ...drawScene(2, 1, 2), parameters: options.parameters, device: 'cpu' as const };
    expect((await refine({ ...tiny, threads: 8 })).marginals).toEqual((await refine({ ...tiny, threads: 1 })).marginals);
  });

  it.each([1, 2])('%i give the same bytes on twenty runs', async (threads) => {
    const first = await refine({ ...options, threads });
    for (let run = 1; run < 20; ++run) {
      const again = await refine({ ...options, threads });
      expect(Buffer.from(again.marginals.buffer).equals(Buffer.from(first.marginals.buffer))).toBe(true);
      expect(again.labels).toEqual(first.labels);
    }
  });

  it('of one picture each refine several at once, and give labels alone where only those are wanted', async () => {
    const alone = await refine({ ...options, threads: 1 });
    const beside = { ...options, threads: 1, isBeside: true, wantMarginals: false };
    for (const { labels, marginals } of await Promise.all([refine(beside), refine(beside), refine(beside)])) {
      expect(labels).toEqual(alone.labels);
      expect(marginals).toHaveLength(0);
    }
  });

  it('run several requests side by side', async () => {
    const [first, second] = await Promise.all([refine({ ...options, threads: 2 }), refine({ ...options, threads: 2 })]);
    expect(second.marginals).toEqual(first.marginals);
  });
});

describe.each([1, 2])('with %i thread(s)', (threads) => {
  it('tells progress', async () => {
    const heard: number[] = [];
    await refine({ ...options, threads, onProgress: ({ iteration, iterations }) => heard.push(iteration, iterations) });
    expect(heard).toEqual([0, 4, 1, 4, 2, 4, 3, 4, 4, 4]);
  });

  it('stops when asked to, and works again afterwards', async () => {
    const stop = new AbortController();
    const run = refine({ ...options, threads, iterations: 100_000, signal: stop.signal, onProgress: ({ iteration }) => iteration === 2 && stop.abort(new Error('enough')) });
    await expect(run).rejects.toThrow('enough');
    expect((await refine({ ...options, threads })).labels).toHaveLength(61 * 43);
  });

  it('stops when asked to while it prepares', async () => {
    const stop = new AbortController();
    const run = refine({ ...options, threads, iterations: 100_000, signal: stop.signal });
    stop.abort(new Error('at once'));
    await expect(run).rejects.toThrow('at once');
  });

  it('does not begin when it was stopped before', async () => {
    await expect(refine({ ...options, threads, signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
  });
});
