/** `atrous/features`: what a layer makes of a picture. Cancelled like any other request. And the messages of the page that shows it. */
import type { DeviceChoice, RunDevice, RunFailure, RunStep } from './run';
import type { PageTranslations } from './preview';

export const featuresRequest = 'atrous/features';

export interface FeaturesParams {
  /** The net's document. */
  uri: string;
  /** The layer: by name, or the one at a line (0-based). */
  layer: string | number;
  /** URIs. */
  weights: string;
  image: string;
  device: DeviceChoice;
  /** Reports of the steps go here as `$/progress`. */
  workDoneToken?: string | number;
}

export interface FeaturesAnswer {
  ok: true;
  /** URIs of the maps (bytes, [channels][height · width]) and of a `FeatureSummary` as JSON. */
  maps: string;
  summary: string;
  layer: string;
  type: string;
  /** 0-based. */
  line: number;
  blob: string;
  shape: readonly number[];
  /** Layers of the net that make a blob, in order, for a choice of another. */
  layers: readonly string[];
  /** The first layer with NaN or infinite values, where there are any. `line` is 0-based. */
  cause?: { layer: string; type: string; line: number; isInWeights: boolean };
  device: RunDevice;
  deviceNote?: string;
  notes: readonly string[];
  steps: readonly RunStep[];
}

export type FeaturesOutcome = FeaturesAnswer | RunFailure;

/** The contents of features.json. Figures have one value a channel. */
export interface FeatureSummary {
  channels: number;
  height: number;
  width: number;
  /** Over the finite values. A map's bytes go from 0 for `min` to 254 for `max`; 255 is not finite. */
  min: readonly number[];
  max: readonly number[];
  mean: readonly number[];
  /** Share of values that are 0, from 0 to 1. */
  zeros: readonly number[];
  notFinite: readonly number[];
  /** How many values lie in each of equal parts of a range. */
  histogram: { from: number; to: number; counts: readonly number[] };
}

/** What the page is told. */
export type FeaturesUpdate =
  | { type: 'running'; step: string | undefined }
  /** Addresses in place of URIs. */
  | { type: 'result'; result: FeaturesAnswer; net: string; picture: string }
  | { type: 'failed'; failure: RunFailure }
  | { type: 'cancelled' };

/** What the page asks for. */
export type FeaturesRequest =
  | { type: 'ready' }
  | { type: 'run' }
  | { type: 'cancel' }
  | { type: 'chooseLayer'; layer: string }
  | { type: 'choosePicture' }
  | { type: 'chooseWeights' }
  /** Shows a line, from 0, of the net. */
  | { type: 'showNet'; line: number | undefined };

/** What a page is made again from after the editor was closed. */
export interface FeaturesState {
  source: string;
  layer: string | number;
  weights: string;
  picture: string;
}

/** What stands in the page as data. */
export interface FeaturesSetup {
  state: FeaturesState;
  translations: PageTranslations | undefined;
}
