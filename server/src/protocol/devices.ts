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
  /** Whether it computes in half precision. */
  hasHalf: boolean;
  /** Why it cannot be used, or what to know about it. */
  note: string | undefined;
  /** The driver's version or name; undefined where the system does not tell. */
  driver: string | undefined;
  /** Bytes; undefined where the system does not tell. */
  memory: number | undefined;
}

/** One of the things that CUDA needs. */
export interface CudaPart {
  id: 'driver' | 'cuda' | 'cudnn' | 'provider';
  title: string;
  /** `misplaced`: found in the user's folder, but it must lie beside ONNX Runtime. */
  state: 'found' | 'missing' | 'misplaced';
  /** Files that are nowhere. */
  missing: readonly string[];
  /** Where it was found. */
  folder: string | undefined;
  /** What to get, and where. */
  help: string;
  url: string;
  /** What would put it into its place. */
  copy?: { files: readonly string[]; from: string; to: string };
}

export type DeviceList =
  | { ok: true; devices: readonly Device[]; automatic: { device: RunDevice['kind']; reason: string }; cuda: readonly CudaPart[] }
  | { ok: false; message: string };
