/** Where the CRF beside a net is computed, and who is told. */
import type { Problem } from '../../../kernels/index';
import { sayWording, t, type Words } from '../l10n/text';
import type { DeviceChoice } from '../protocol/run';
import type { DeviceKind } from './providers';

export interface CrfSite {
  device: 'cpu' | 'auto';
  tell(device: DeviceKind): void;
}

/** Whoever asked for the CPU gets the CPU; beside any GPU it is WebGPU's, unless `auto` must leave that alone. */
export const crfDevice = (device: DeviceChoice, hasWebGpuFailed = false): CrfSite['device'] =>
  (device === 'cpu' || (device === 'auto' && hasWebGpuFailed) ? 'cpu' : 'auto');

/** Says that the CPU took over from a GPU. */
export const takeoverNote = ({ wording }: Problem): Words => t`${sayWording(wording)} The CPU refined instead.`;
