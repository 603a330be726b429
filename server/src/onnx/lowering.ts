/** What a layer definition is given to add itself to an ONNX graph. */
import type { Words } from '../l10n/text';
import type { ShapedQuery } from '../layers/definition';

/** The name of a tensor in the ONNX graph. */
export type TensorName = string;

export type AttributeValue = number | string | readonly number[] | { float: number } | { floats: readonly number[] };

/** A computation that ONNX cannot express, which `kernels/` does between two parts of the graph, on all bottoms of a layer. */
export interface KernelCall {
  kernel: 'densecrf' | 'meanfield' | 'domaintransform';
  /** Plain data for the kernel. */
  settings: Readonly<Record<string, number | boolean | readonly number[]>>;
}

/**
 * One layer's view of the graph under construction. Shapes are numbers here: lowering starts only when all are known.
 * Tensors follow Caffe's layout (N, C, H, W), float32 unless stated.
 */
export interface LoweringContext extends ShapedQuery {
  bottomShapes: readonly (readonly number[])[];
  topShapes: readonly (readonly number[])[];
  /** Tensors of the bottoms, in order. */
  inputs: readonly TensorName[];
  /** True where height and width may differ from run to run: lowerings that can ask the graph for them do. */
  isDynamic: boolean;
  /** States which tensor is top `index`. Every top must be stated (or none for layers without outputs). */
  output(index: number, tensor: TensorName): void;
  /** Makes top `index` an input of the net, which the caller fills. */
  netInput(index: number): TensorName;
  /** Adds a node of the default ONNX domain with one output and returns it. */
  node(op: string, inputs: readonly (TensorName | undefined)[], attributes?: Record<string, AttributeValue>): TensorName;
  /** Adds a node with several outputs. */
  nodes(op: string, inputs: readonly (TensorName | undefined)[], outputs: number, attributes?: Record<string, AttributeValue>): TensorName[];
  /** Leaves ONNX for one step. The result has the shape of top 0 and can only be given to `output`. */
  kernel(call: KernelCall): TensorName;
  /**
   * Weight blob `index` of this layer as an initializer, without reading its bytes: points into the .caffemodel,
   * or is filled as the net's filler says where the file has none. `shape` may reshape it in memory order.
   */
  weight(index: number, shape?: readonly number[]): TensorName;
  /** The values of weight blob `index`, read from the file: for the few layers that need arithmetic beforehand. */
  weightValues(index: number): Float32Array;
  /** How many weight blobs the file (or the fillers) have for this layer. */
  weightCount: number;
  /** Inline constants. Without `shape`, one axis. */
  floats(values: readonly number[] | Float32Array, shape?: readonly number[]): TensorName;
  integers(values: readonly number[], shape?: readonly number[]): TensorName;
  /** A float without axes. */
  scalar(value: number): TensorName;
  /** Stops with «layer type X is not supported yet, at line N» and a reason. */
  unsupported(reason: Words): never;
}
