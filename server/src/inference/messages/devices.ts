/** The job of `atrous devices`: where nets can run. */
import type { CudaPart, Device } from '../../protocol/devices';
import type { RunDevice } from '../../protocol/run';

export interface DevicesJob {
  kind: 'devices';
}

export interface DevicesResult {
  kind: 'devices';
  devices: readonly Device[];
  /** What `auto` takes, and why. */
  automatic: { device: RunDevice['kind']; reason: string };
  /** What CUDA needs; empty where the system cannot have it. */
  cuda: readonly CudaPart[];
}

/** A device that failed earlier, and how. */
export interface FailedDevice {
  kind: RunDevice['kind'];
  /** Completes "… cannot be used: …". */
  reason: string;
}
