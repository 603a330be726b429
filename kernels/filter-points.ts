// The bare permutohedral filter of free points, without a CRF around it.
import { filterPointsOnCpu } from './cpu/filter-points';
import { gpuOf, openGpu } from './gpu/device';
import { filterPointsOnGpu } from './gpu/filter-points';

/** Points to filter. */
export interface PointFilter {
  /** [points][dimensions], each already divided by its standard deviation. */
  readonly features: Float32Array;
  /** From 1 to 7. */
  readonly dimensions: number;
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
