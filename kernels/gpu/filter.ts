// The high-dimensional Gaussian filter on a GPU lattice: splat, blur along every axis, slice; and its normalisation.
import { alpha, normHalves } from '../normalization';
import type { Normalization } from '../parameters';
import type { GpuLattice } from './lattice';
import type { Variant } from './programs';
import { floatBits, type Dispatch, type Recorder } from './recorder';

/** Tables of value rows: the blur goes back and forth between `result` and `other` and ends in `result`. */
export interface GpuValues {
  readonly result: GPUBuffer;
  readonly other: GPUBuffer;
  /** Sums of further segments of long lists. */
  readonly further: GPUBuffer;
}

/** Words of a quad in a value row. */
export const rowWords = (half: boolean): number => (half ? 2 : 4);

/** Value tables for one lattice. */
export function takeValues({ workspace }: Recorder, { vertices, furtherSegments }: GpuLattice, quads: number, half: boolean): GpuValues {
  const words = vertices * quads * rowWords(half);
  return { result: workspace.take(words), other: workspace.take(words), further: workspace.take(Math.max(1, furtherSegments) * quads * 4) };
}

/** Splats rows `input` [points][quads] and blurs along axes 0..d, or from the last to the first if `reverse`. */
export function splatAndBlur(lattice: GpuLattice, values: GpuValues, quads: number, half: boolean, input: GPUBuffer, reverse = false): Dispatch[] {
  const { d, vertices, starts, entries, segmentStarts, segments, furtherSegments, neighbours } = lattice;
  const variant = { quads, half };
  const parameters = [vertices];
  const hasEvenAxes = (d + 1) % 2 === 0;
  let [from, to] = hasEvenAxes ? [values.result, values.other] : [values.other, values.result];
  const { further } = values;
  const dispatches: Dispatch[] = [
    {
      program: 'splat',
      variant,
      parameters,
      buffers: { 1: starts, 2: entries, 3: segmentStarts, 4: segments, 5: input, 6: from, 7: further },
      threads: (vertices + furtherSegments) * quads,
    },
    { program: 'combine', variant, parameters, buffers: { 3: segmentStarts, 6: from, 7: further }, threads: vertices * quads },
  ];
  for (let step = 0; step <= d; ++step) {
    const axis = reverse ? d - step : step;
    dispatches.push({ program: 'blur', variant, parameters: [vertices, axis], buffers: { 1: neighbours, 2: from, 3: to }, threads: vertices * quads });
    [from, to] = [to, from];
  }
  return dispatches;
}

/** Which of slice.wgsl's entries: into L from -U, onto L, from either to Q, or alone. */
export type SliceProgram = 'slice' | 'sliceOnto' | 'sliceLast' | 'sliceAlone';

/**
 * Slices value rows to `output` [points][quads], times `factors`, four numbers a quad. `base` is for `slice`, and for `sliceLast`, which
 * begins with it where `isOnly`.
 */
export function sliceRows(
  program: SliceProgram, { d, points, offsets, weights }: GpuLattice, { quads, half }: Pick<Variant, 'quads' | 'half'>,
  buffers: { values: GPUBuffer; factors: GPUBuffer; base?: GPUBuffer; output: GPUBuffer }, isOnly = false,
): Dispatch {
  const { values, factors, base, output } = buffers;
  return {
    program,
    variant: { d, quads, half },
    parameters: [points, isOnly ? 1 : 0],
    buffers: { 1: offsets, 2: weights, 3: values, 4: factors, ...(base && { 5: base }), 6: output },
    threads: points * quads,
  };
}

/**
 * Sums of a list's weights may be as large as the number of points, but a half-precision number is at most 65,504: where normalisation
 * does not keep sums small, rows are scaled by this power of two.
 */
function rowScale(points: number, normalization: Normalization, half: boolean): number {
  if (!half || normalization === 'symmetric' || normalization === 'before') return 1;
  return 2 ** -Math.max(0, Math.ceil(Math.log2(points)) - 15);
}

/** Folds normalisation, the filter's constant and half precision's powers of two into the lattice's weights, for good. */
export function normalizeLattice(recorder: Recorder, lattice: GpuLattice, normalization: Normalization, half: boolean): Dispatch[] {
  const { workspace } = recorder;
  const { d, points, entries, weights } = lattice;
  const norms = workspace.take(points * 4);
  const ones = workspace.take(points * 4);
  const factors = workspace.upload(new Float32Array(4).fill(alpha(d)));
  const values = takeValues(recorder, lattice, 1, false);
  const { input, output } = normHalves[normalization];
  const scale = rowScale(points, normalization, half);
  const growth = half ? 2 ** (d + 1) : 1;
  const entryCount = points * (d + 1);
  const dispatches: Dispatch[] = [
    { program: 'fill', parameters: [points * 4, floatBits(1)], buffers: { 1: ones }, threads: points * 4 },
    ...splatAndBlur(lattice, values, 1, false, ones),
    sliceRows('sliceAlone', lattice, { quads: 1, half: false }, { values: values.result, factors, output: norms }),
    {
      program: 'scaleEntries',
      variant: { d },
      parameters: [entryCount, input, floatBits(scale)],
      buffers: { 1: norms, 2: entries },
      threads: entryCount,
    },
    {
      program: 'scaleWeights',
      variant: { d },
      parameters: [entryCount, output, floatBits((alpha(d) * growth) / scale)],
      buffers: { 1: norms, 3: weights },
      threads: entryCount,
    },
  ];
  workspace.give(norms, ones, values.result, values.other, values.further);
  return dispatches;
}
