// The bare permutohedral filter of free points, without a CRF around it.
import { filterPointsOnCpu, pointFilterOnCpu } from './cpu/filter-points';
import { gpuOf, openGpu } from './gpu/device';
import { filterPointsOnGpu } from './gpu/filter-points';

/** Where points lie. */
export interface Points {
  /** [points][dimensions], each already divided by its standard deviation. */
  readonly features: Float32Array;
  /** From 1 to 7. */
  readonly dimensions: number;
}

/** Points to filter. */
export interface PointFilter extends Points {
  /** [points][channels]. */
  readonly values: Float32Array;
  readonly channels: number;
  /** Blur the axes from last to first. */
  readonly reverse?: boolean | undefined;
}

/** Filters values with the Gaussian exp(-|f_i - f_j|^2 / 2) by the permutohedral lattice; returns [points][channels]. */
export async function filterPoints(filter: PointFilter, device: 'cpu' | 'webgpu' | GPUDevice = 'cpu'): Promise<Float32Array> {
  if (device === 'cpu') return filterPointsOnCpu(filter);
  return filterPointsOnGpu(device === 'webgpu' ? await openGpu() : gpuOf(device), filter);
}

/** Filters planes [channels][points], as many as were made room for or fewer; returns planes of its own. */
export type FilterPlanes = (values: Float32Array, reverse?: boolean) => Float32Array;

/** The same filter for values that come one after another: the lattice is built once, on the CPU. */
export const pointFilter = (points: Points, mostChannels: number): Promise<FilterPlanes> => pointFilterOnCpu(points, mostChannels);
