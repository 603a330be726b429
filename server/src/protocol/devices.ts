/** `atrous/devices`: where nets can run on this computer. Takes no parameters. */
import type { RunDevice } from './run';

export const devicesRequest = 'atrous/devices';

export interface Device {
  kind: RunDevice['kind'];
  /** The adapter, such as `NVIDIA H100`. */
  description: string;
  isAvailable: boolean;
  /** An adapter that computes on the CPU: taken only when asked for by name. */
  isSoftware: boolean;
  /** Why it cannot be used, or what to know about it. */
  note: string | undefined;
}

export type DeviceList =
  | { ok: true; devices: readonly Device[]; automatic: { device: RunDevice['kind']; reason: string } }
  | { ok: false; message: string };
