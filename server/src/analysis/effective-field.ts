/** How wide a unit really looks (Luo et al. 2016): the Gaussian width of its influence with uniform weights, and the share of its field that it reads. */
import type { Blob } from '../net/net';
import type { Analysis } from './analysis';
import { influenceOn, type Axis } from './influence';

/** Along (height, width). */
export interface EffectiveField {
  /** Standard deviation of the influence, in pixels. */
  deviation: readonly [number, number];
  /** Share of the rows and columns between the first and the last pixel that reach the unit; below 1 is gridding. */
  fill: readonly [number, number];
}

/** 95.45 % of a Gaussian lies within two standard deviations of its middle: so many pixels across. */
export const effectiveSize = (deviation: number): number => 4 * deviation;

const kept = new WeakMap<Analysis, Map<Blob, Map<number, EffectiveField | undefined>>>();

function compute(analysis: Analysis, blob: Blob, input: number): EffectiveField | undefined {
  const [rows, columns] = ([0, 1] as const).map((axis: Axis) => influenceOn(analysis, blob, { axis, input, hasBorders: false }));
  return rows && columns && { deviation: [rows.deviation, columns.deviation], fill: [rows.fill, columns.fill] };
}

/**
 * Of the unit in the middle of a blob, as if its maps had no borders. Undefined where no path leads from the input to it.
 * Worked out once for an analysis: some tens of milliseconds for a net of a thousand layers.
 */
export function effectiveFieldOf(analysis: Analysis, blob: Blob, input: number): EffectiveField | undefined {
  const byBlob = kept.get(analysis) ?? new Map<Blob, Map<number, EffectiveField | undefined>>();
  kept.set(analysis, byBlob);
  const byInput = byBlob.get(blob) ?? new Map<number, EffectiveField | undefined>();
  byBlob.set(blob, byInput);
  if (!byInput.has(input)) byInput.set(input, compute(analysis, blob, input));
  return byInput.get(input);
}
