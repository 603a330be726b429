// Holds the CPU path to the reference implementation and to the exact mean field.
import { describe, expect, it } from 'vitest';
import { filterPoints, refine } from '../../kernels/index';
import {
  clearLabels, crfCases, filterCases, filterData, labelChanges, largestDifference, meanDifference, storedLabels, storedMarginals,
} from './golden-crf';

/** Another build of the reference itself differs by up to 2.2e-5; a faithful lattice stays within this. */
const marginalTolerance = 1e-4;

/** Labels are compared where the two best classes differ by more than this. */
const labelMargin = 1e-3;

const cases = crfCases();

describe.each(cases)('$name', ({ name, meta, kernels, image, unary }) => {
  const run = (iterations: number) => refine({ image, classes: meta.classes, unary, parameters: { kernels }, iterations, device: 'cpu', threads: 1 });

  it.each(storedMarginals(name, 'lattice'))('matches the reference after %i iterations', async (iterations, expected) => {
    const { marginals, labels } = await run(iterations);
    expect(largestDifference(marginals, expected)).toBeLessThanOrEqual(marginalTolerance);
    expect(labelChanges(labels, clearLabels(expected, meta.classes, labelMargin))).toBe(0);
    if (iterations === 10) {
      const clear = clearLabels(expected, meta.classes, labelMargin);
      expect(labelChanges(storedLabels(name), clear)).toBe(0);
    }
  });

  it.each(storedMarginals(name, 'exact'))('is as close to the exact mean field as the reference after %i iterations', async (iterations, exact) => {
    const figures = meta.permutohedral_vs_exact?.[String(iterations)];
    const { marginals, labels } = await run(iterations);
    // The reference's own figures, with room for its 1e-4 noise and for one pixel of a tiny picture.
    expect(meanDifference(marginals, exact)).toBeLessThanOrEqual((figures?.mean_abs ?? 0) + marginalTolerance);
    const changes = labelChanges(labels, clearLabels(exact, meta.classes, labelMargin));
    expect(changes / labels.length).toBeLessThanOrEqual((figures?.label_disagree ?? 0) + 1e-12);
  });
});

describe('the bare filter', () => {
  it.each(filterCases())('$base', async ({ base, dim, values: channels, reverse }) => {
    const expected = filterData(base, 'out');
    const result = await filterPoints({ features: filterData(base, 'feat'), dimensions: dim, values: filterData(base, 'in'), channels, reverse });
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largestDifference(result, expected)).toBeLessThanOrEqual(1e-5 * largest);
  });
});
