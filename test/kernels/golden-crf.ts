/** The reference data of the dense CRF: cases computed by pydensecrf, and by a brute-force mean field. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseKernelList, type Kernel } from '../../kernels/index';
import { reference } from '../support/shared';

const folder = reference('golden-crf');

interface CaseMeta {
  width: number;
  height: number;
  classes: number;
  iterations: number[];
  kernels: unknown;
  lattice: { lattice_vertices: number }[];
  permutohedral_vs_exact?: Record<string, { mean_abs: number; label_disagree: number }>;
}

/** One picture with its unaries and parameters. */
export interface CrfCase {
  name: string;
  meta: CaseMeta;
  kernels: Kernel[];
  image: { data: Uint8Array; width: number; height: number };
  unary: Float32Array;
}

export interface FilterCase {
  base: string;
  dim: number;
  points: number;
  values: number;
  reverse: boolean;
}

const bytes = (...path: string[]): Uint8Array => Uint8Array.from(readFileSync(join(folder, ...path)));

const floats = (...path: string[]): Float32Array => new Float32Array(bytes(...path).buffer);

/** All CRF cases, by name. */
export const crfCases = (): CrfCase[] =>
  readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'image.u8')))
    .sort()
    .map((name) => {
      const meta = JSON.parse(readFileSync(join(folder, name, 'meta.json'), 'utf8')) as CaseMeta;
      const parsed = parseKernelList(meta);
      if ('problems' in parsed) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
      const image = { data: bytes(name, 'image.u8'), width: meta.width, height: meta.height };
      return { name, meta, kernels: parsed.kernels, image, unary: floats(name, 'unary.f32') };
    });

/** Marginals that were stored for a case, by number of iterations; `exact` are those of the exact mean field. */
export function storedMarginals(name: string, kind: 'lattice' | 'exact'): [iterations: number, marginals: Float32Array][] {
  const pattern = kind === 'exact' ? /^q_exact_it(\d+)\.f32$/ : /^q_it(\d+)\.f32$/;
  return readdirSync(join(folder, name)).flatMap((file) => {
    const match = pattern.exec(file);
    return match ? [[Number(match[1]), floats(name, file)]] : [];
  });
}

/** Labels after ten iterations. */
export const storedLabels = (name: string): Uint8Array => bytes(name, 'labels_it10.u8');

/** The bare filter's cases. */
export const filterCases = (): FilterCase[] =>
  (JSON.parse(readFileSync(join(folder, 'filter-only', 'meta.json'), 'utf8')) as { files: FilterCase[] }).files;

/** Features, input or output of a filter case. */
export const filterData = (base: string, part: 'feat' | 'in' | 'out'): Float32Array => floats('filter-only', `${base}.${part}.f32`);

/** The largest absolute difference. */
export function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new Error(`lengths differ: ${a.length} and ${b.length}`);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? NaN))), 0);
}

/** Mean absolute difference. */
export const meanDifference = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? NaN)), 0) / a.length;

/** The most probable class of every pixel, or -1 where the two best differ by less than `margin`. */
export function clearLabels(marginals: Float32Array, classes: number, margin: number): Int32Array {
  const points = marginals.length / classes;
  return Int32Array.from({ length: points }, (_, point) => {
    const values = Array.from({ length: classes }, (__, c) => marginals[c * points + point] ?? 0);
    const sorted = values.toSorted((a, b) => b - a);
    return (sorted[0] ?? 0) - (sorted[1] ?? 0) < margin ? -1 : values.indexOf(sorted[0] ?? 0);
  });
}

/** Pixels where the label differs from a clear one. */
export const labelChanges = (labels: ArrayLike<number>, clear: Int32Array): number =>
  clear.reduce((count, label, point) => count + (label >= 0 && label !== labels[point] ? 1 : 0), 0);
