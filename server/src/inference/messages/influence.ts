/** The job of `atrous influence`: which pixels a unit really depends on. */
import type { DeviceChoice, RunDevice } from '../../protocol/run';
import type { NetSource, WeightsChoice } from './common';

/** `atrous influence`: which pixels a unit really depends on, with the net's weights. */
export interface InfluenceJob {
  kind: 'influence';
  net: NetSource;
  weights: WeightsChoice;
  /** `.npy` files by input; inputs that are not named are noise. */
  inputs: readonly (readonly [string, string])[];
  /** Whose unit is looked at; the last map of the net by default. */
  blob: string | undefined;
  /** Its place (y, x); the middle by default. */
  unit: readonly [number, number] | undefined;
  /** Passes that are averaged, each with other noise. */
  runs: number;
  /** Folder for influence.npy and influence.png. */
  output: string;
  device: DeviceChoice;
}

/** Pairs are (height, width), in pixels of the input unless stated. */
export interface InfluenceResult {
  kind: 'influence';
  blob: string;
  blobShape: readonly number[];
  /** In units of the blob. */
  unit: readonly [number, number];
  input: string;
  inputSize: readonly [number, number];
  /** First and last pixel that the unit can see, borders not counted. */
  field: { first: readonly [number, number]; last: readonly [number, number] };
  /** Of the measured influence. */
  mean: readonly [number, number];
  deviation: readonly [number, number];
  /** What it would be with uniform weights. */
  uniformDeviation: readonly [number, number] | undefined;
  /** Pixels whose influence is at least 4.55 % of the strongest. */
  area: number;
  /** The influence of each pixel, float32 [height, width], and as a picture. */
  file: string;
  picture: string;
  device: RunDevice;
  deviceNote: string | undefined;
  notes: readonly string[];
}
