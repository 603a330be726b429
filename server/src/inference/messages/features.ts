/** The job of "Show Feature Maps": what a layer makes of a picture. */
import type { DeviceChoice, RunDevice } from '../../protocol/run';
import type { NetSource, PictureOptions, StageTime, WeightsChoice } from './common';

/** "Show Feature Maps": what a layer makes of a picture. */
export interface FeaturesJob extends Partial<PictureOptions> {
  kind: 'features';
  net: NetSource;
  weights: WeightsChoice;
  image: string;
  /** The layer's name. */
  layer: string;
  /** Folder for maps.bin and features.json. */
  output: string;
  device: DeviceChoice;
}

/** A layer that makes NaN or infinite values of finite ones. */
export interface FoundNotFinite {
  layer: string;
  type: string;
  /** 1-based. */
  line: number;
  /** Its weights hold such values. */
  isInWeights: boolean;
}

export interface FeaturesResult {
  kind: 'features';
  folder: string;
  /** uint8 [channels][height · width]: 0 is the channel's least value, 254 its largest, 255 what is not finite. */
  maps: string;
  /** JSON of a `FeatureSummary`. */
  summary: string;
  layer: string;
  type: string;
  /** 1-based. */
  line: number;
  /** The layer's first top. */
  blob: string;
  shape: readonly number[];
  /** The size at which the net was run, and of the picture in its top left corner. */
  input: { width: number; height: number };
  picture: { width: number; height: number };
  /** Where values are not finite: the first layer that made one so. */
  cause: FoundNotFinite | undefined;
  device: RunDevice;
  deviceNote: string | undefined;
  notes: readonly string[];
  stages: readonly StageTime[];
}
