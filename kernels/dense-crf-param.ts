// The DenseCRF layer of DeepLab's Caffe: what its parameters mean for `refine`.
import type { CrfParameters, Kernel } from './parameters';
import { problem, type Problem } from './problem';
import { wording, type Wording } from './wording';

/** The numeric fields of dense_crf_param, all repeated: entry i of each belongs to kernel i. */
export interface DenseCrfParam {
  readonly max_iter?: number | undefined;
  readonly pos_xy_std?: readonly number[] | undefined;
  readonly pos_w?: readonly number[] | undefined;
  readonly bi_xy_std?: readonly number[] | undefined;
  readonly bi_rgb_std?: readonly number[] | undefined;
  readonly bi_w?: readonly number[] | undefined;
  readonly output_probability?: boolean | undefined;
}

/** What a DenseCRF layer computes. */
export interface DenseCrfLayer {
  readonly parameters: CrfParameters;
  readonly iterations: number;
  /** False: the layer's output is the logarithm of the marginals. */
  readonly outputProbability: boolean;
}

/**
 * Turns a layer's dense_crf_param into a request, or says what does not fit together. The layer reads scores as negative energies (pass its
 * first bottom as `scores`), normalises after filtering, and takes the picture as the net does: usually BGR with the mean
 * subtracted. That moves the lattice, so pass the third bottom on as floats, see `pictureFromPlanes`.
 */
export function parametersFromDenseCrfParam(param: DenseCrfParam): DenseCrfLayer | { readonly problems: Problem[] } {
  const { pos_w = [], pos_xy_std = [], bi_w = [], bi_xy_std = [], bi_rgb_std = [] } = param;
  const problems = [
    ...unevenFields({ pos_w, pos_xy_std }),
    ...unevenFields({ bi_w, bi_xy_std, bi_rgb_std }),
    ...(pos_w.length + bi_w.length === 0 ? [problem('parameters', wording`dense_crf_param has no kernel: set pos_w and pos_xy_std, or bi_w, bi_xy_std and bi_rgb_std.`)] : []),
    ...[pos_xy_std, bi_xy_std, bi_rgb_std].flat().flatMap((std) => (std > 0 ? [] : [problem('parameters', wording`dense_crf_param has a standard deviation of ${std}; it must be positive.`)])),
  ];
  if (problems.length > 0) return { problems };
  const gaussian = pos_w.map((compat, i): Kernel => ({ kind: 'gaussian', sxy: pair(pos_xy_std[i]), compat }));
  const bilateral = bi_w.map((compat, i): Kernel => ({ kind: 'bilateral', sxy: pair(bi_xy_std[i]), srgb: triple(bi_rgb_std[i]), compat }));
  return {
    parameters: { kernels: [...gaussian, ...bilateral], normalization: 'after' },
    iterations: param.max_iter ?? 10,
    outputProbability: param.output_probability ?? true,
  };
}

const pair = (value = 1): [number, number] => [value, value];

const triple = (value = 1): [number, number, number] => [value, value, value];

/** A problem when fields that belong together have different numbers of entries. */
function unevenFields(fields: Record<string, readonly number[]>): Problem[] {
  const lengths = Object.values(fields).map(({ length }) => length);
  if (lengths.every((length) => length === lengths[0])) return [];
  const names = Object.keys(fields).reduce<string | Wording>((all, name) => (all === '' ? name : wording`${all} as ${name}`), '');
  const found = Object.entries(fields).map(([name, { length }]) => `${name} ${length}`);
  return [problem('parameters', wording`dense_crf_param must have as many ${names}; found ${found.join(', ')}.`)];
}

/** A picture from a Caffe blob of three planes [3][height][width], channels in the blob's order. */
export function pictureFromPlanes(planes: Float32Array, width: number, height: number): { data: Float32Array; width: number; height: number } {
  const points = width * height;
  const data = Float32Array.from({ length: 3 * points }, (_, i) => planes[(i % 3) * points + Math.floor(i / 3)] ?? 0);
  return { data, width, height };
}
