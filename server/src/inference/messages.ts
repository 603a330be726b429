/** What the supervisor asks of the inference host, and what the host answers: plain data, over Node's process channel. */
import type { DeviceChoice, RunDevice } from '../protocol/run';
import type { InferenceProblem } from './problem';

/** A net as text, with the path that it was read from. */
export interface NetSource {
  path: string;
  text: string;
  /** Values of `${NAME}`. */
  variables: readonly (readonly [string, string])[];
}

/** A `.caffemodel`, or weights from the net's fillers. */
export type WeightsChoice = { kind: 'file'; path: string } | { kind: 'random'; seed: number };

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
  /** Runs that are timed, after one that is not. */
  repeat: number;
}

export interface DevicesJob {
  kind: 'devices';
}

export type Job = ForwardJob | DevicesJob;

/** A part of a job, with the time it took. */
export interface StageTime {
  stage: string;
  milliseconds: number;
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

export interface DeviceInfo {
  kind: RunDevice['kind'];
  /** The adapter, such as `NVIDIA H100`. */
  description: string;
  isAvailable: boolean;
  /** An adapter that computes on the CPU: taken only when asked for by name. */
  isSoftware: boolean;
  /** Why it cannot be used, or what to know about it. */
  note: string | undefined;
}

export interface DevicesResult {
  kind: 'devices';
  devices: readonly DeviceInfo[];
  /** What `auto` takes, and why. */
  automatic: { device: RunDevice['kind']; reason: string };
}

export type JobResult = ForwardResult | DevicesResult;

export type HostRequest = { id: number; job: Job };

export type HostResponse =
  /** `stage` has begun. */
  | { id: number; type: 'stage'; stage: string }
  | { id: number; type: 'done'; result: JobResult }
  | { id: number; type: 'failed'; problem: InferenceProblem };
