/** The job of `atrous trim`: a .caffemodel with the net's layers alone. */
import type { NetSource, WeightsChoice } from './common';

/** `atrous trim`: a .caffemodel with the net's layers alone. */
export interface TrimJob {
  kind: 'trim';
  net: NetSource;
  weights: WeightsChoice;
  /** The file to write. */
  output: string;
}

export interface TrimResult {
  kind: 'trim';
  file: string;
  /** How many have weights. */
  layers: number;
  bytes: number;
  notes: readonly string[];
}
