/** The job of `atrous run` and of the editor's runs: a picture in, its segmentation out. */
import type { DeviceChoice, RunClass, RunDevice } from '../../protocol/run';
import type { CrfChoice, NetSource, PictureOptions, StageTime, WeightsChoice } from './common';

/** `atrous run` and the editor's runs: a picture in, its segmentation out. */
export interface RunJob extends Partial<PictureOptions> {
  kind: 'run';
  net: NetSource;
  weights: WeightsChoice;
  /** The picture's file. */
  image: string;
  /** Folder for what is written: NAME_labels.png, NAME_overlay.png and run.json (a `RunManifest`). */
  output: string;
  device: DeviceChoice;
  /** Computes in half precision where the device can, and measures what that changes. */
  half?: boolean;
  /** Refines by the dense CRF. */
  crf: CrfChoice | undefined;
  /** `voc`, `cityscapes` or a file of names; undefined for what lies beside the net. */
  classes: string | undefined;
  /** Writes NAME_probabilities.npy too: float16 [classes, height, width]. */
  probabilities?: boolean;
  /** A folder for copies of the label maps, the overlay and the probabilities, which are written then. */
  saveTo?: string | undefined;
}

/** What became of a picture. */
export interface PictureRun {
  image: string;
  folder: string;
  /** Files in the folder. */
  labelMap: string;
  overlay: string;
  /** The label map before the CRF; undefined where there was none. */
  unrefined: string | undefined;
  /** Undefined where they were not asked for. */
  probabilities: string | undefined;
  width: number;
  height: number;
  /** All classes of the net. */
  classes: readonly RunClass[];
  /** The size at which the net was run and the number of tiles, for each scale. */
  inputSizes: readonly { width: number; height: number; tiles: number }[];
  device: RunDevice;
  deviceNote: string | undefined;
  notes: readonly string[];
  stages: readonly StageTime[];
}

export interface RunJobResult {
  kind: 'run';
  picture: PictureRun;
}

/** The contents of run.json, and what `atrous run --json` prints. */
export interface RunManifest {
  net: string;
  weights: WeightsChoice;
  pictures: readonly PictureRun[];
}
