/** The job of `atrous tune`: the parameters of the CRF with the highest mean IoU. */
import type { DeepLabSettings, Normalization } from '../../../../kernels/index';
import type { Ranges } from '../segmentation/grid-search';
import type { EvaluateJob } from './evaluate';

/** `atrous tune`: the CRF's parameters with the highest mean IoU. */
export interface TuneJob extends Omit<EvaluateJob, 'kind' | 'crf' | 'classes' | 'trimap'> {
  kind: 'tune';
  /** What the first round tries. */
  ranges: Ranges<keyof DeepLabSettings>;
  /** The coarse round and the fine ones, each with half the step of the one before. */
  rounds: number;
  /** Mean field updates. */
  iterations: number;
  normalization: Normalization;
  /** Pictures that are refined at once; as many as the machine has cores where undefined. */
  threads: number | undefined;
}

/** Parameters of the CRF with what they gave. */
export interface TuneTrial {
  settings: DeepLabSettings;
  meanIou: number;
}

export interface TuneResult {
  kind: 'tune';
  pictures: number;
  iterations: number;
  normalization: Normalization;
  /** The mean IoU without the CRF. */
  before: number;
  best: TuneTrial;
  /** All that were tried, in order. */
  trials: readonly TuneTrial[];
}
