/** The job of `atrous evaluate`: segmentations against the truth. */
import type { DeviceChoice, RunDevice } from '../../protocol/run';
import type { CrfChoice, NetSource, PictureOptions, WeightsChoice } from './common';

/** Files of a picture and of its true label map. */
export interface EvaluationPair {
  picture: string;
  labels: string;
}

/** `atrous evaluate`: segmentations against the truth. */
export interface EvaluateJob extends Partial<PictureOptions> {
  kind: 'evaluate';
  net: NetSource;
  weights: WeightsChoice;
  pairs: readonly EvaluationPair[];
  device: DeviceChoice;
  /** Computes in half precision where the device can, and measures what that changes. */
  half?: boolean;
  crf: CrfChoice | undefined;
  classes: string | undefined;
  /** Measures also in bands of 1 to so many pixels around the borders of the truth; 0 for none, at most 254. */
  trimap: number;
}

/** The measures over the pixels that are at most `width` pixels away from one of another label. */
export interface TrimapBand {
  width: number;
  meanIou: number;
  pixelAccuracy: number;
  /** How many pixels with a true class there are in the band. */
  pixels: number;
}

export interface EvaluateResult {
  kind: 'evaluate';
  pictures: number;
  /** `iou`: intersection over union, 0 to 1; undefined for a class that occurs nowhere. `pixels`: how many have it in truth. */
  classes: readonly { index: number; name: string; iou: number | undefined; pixels: number }[];
  /** Over the classes that occur. */
  meanIou: number;
  pixelAccuracy: number;
  /** By width; undefined where not asked for. */
  trimap: readonly TrimapBand[] | undefined;
  device: RunDevice;
  deviceNote: string | undefined;
  notes: readonly string[];
}
