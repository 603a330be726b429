/** `atrous/influence`: the effective receptive field of a layer's middle unit, measured with weights. Cancelled like any other request. */
import type { RunDevice, RunFailure } from './run';

export const influenceRequest = 'atrous/influence';

export interface InfluenceParams {
  /** The net's document, open in the editor or not. */
  uri: string;
  /** 0-based line in the layer's block. */
  line: number;
  /** URI of the `.caffemodel` file. */
  weights: string;
  /** Reports of the steps go here as `$/progress`. */
  workDoneToken?: string | number;
}

type Pair = readonly [height: number, width: number];

/** In pixels of the input unless stated. */
export interface MeasuredInfluence {
  ok: true;
  layer: string;
  blob: string;
  /** In units of the blob. */
  unit: Pair;
  input: string;
  inputSize: Pair;
  /** What the unit can see; undefined where that is the whole input. */
  fieldSize?: Pair;
  mean: Pair;
  deviation: Pair;
  /** Of the same net with uniform weights. */
  uniformDeviation?: Pair;
  /** Pixels whose influence is at least 4.55 % of the strongest. */
  area: number;
  /** URI of a PNG as large as the input. */
  picture: string;
  device: RunDevice;
  notes: readonly string[];
}

export type InfluenceOutcome = MeasuredInfluence | RunFailure;
