/** What several jobs of the inference host take or give. */
import type { CrfParameters } from '../../../../kernels/index';
import type { Fit } from '../../protocol/run';

/** A net as text, with the path that it was read from. */
export interface NetSource {
  path: string;
  text: string;
  /** Values of `${NAME}`. */
  variables: readonly (readonly [string, string])[];
}

/** A `.caffemodel`, weights from the net's fillers, or an ONNX file that is the net too. */
export type WeightsChoice = { kind: 'file'; path: string } | { kind: 'random'; seed: number } | { kind: 'onnx'; path: string };

/** A part of a job, with the time it took. */
export interface StageTime {
  stage: string;
  milliseconds: number;
}

/** How a picture is prepared, and how scores of its parts, sizes and mirror image are joined. */
export interface PictureOptions {
  /** Sizes of the picture at which the net is run; the scores are joined by their maximum. */
  scales: readonly number[];
  /** Runs the picture mirrored too; the scores are averaged. */
  flip: boolean;
  /** Whether the picture is padded to the net's size, or the net shaped to the picture. */
  fit: Fit;
  /** The longest side in pixels that is run at once; larger pictures are cut into tiles that overlap. */
  largestSide: number;
  /** Means of blue, green and red with commas, or a file of means; undefined for what the net's files state. */
  mean: string | undefined;
  /** Multiplied after the mean is subtracted; undefined for what the net's files state. */
  inputScale: number | undefined;
}

/** How the dense CRF refines scores. */
export interface CrfChoice {
  parameters: CrfParameters;
  iterations: number;
}

export interface NamedShape {
  name: string;
  /** A word stands for a size that is open. */
  shape: readonly (number | string)[];
}
