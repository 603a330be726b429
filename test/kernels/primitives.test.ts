// The GPU's building blocks: filling, prefix sums over several levels, and the stable sort.
import '../support/swiftshader';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeGpu, openGpu, type Gpu } from '../../kernels/index';
import { Workspace } from '../../kernels/gpu/buffers';
import { fillWords, prefixSums, sortPositions } from '../../kernels/gpu/primitives';
import { readInto, readWords } from '../../kernels/gpu/readback';
import { Recorder, type Dispatch } from '../../kernels/gpu/recorder';

let gpu: Gpu;

beforeAll(async () => {
  gpu = await openGpu();
});
afterAll(closeGpu);

/** Uploads words, runs what `record` makes of them, and reads back as many words of each buffer that it names. */
async function compute(
  input: Uint32Array<ArrayBuffer>, record: (workspace: Workspace, words: GPUBuffer) => { dispatches: Dispatch[]; results: GPUBuffer[] },
): Promise<Uint32Array[]> {
  const workspace = new Workspace(gpu.buffers, gpu.device.queue);
  const recorder = new Recorder(gpu, workspace);
  const { dispatches, results } = record(workspace, workspace.upload(new Uint8Array(input.buffer)));
  await recorder.run(dispatches);
  const words = await readWords(recorder, results.map((buffer) => ({ buffer, words: input.length })));
  workspace.end();
  recorder.end();
  return words;
}

/** Pseudo-random words below a bound. */
const randomWords = (count: number, bound: number): Uint32Array<ArrayBuffer> => {
  let state = 7;
  const words = new Uint32Array(count);
  for (let i = 0; i < count; ++i) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    words[i] = Math.floor((state / 2 ** 32) * bound);
  }
  return words;
};

/** Index of the first difference, or -1: comparing millions of words one expectation each would take minutes. */
const firstDifference = (a: Uint32Array, b: Uint32Array): number => a.findIndex((word, i) => word !== b[i]);

describe('filling', () => {
  it('reaches every word when the dispatch has to be folded into two dimensions', async () => {
    const count = 65_535 * 64 + 1000;
    const [words] = await compute(new Uint32Array(count), (_, buffer) => ({ dispatches: [fillWords(buffer, count, 9)], results: [buffer] }));
    expect(words?.findIndex((word) => word !== 9)).toBe(-1);
  });
});

describe('reading back', () => {
  it.each([1, 4, 7, 100])('%i words at a time gives the words of all slices', async (most) => {
    const gpu = await openGpu();
    const workspace = new Workspace(gpu.buffers, gpu.device.queue);
    const input = randomWords(10, 99);
    const buffer = workspace.upload(new Uint8Array(input.buffer));
    const slices = [{ buffer, words: 5 }, { buffer, offset: 3, words: 7 }, { buffer, words: 0 }, { buffer, offset: 9, words: 1 }];
    const targets = slices.map(({ words }) => new Uint32Array(words));
    const recorder = new Recorder(gpu, workspace);
    await readInto(recorder, slices.map((slice, i) => ({ ...slice, target: targets[i] ?? new Uint32Array() })), most);
    workspace.end();
    expect(targets.map((target) => [...target])).toEqual([[...input.slice(0, 5)], [...input.slice(3)], [], [...input.slice(9)]]);
  });
});

describe('prefix sums', () => {
  it.each([[1, 1], [2, 1], [2047, 1], [2048, 1], [2049, 3], [100_000, 3], [2048 * 2048 + 5, 5]])('of %i words take %i dispatches', async (count, dispatches) => {
    const input = randomWords(count, 5);
    let sum = 0;
    const expected = input.map((word) => (sum += word) - word);
    const [words] = await compute(input, (workspace, buffer) => {
      const steps = prefixSums(workspace, buffer, count);
      expect(steps).toHaveLength(dispatches);
      return { dispatches: steps, results: [buffer] };
    });
    expect(firstDifference(words ?? new Uint32Array(), expected)).toBe(-1);
  });
});

describe('sorting', () => {
  it.each([
    [1, 1],
    [5, 3],
    [2048, 16],
    [2500, 17],
    [20_000, 300_000],
    [30_000, 2],
  ])('%i keys below %i keeps equal ones in order', async (count, bound) => {
    const input = randomWords(count, bound);
    const positions = Uint32Array.from(input.keys()).toSorted((a, b) => (input[a] ?? 0) - (input[b] ?? 0) || a - b);
    const [keys, places] = await compute(input, (workspace, buffer) => {
      const sorted = sortPositions(workspace, buffer, count, bound);
      return { dispatches: sorted.dispatches, results: [sorted.keys, sorted.positions] };
    });
    expect(places).toEqual(positions);
    expect(keys).toEqual(positions.map((place) => input[place] ?? 0));
  });
});
