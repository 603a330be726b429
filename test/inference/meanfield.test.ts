/** CRF-RNN's mean field layer against its own formula with exact Gaussians, on pictures so plain that the lattice cannot tell. */
import { describe, expect, it } from 'vitest';
import { filterPoints } from '../../kernels/index';
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

  it('is the formula of the paper, pair of classes by pair of classes', async () => {
    const wave = (count: number, step: number): number[] => Array.from({ length: count }, (_, i) => Math.sin(step * i + 1));
    const settings = { theta_alpha: 4, theta_beta: 30, theta_gamma: 2, num_iterations: 3, spatial: wave(4, 1.3), bilateral: wave(4, 2.1), compatibility: wave(4, 0.7) };
    const start = Float32Array.from(wave(classes * size, 5));
    const coloured = { values: Float32Array.from(wave(3 * size, 9), (value) => 100 * value), shape: [1, 3, height, width] };
    const places = Array.from({ length: size }, (_, point) => [point % width, Math.floor(point / width)]);
    const colours = places.map((_, point) => [0, 1, 2].map((channel) => (coloured.values[channel * size + point] ?? 0) / settings.theta_beta));
    const kernels = [
      { weights: settings.spatial, features: places.map((place) => place.map((value) => value / settings.theta_gamma)) },
      { weights: settings.bilateral, features: places.map((place, point) => [...place.map((value) => value / settings.theta_alpha), ...(colours[point] ?? [])]) },
    ];
    const filtered = (features: number[][], values: number[]): Promise<Float32Array> =>
      filterPoints({ features: Float32Array.from(features.flat()), dimensions: features[0]?.length ?? 0, values: Float32Array.from(values), channels: 1 });

    let expected = [...start];
    for (let iteration = 0; iteration < settings.num_iterations; iteration++) {
      const exponentials = expected.map(Math.exp);
      const marginals = exponentials.map((value, i) => value / ((exponentials[i] ?? 0) + (exponentials[(i + size) % (2 * size)] ?? 0)));
      const messages = new Array<number>(classes * size).fill(0);
      for (const { weights, features } of kernels) {
        const norm = await filtered(features, new Array<number>(size).fill(1));
        for (const from of [0, 1]) {
          const spread = await filtered(features, marginals.slice(from * size, (from + 1) * size));
          for (const to of [0, 1]) for (let point = 0; point < size; point++) messages[to * size + point] = (messages[to * size + point] ?? 0) + ((weights[2 * to + from] ?? 0) * (spread[point] ?? 0)) / (norm[point] ?? 1);
        }
      }
      expected = Array.from(scores, (score, i) => {
        const [label, point] = [Math.floor(i / size), i % size];
        return score - [0, 1].reduce((sum, from) => sum + (settings.compatibility[2 * label + from] ?? 0) * (messages[from * size + point] ?? 0), 0);
      });
    }
    const result = await meanfield({ kernel: 'meanfield', settings }, [{ values: scores, shape }, { values: start, shape }, coloured]);
    for (const [i, value] of result.entries()) expect(value).toBeCloseTo(expected[i] ?? NaN, 4);
  });

  it('tells its steps', async () => {
    const told: string[] = [];
    const settings = { theta_alpha: 160, theta_beta: 3, theta_gamma: 3, num_iterations: 2, spatial: identity, bilateral: identity, compatibility: identity };
    await meanfield({ kernel: 'meanfield', settings }, [{ values: scores, shape }, { values: scores, shape }, picture], (step) => told.push(step));
    expect(told).toEqual(['mean field, step 1 of 2', 'mean field, step 2 of 2']);
  });
});
