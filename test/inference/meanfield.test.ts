/** CRF-RNN's mean field layer against its own formula with exact Gaussians, on pictures so plain that the lattice cannot tell. */
import { describe, expect, it } from 'vitest';
import { meanfield } from '../../server/src/inference/meanfield';

const [classes, height, width] = [2, 4, 6];
const size = height * width;
const shape = [1, classes, height, width];
const scores = Float32Array.from({ length: classes * size }, (_, i) => Math.sin(3 * i));
const picture = { values: new Float32Array(3 * size), shape: [1, 3, height, width] };
const identity = [1, 0, 0, 1];
const zero = [0, 0, 0, 0];

const run = (settings: Record<string, number | readonly number[]>): Promise<Float32Array> =>
  meanfield({ kernel: 'meanfield', settings: { theta_alpha: 160, theta_beta: 3, theta_gamma: 3, num_iterations: 5, spatial: identity, bilateral: identity, compatibility: [-1, 0, 0, -1], ...settings } }, [
    { values: scores, shape }, { values: scores, shape }, picture,
  ]);

describe('MultiStageMeanfield', () => {
  it.each([['no iterations', { num_iterations: 0 }], ['no messages', { spatial: zero, bilateral: zero }], ['no compatibility', { compatibility: zero }]])('gives the scores themselves for %s', async (_name, settings) => {
    expect(await run(settings)).toEqual(scores);
  });

  it('adds the mean of all marginals where a kernel is much wider than the picture', async () => {
    const result = await run({ theta_gamma: 1e5, bilateral: zero, num_iterations: 1 });
    const marginal = (label: number, point: number): number => 1 / (1 + Math.exp((scores[(1 - label) * size + point] ?? 0) - (scores[label * size + point] ?? 0)));
    const mean = [0, 1].map((label) => Array.from({ length: size }, (_, point) => marginal(label, point)).reduce((sum, value) => sum + value, 0) / size);
    for (const [i, value] of result.entries()) expect(value - (scores[i] ?? 0)).toBeCloseTo(mean[Math.floor(i / size)] ?? NaN, 3);
  });

  it('mixes the classes by the compatibility matrix', async () => {
    const plain = await run({ num_iterations: 1, bilateral: zero });
    const swapped = await run({ num_iterations: 1, bilateral: zero, compatibility: [0, -1, -1, 0] });
    const gain = (result: Float32Array, i: number): number => (result[i] ?? 0) - (scores[i] ?? 0);
    for (let point = 0; point < size; point++) expect(gain(swapped, point)).toBeCloseTo(gain(plain, size + point), 5);
  });
});
