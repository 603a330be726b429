/** What the product knows of a layer type. Each family fills one such definition in a file of its own. */
import type { Phrase, Words } from '../l10n/text';
import type { Layer, Phase } from '../net/net';
import type { Dim, Shape } from '../net/shape';
import type { SourceRange } from '../syntax/tree';
import type { Rational } from '../analysis/rational';
import type { LoweringContext } from '../onnx/lowering';
import type { AffineReading } from './affine';
import type { RefusalCode } from './refusals';
import type { RefusalHelp } from './remedy';

/** Groups layers by colour in the graph and by chapter in the docs. */
export type Category =
  | 'data' | 'convolution' | 'pooling' | 'activation' | 'normalization' | 'resampling'
  | 'combination' | 'shape' | 'linear' | 'loss' | 'evaluation' | 'output' | 'crf' | 'other';

/** How many bottoms or tops a layer takes, inclusive; `Infinity` where there is no bound. */
export interface Arity {
  min: number;
  max: number;
}

/** What a definition is asked about: a layer and the shapes that reach it. */
export interface LayerQuery {
  layer: Layer;
  phase: Phase;
  /** Shapes of the bottoms; undefined where one is not known. */
  bottoms: readonly (Shape | undefined)[];
  /** States why Caffe would refuse this layer. `at`, a node of the layer, defaults to its name; the rule is `shape/CODE`. */
  refuse(this: void, code: RefusalCode, message: Words, at?: SourceRange, help?: RefusalHelp): void;
}

/** A query once the top shapes are known. */
export interface ShapedQuery extends LayerQuery {
  tops: readonly (Shape | undefined)[];
}

/**
 * What unit i of a top sees of a bottom along one spatial axis, before either map is cut off at its border.
 * - `taps`: the units start + i·stride + t·dilation, t = 0 … taps-1 (convolution, pooling, cropping)
 * - `spread`: its transpose, every unit j with start + j·stride + t·dilation = i for a t (deconvolution, unpooling)
 * - `between`: the two units around start + i·ratio, or the one on which it falls (linear interpolation)
 * - `whole`: the whole axis
 */
export type Window =
  | { kind: 'taps' | 'spread'; taps: number; dilation: number; stride: number; start: number }
  | { kind: 'between'; ratio: Rational; start: number }
  | { kind: 'whole' };

/** The windows of (height, width). `none`: the top does not depend on the bottom; `unknown`: the file does not say enough. */
export type WindowPair = readonly [Window, Window] | 'none' | 'unknown';

/** Kernel geometry as (height, width), for tables and hovers. */
export interface KernelGeometry {
  kernel: readonly number[];
  stride: readonly number[];
  pad: readonly number[];
  dilation: readonly number[];
}

/** A weight blob that a layer owns, in Caffe's order. */
export interface ParameterBlob {
  /** What it is: `weights`, `bias`, `mean`, `variance`, `scale factor`, … */
  role: Phrase;
  shape: Shape;
  /** For each axis the field of the layer's parameter message that sets its length; undefined where the bottom does. */
  axes?: readonly (string | undefined)[];
  /** The filler message's field in the layer's parameter message, if it has one. */
  filler?: string;
  /** The value that Caffe starts with where the file states no filler; default 0. */
  initial?: number;
  /** The value with which random weights start it instead, so that activations stay in range; default `initial`. */
  neutral?: number;
}

export interface LayerDefinition {
  /** The V2 type string. */
  type: string;
  /** Names in V1 (`CONVOLUTION`) and V0 (`conv`) files. */
  v1?: readonly string[];
  v0?: readonly string[];
  category: Category;
  /** One or two sentences: what it computes, with its formula where that is short. */
  doc: Phrase;
  /** The parameter message's field, such as `convolution_param`. */
  param?: string;
  bottoms: Arity;
  tops: Arity;
  /** True where Caffe gives the tops the first bottom's memory instead of a copy; default false. */
  sharesMemory?(layer: Layer): boolean;
  /** `refused` where Caffe checks against it; default `allowed`. */
  inPlace?: 'allowed' | 'refused';
  /** Top shapes, or undefined (with or without a refusal) where they cannot be known. */
  shapes(query: LayerQuery): readonly (Shape | undefined)[] | undefined;
  /** Height and width windows of a top over a bottom. Default: one to one. */
  window?(query: ShapedQuery, bottom: number, top: number): WindowPair;
  geometry?(query: ShapedQuery): KernelGeometry | undefined;
  /** The blobs that the layer owns; default none. */
  parameters?(query: LayerQuery): readonly ParameterBlob[];
  /** False where Caffe forgets the names by which the blobs would be shared; default true. */
  keepsParamNames?(layer: Layer): boolean;
  /** Multiply-accumulates for the whole batch; default 0. */
  macs?(query: ShapedQuery): Dim | undefined;
  /** True where top i is made from bottom i, so that there are as many of the one as of the other; default false. */
  isPairwise?: true;
  /** How to read a factor and a shift for each channel from its blobs, where at test time it is nothing else. */
  affine?(query: LayerQuery): AffineReading | undefined;
  /** The weights with which each channel of its output comes out multiplied by a factor of its own. */
  scaleOutputs?(query: LayerQuery, weights: Float32Array, factor: Float64Array): Float32Array;
  /** The type of layer that stands in the place of this loss in a deployed net. */
  deployed?: string;
  /** True for layers whose behaviour is not in the file: inference leaves them out and says so. */
  isExternal?: true;
  /** True for layers whose tops are class indices, decided from the scores of the bottom. */
  isDecision?: true;
  /** Why it has no `lower`, where that is for more than want of time. */
  obstacle?: Phrase;
  /** Adds the layer to an ONNX graph. Absent: not supported by inference. */
  lower?(context: LoweringContext): void;
}
