/** What is known of a net once it is analysed: shapes, receptive fields and costs, layer by layer and in total. */
import type { Words } from '../l10n/text';
import type { KernelGeometry, LayerDefinition, ParameterBlob, WindowPair } from '../layers/definition';
import type { RefusalCode } from '../layers/refusals';
import type { RefusalHelp } from '../layers/remedy';
import type { Blob, Layer, Net } from '../net/net';
import type { Shape } from '../net/shape';
import type { SourceRange } from '../syntax/tree';
import type { AxisField } from './axis-field';

/** Why Caffe would refuse a layer, what to underline, and what would help. */
export interface Refusal extends RefusalHelp {
  code: RefusalCode;
  message: Words;
  at: SourceRange;
}

/** A blob without a producer in the net: a net-level `input`, or a top of a layer that has no bottoms. */
export interface InputBlob {
  blob: Blob;
  shape: Shape | undefined;
}

/** What the units of a blob see of one input, along (height, width). */
export interface ReceptiveField {
  /** Position in `Analysis.inputs`. */
  input: number;
  axes: readonly [AxisField, AxisField];
}

/** Paths of different stride or centre that meet in a layer: units of one index look at different places. */
export interface Misalignment {
  input: number;
  /** 0 for height, 1 for width. */
  axis: 0 | 1;
  /** The bottoms whose paths disagree, with what each sees. */
  paths: readonly [{ bottom: number; field: AxisField }, { bottom: number; field: AxisField }];
}

/** The part of a layer's analysis that depends on its own text and on what reaches it, and on nothing else. */
export interface LayerResult {
  /** Stands for this result wherever it is copied: another object whenever it is worked out anew. */
  id: object;
  /** Stands for the text that it was made from: another one whenever the layer is read anew. */
  text: Layer['param'];
  /** Undefined for a type that is not known. */
  definition: LayerDefinition | undefined;
  bottomShapes: readonly (Shape | undefined)[];
  topShapes: readonly (Shape | undefined)[];
  /** Fields of each bottom and top with respect to the inputs that it depends on; undefined where not known. */
  bottomFields: readonly (readonly ReceptiveField[] | undefined)[];
  topFields: readonly (readonly ReceptiveField[] | undefined)[];
  /** What the units of each top see of each bottom: `windows[top][bottom]`. */
  windows: readonly (readonly WindowPair[])[];
  misalignments: readonly Misalignment[];
  refusals: readonly Refusal[];
  geometry: KernelGeometry | undefined;
  /** All weight blobs that the layer uses, its own and shared ones. */
  blobs: readonly ParameterBlob[];
  /** Values in each of them; undefined where a size is not known. */
  blobValues: readonly (number | undefined)[];
  /** Multiply-accumulates for the whole batch; undefined where a size is not known. */
  macs: number | undefined;
  /** Bytes of the feature maps that the layer makes, four for each value: 0 for inputs, losses and evaluation; undefined where a size is not known. */
  activationBytes: number | undefined;
}

export interface LayerAnalysis extends LayerResult {
  layer: Layer;
  /** For each blob the earlier layer that owns it, where it is shared by name; undefined (or missing) where this layer owns it. */
  sharedWith: readonly (Layer | undefined)[];
  /** Values in all blobs that the layer owns; undefined where a size is not known. */
  parameters: number | undefined;
}

/** Sums over all layers; what is not known counts as nothing, and `isComplete` is false. */
export interface Totals {
  parameters: number;
  macs: number;
  activationBytes: number;
  isComplete: boolean;
}

/** Shapes that come from outside the net's layers, by blob name. */
export interface StatedShapes {
  /** For inputs, in place of those in the file: net-level inputs and tops of layers without bottoms. */
  inputs: ReadonlyMap<string, Shape> | undefined;
  /** From comments `# atrous: shape BLOB=1x3x9x9`, for any blob; they fill in what is not known. */
  stated: ReadonlyMap<string, Shape> | undefined;
}

/** Results that layers had with other inputs than now, by the layer's text: one for each layer. */
export type FormerResults = WeakMap<LayerResult['text'], LayerAnalysis>;

export interface Analysis {
  net: Net;
  /** What the analysis was made with. */
  options: StatedShapes;
  inputs: readonly InputBlob[];
  /** In the order of `net.layers`. */
  layers: readonly LayerAnalysis[];
  totals: Totals;
  /** For analyses of the same phase, options and inputs that come after this one, which change it. */
  former: FormerResults;
  shapeOf(blob: Blob): Shape | undefined;
  /** Undefined where not known; empty for a blob that depends on no input. */
  fieldsOf(blob: Blob): readonly ReceptiveField[] | undefined;
}
