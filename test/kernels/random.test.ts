// Requests of every kind against the plainest mean field: sizes down to one pixel, deviations from tiny to huge, all compatibilities.
import { describe, expect, it } from 'vitest';
import { refine } from '../../kernels/index';
import { largestDifference } from './golden-crf';
import { plainMeanField } from './plain-mean-field';
import { randomRequest } from './random-requests';

const space = {
  sizes: [[1, 1], [2, 1], [1, 2], [2, 2], [7, 1], [1, 9], [3, 3], [5, 4], [7, 5], [13, 11], [40, 1]],
  classes: [2, 3, 4, 5, 8, 9, 16, 17, 21, 33],
} as const;

/** More of them with CRF_SEEDS=1000. */
const seeds = Array.from({ length: Number(process.env['CRF_SEEDS'] ?? 60) }, (_, seed) => seed);

/** As the reference implementation's other builds agree. */
const tolerance = 1e-4;

describe('the CPU', () => {
  it.each(seeds.map((seed) => randomRequest(seed, space)))('$name', async ({ options, unary, kernels }) => {
    const { marginals } = await refine({ ...options, device: 'cpu', threads: 1 });
    expect(largestDifference(marginals, Float32Array.from(plainMeanField({ ...options, unary, kernels })))).toBeLessThanOrEqual(tolerance);
    expect((await refine({ ...options, device: 'cpu', threads: 3 })).marginals).toEqual(marginals);
  });
});
