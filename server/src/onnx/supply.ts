/** Where a net's weights come from, as lowering sees it. */
import type { Layer } from '../net/net';
import type { InitializerData } from './model';

export interface WeightBlob {
  /** The same for two blobs with the same storage, such as those that layers share by name. */
  key: string;
  /** The shape that the net gives it. */
  shape: readonly number[];
  /** As constant data of a model. */
  data(): InitializerData;
  /** Decoded, in memory order. */
  values(): Float32Array;
}

export interface WeightSupply {
  /** The weight blobs of a layer, in Caffe's order. */
  blobs(layer: Layer): readonly WeightBlob[];
}
