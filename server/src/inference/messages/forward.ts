/** The job of `atrous forward`: blobs in, blobs out. */
import type { DeviceChoice, RunDevice } from '../../protocol/run';
import type { NetSource, StageTime, WeightsChoice } from './common';

/** `atrous forward`: blobs in, blobs out. */
export interface ForwardJob {
  kind: 'forward';
  net: NetSource;
  weights: WeightsChoice;
  /** `.npy` files by blob; inputs that are not named are random. */
  inputs: readonly (readonly [string, string])[];
  /** Blobs to write; the net's outputs by default. */
  blobs: readonly string[] | undefined;
  /** Folder for one `.npy` a blob. */
  output: string;
  device: DeviceChoice;
  /** Computes in half precision where the device can, and measures what that changes. */
  half?: boolean;
  /** Runs that are timed, after one that is not. */
  repeat: number;
}

export interface ForwardResult {
  kind: 'forward';
  device: RunDevice;
  /** Why this device, where `auto` decided. */
  deviceNote: string | undefined;
  blobs: readonly { name: string; shape: readonly number[]; file: string }[];
  notes: readonly string[];
  stages: readonly StageTime[];
  /** Milliseconds of each timed run. */
  times: readonly number[];
}
