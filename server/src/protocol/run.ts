/** `atrous/run`: runs a net on a picture and answers with where the results lie. Cancelled like any other request. */

import type { CrfSettings } from './crf';

export const runRequest = 'atrous/run';

/** Where a net may run. `auto` takes a hardware GPU through WebGPU, else the CPU. */
export type DeviceChoice = 'auto' | 'webgpu' | 'cuda' | 'directml' | 'coreml' | 'cpu';

/**
 * How a picture meets a net of fixed size. `pad`: the picture is padded with the mean to the net's size, and cut into tiles where it
 * is larger. `reshape`: the net is shaped to the picture, at a size of the form 8k + 1. `auto`: padded where it fits in, else reshaped.
 */
export type Fit = 'auto' | 'pad' | 'reshape';

export interface RunParams {
  /** The net's document, open in the editor or not. What the editor holds goes before what the disk holds. */
  uri: string;
  /** URI of the `.caffemodel` file. */
  weights: string;
  /** URI of the picture. */
  image: string;
  device: DeviceChoice;
  /** Refines the scores by the dense CRF; not refined where absent. */
  crf?: CrfSettings;
  /** Reports of the steps go here as `$/progress`. */
  workDoneToken?: string | number;
}

/** A class of the segmentation. */
export interface RunClass {
  /** Its value in the label map. */
  index: number;
  name: string;
  /** Red, green and blue, 0 to 255, as in the label map's palette. */
  color: readonly [number, number, number];
  /** The part of the picture's pixels that have it, 0 to 1. */
  share: number;
}

/** A step of the run, in order. */
export interface RunStep {
  name: string;
  milliseconds: number;
}

export interface RunResult {
  ok: true;
  /** URI of the folder that holds everything the run wrote. */
  folder: string;
  /** URI of a PNG as large as the picture, whose colours are the classes'. */
  labelMap: string;
  /** URI of the label map that the CRF was given, where it ran. */
  unrefined?: string;
  /** In pixels. */
  width: number;
  height: number;
  /** All classes of the net, also those without a pixel. */
  classes: readonly RunClass[];
  steps: readonly RunStep[];
  device: RunDevice;
  /** Why this device, where `auto` decided. */
  deviceNote?: string;
  /** What to know about how the net was run. */
  notes: readonly string[];
  /** Version of the document that was run; -1 where it was read from the disk. */
  version: number;
}

/** How far half precision moved a blob from what full precision makes of the same inputs on the same device. */
export interface HalfDifference {
  blob: string;
  /** The largest absolute difference of its values; infinite where one of them is no number. */
  scores: number;
  /** The largest absolute value in full precision. */
  largestScore: number;
  /** The part of the places whose label changed, 0 to 1, or whose whole number did; undefined for a blob that has no labels. */
  labels?: number;
  /** The largest difference of a probability; undefined for a blob that is no map of scores. */
  probabilities?: number;
}

export interface RunDevice {
  kind: Exclude<DeviceChoice, 'auto'>;
  /** Such as `NVIDIA H100` or `CPU, 16 threads`. */
  description: string;
  /** The device that failed, where this one took over. */
  insteadOf?: Exclude<DeviceChoice, 'auto'>;
}

/** What the user can do about a failure. */
export type WayOut = 'chooseWeights' | 'chooseImage' | 'showProblem' | 'runAgain';

export interface RunFailure {
  ok: false;
  /** One sentence: what failed and why. */
  message: string;
  wayOut?: WayOut;
  /** 0-based line of the document at fault, for `showProblem`. */
  line?: number;
}

export type RunOutcome = RunResult | RunFailure;
