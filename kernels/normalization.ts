// The filter's constants, the same on every device: its gain, and what normalisation multiplies by.
import type { Normalization } from './parameters';

/** Slicing multiplies by 1 / (1 + 2^-d), which brings the three-tap blurs of d + 1 axes to unit gain (Adams et al. 2010, page 6). */
export const alpha = (d: number): number => Math.fround(1 / (1 + 2 ** -d));

/** How many times 1 / sqrt(n) multiplies the filter's input and output, n being the filter of the constant 1. */
export const normHalves: Record<Normalization, { readonly input: 0 | 1 | 2; readonly output: 0 | 1 | 2 }> = {
  symmetric: { input: 1, output: 1 },
  after: { input: 0, output: 2 },
  before: { input: 2, output: 0 },
  none: { input: 0, output: 0 },
};
