/** What the supervisor asks of the inference host, and what the host answers: plain data, over Node's process channel. */
import type { CrfParameters, DeepLabSettings, Normalization } from '../../../kernels/index';
import type { CudaPart, Device } from '../protocol/devices';
import type { DeviceChoice, Fit, RunClass, RunDevice } from '../protocol/run';
import type { InferenceProblem } from './problem';
import type { Ranges } from './segmentation/grid-search';

/** A net as text, with the path that it was read from. */
export interface NetSource {
  path: string;
  text: string;
  /** Values of `${NAME}`. */
  variables: readonly (readonly [string, string])[];
}

/** A `.caffemodel`, weights from the net's fillers, or an ONNX file that is the net too. */
export type WeightsChoice = { kind: 'file'; path: string } | { kind: 'random'; seed: number } | { kind: 'onnx'; path: string };

/** `atrous forward`: blobs in, blobs out. */
export interface ForwardJob {
  kind: 'forward';
  net: NetSource;
  weights: WeightsChoice;
  /** `.npy` files by blob; inputs that are not named are random. */
  inputs: readonly (readonly [string, string])[];
  /** Blobs to write; the net's outputs by default. */
  blobs: readonly string[] | undefined;
  /** Folder for one `.npy` a blob. */
  output: string;
  device: DeviceChoice;
  /** Computes in half precision where the device can, and measures what that changes. */
  half?: boolean;
  /** Runs that are timed, after one that is not. */
  repeat: number;
}

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

export interface DevicesJob {
  kind: 'devices';
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
}

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
  crf: CrfChoice | undefined;
  classes: string | undefined;
  /** Measures also in bands of 1 to so many pixels around the borders of the truth; 0 for none, at most 254. */
  trimap: number;
}

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

/** `atrous export`: the net as an ONNX file. */
export interface ExportJob {
  kind: 'export';
  net: NetSource;
  weights: WeightsChoice;
  /** Shapes of inputs, in place of those in the file. */
  inputs?: readonly (readonly [string, readonly number[]])[];
  /** The file to write. */
  output: string;
  /** The operator set: one of `opsets`; the one that lowering speaks by default. */
  opset?: number;
  /** Puts the weights into a file beside it, OUTPUT.data, instead of inside. */
  isExternal?: boolean;
  /** Leaves height and width open, where the net works at more than one size. */
  isDynamic?: boolean;
}

/** `atrous trim`: a .caffemodel with the net's layers alone. */
export interface TrimJob {
  kind: 'trim';
  net: NetSource;
  weights: WeightsChoice;
  /** The file to write. */
  output: string;
}

/** `atrous fold`: the net with normalisation folded into its convolutions. */
export interface FoldJob {
  kind: 'fold';
  net: NetSource;
  weights: WeightsChoice;
  /** The files to write. */
  output: { net: string; weights: string };
}

/** `atrous influence`: which pixels a unit really depends on, with the net's weights. */
export interface InfluenceJob {
  kind: 'influence';
  net: NetSource;
  weights: WeightsChoice;
  /** `.npy` files by input; inputs that are not named are noise. */
  inputs: readonly (readonly [string, string])[];
  /** Whose unit is looked at; the last map of the net by default. */
  blob: string | undefined;
  /** Its place (y, x); the middle by default. */
  unit: readonly [number, number] | undefined;
  /** Passes that are averaged, each with other noise. */
  runs: number;
  /** Folder for influence.npy and influence.png. */
  output: string;
  device: DeviceChoice;
}

export type Job = FeaturesJob | ForwardJob | RunJob | EvaluateJob | TuneJob | ExportJob | FoldJob | TrimJob | InfluenceJob | DevicesJob;

/** A part of a job, with the time it took. */
export interface StageTime {
  stage: string;
  milliseconds: number;
}

export interface ForwardResult {
  kind: 'forward';
  device: RunDevice;
  /** Why this device, where `auto` decided. */
  deviceNote: string | undefined;
  blobs: readonly { name: string; shape: readonly number[]; file: string }[];
  notes: readonly string[];
  stages: readonly StageTime[];
  /** Milliseconds of each timed run. */
  times: readonly number[];
}

export interface DevicesResult {
  kind: 'devices';
  devices: readonly Device[];
  /** What `auto` takes, and why. */
  automatic: { device: RunDevice['kind']; reason: string };
  /** What CUDA needs; empty where the system cannot have it. */
  cuda: readonly CudaPart[];
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

interface NamedShape {
  name: string;
  /** A word stands for a size that is open. */
  shape: readonly (number | string)[];
}

export interface TrimResult {
  kind: 'trim';
  file: string;
  /** How many have weights. */
  layers: number;
  bytes: number;
  notes: readonly string[];
}

export interface ExportResult {
  kind: 'export';
  file: string;
  bytes: number;
  /** Of the weights beside it; 0 where they are inside. */
  dataBytes: number;
  inputs: readonly NamedShape[];
  outputs: readonly NamedShape[];
  notes: readonly string[];
}

export interface FoldResult {
  kind: 'fold';
  /** How many convolutions took layers in, and how many layers went. */
  convolutions: number;
  layers: number;
  notes: readonly string[];
}

/** Pairs are (height, width), in pixels of the input unless stated. */
export interface InfluenceResult {
  kind: 'influence';
  blob: string;
  blobShape: readonly number[];
  /** In units of the blob. */
  unit: readonly [number, number];
  input: string;
  inputSize: readonly [number, number];
  /** First and last pixel that the unit can see, borders not counted. */
  field: { first: readonly [number, number]; last: readonly [number, number] };
  /** Of the measured influence. */
  mean: readonly [number, number];
  deviation: readonly [number, number];
  /** What it would be with uniform weights. */
  uniformDeviation: readonly [number, number] | undefined;
  /** Pixels whose influence is at least 4.55 % of the strongest. */
  area: number;
  /** The influence of each pixel, float32 [height, width], and as a picture. */
  file: string;
  picture: string;
  device: RunDevice;
  deviceNote: string | undefined;
  notes: readonly string[];
}

export type JobResult = FeaturesResult | ForwardResult | RunJobResult | EvaluateResult | TuneResult | ExportResult | FoldResult | TrimResult | InfluenceResult | DevicesResult;

/** A device that failed earlier, and how. */
export interface FailedDevice {
  kind: RunDevice['kind'];
  /** Completes "… cannot be used: …". */
  reason: string;
}

/** `failed`: devices that `auto` must not take any more. */
export type HostRequest = { id: number; job: Job; failed: readonly FailedDevice[] };

export type HostResponse =
  /** `stage` has begun. */
  | { id: number; type: 'stage'; stage: string }
  /** What follows is done on `device`. */
  | { id: number; type: 'device'; device: RunDevice['kind'] }
  | { id: number; type: 'done'; result: JobResult }
  | { id: number; type: 'failed'; problem: InferenceProblem };

/** The pipe over which a thread of the host gives signs, also while a run blocks the host's channel. */
export const signPipe = 4;

/** `alive`: once a second. `memory`: the host ends itself because it would take more than it may. */
export const signs = { alive: '.', memory: 'm' } as const;
