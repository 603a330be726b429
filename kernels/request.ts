// The request that the solvers carry out: checked, complete, the same for every device.
import type { Picture } from './features';
import type { Kernel, Normalization } from './parameters';

/** A score map, perhaps smaller than the picture: [classes][height][width]. */
export interface ScoreMap {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
  /** The size that the map is enlarged to, of which the picture is the top left part: a net's padded input. The picture's own where absent. */
  readonly enlarged?: { readonly width: number; readonly height: number } | undefined;
}

/** What the classes' energies come from. */
export type CrfInput =
  | { readonly kind: 'unary'; readonly data: Float32Array }
  | { readonly kind: 'probabilities'; readonly data: Float32Array }
  | ({ readonly kind: 'scores' } & ScoreMap);

/** A kernel that names its normalisation. */
export type NormalizedKernel = Kernel & { readonly normalization: Normalization };

/** Progress of a run: after the lattice is built (iteration 0) and after each iteration. */
export interface Progress {
  readonly iteration: number;
  readonly iterations: number;
}

export interface CrfRequest {
  readonly picture: Picture;
  readonly input: CrfInput;
  readonly classes: number;
  readonly kernels: readonly NormalizedKernel[];
  readonly iterations: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** Milliseconds: reading the input and building lattices with their normalisation, the iterations, and all together. */
export interface Timings {
  readonly lattice: number;
  readonly inference: number;
  readonly total: number;
}

/** Probabilities below this count as this, as in pydensecrf's unary_from_softmax. */
export const smallestProbability = 1e-5;
