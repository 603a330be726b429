/** Where the CRF beside a net is computed, and who is told. */
import type { DeviceChoice } from '../protocol/run';
import type { DeviceKind } from './providers';

export interface CrfSite {
  device: 'cpu' | 'auto';
  tell(device: DeviceKind): void;
}

/** Whoever asked for the CPU gets the CPU; beside any GPU it is WebGPU's, unless `auto` must leave that alone. */
export const crfDevice = (device: DeviceChoice, hasWebGpuFailed = false): CrfSite['device'] =>
  (device === 'cpu' || (device === 'auto' && hasWebGpuFailed) ? 'cpu' : 'auto');
