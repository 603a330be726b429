/** Rewrites a graph so that it computes in half precision where that is safe: float32 goes in, float32 comes out. */
import { keptInFull } from './half-exceptions';
import { castTarget, type Initializer, type OnnxGraph, type OnnxNode } from './model';
import type { TensorName } from './lowering';

/** The largest finite value of a half. */
const largestHalf = 65504;
/** The smallest half that has all its 11 bits. */
const smallestNormalHalf = 2 ** -14;

/** Where the time goes: these compute in half precision whatever they read. */
const leaders: ReadonlySet<string> = new Set(['Conv', 'ConvTranspose', 'Gemm']);

/**
 * These follow what they read: in half precision where all of it that is not constant is. What is not named here stays in float32: sums over
 * whole maps, exponentials, quotients, roots, positions. The numbers say which inputs are values.
 */
const followers: Readonly<Record<string, 'all' | readonly number[]>> = {
  Add: 'all', Sub: 'all', Mul: 'all', Max: 'all', Min: 'all', Concat: 'all', Clip: 'all', PRelu: 'all',
  Relu: [0], LeakyRelu: [0], Sigmoid: [0], Tanh: [0], Identity: [0], MaxPool: [0],
  Reshape: [0], Flatten: [0], Transpose: [0], Slice: [0], Split: [0], Squeeze: [0], Unsqueeze: [0], Pad: [0, 2],
  BatchNormalization: [0],
};

/** The graph in half precision. Weights stay float32 ranges of their files; ONNX Runtime rounds them once, when it prepares the graph. */
export function inHalfPrecision(graph: OnnxGraph): OnnxGraph {
  return new HalfWriter(graph).write();
}

class HalfWriter {
  private readonly nodes: OnnxNode[] = [];
  private readonly initializers: Map<TensorName, Initializer>;
  private readonly names: Set<string>;
  /** The halves of tensors. */
  private readonly halves = new Map<TensorName, TensorName>();
  /** Tensors that a node makes in half precision, with the number of axes after the channels where it is known. */
  private readonly made = new Map<TensorName, number | undefined>();
  /** Tensors with a float32 form. */
  private readonly fulls: Set<TensorName>;
  /** Tensors that follow from constants alone. */
  private readonly constants: Set<TensorName>;
  private readonly kept: ReadonlySet<OnnxNode>;

  constructor(private readonly graph: OnnxGraph) {
    this.initializers = new Map(graph.initializers.map((initializer) => [initializer.name, initializer]));
    this.constants = new Set(this.initializers.keys());
    this.kept = keptInFull(graph);
    this.fulls = new Set([...this.constants, ...graph.inputs.map(({ name }) => name)]);
    this.names = new Set([...this.fulls, ...graph.nodes.flatMap(({ name, outputs }) => [name, ...outputs])]);
  }

  write(): OnnxGraph {
    for (const node of this.graph.nodes) {
      if (this.isForHalf(node)) this.addHalf(node);
      else this.addFull(node);
    }
    for (const { name } of this.graph.outputs) this.full(name);
    return { ...this.graph, nodes: this.nodes, initializers: [...this.initializers.values()] };
  }

  private isForHalf(node: OnnxNode): boolean {
    if (this.kept.has(node)) return false;
    if (leaders.has(node.op)) return !node.inputs.every((input) => this.isConstant(input));
    // The places of maxima are counted beyond 2048, where halves no longer count.
    if (followers[node.op] === undefined || (node.op === 'MaxPool' && node.outputs.length > 1)) return false;
    const values = valuesOf(node);
    const varying = values.filter((input) => !this.isConstant(input));
    if (varying.length === 0 || !varying.every((input) => this.made.has(input))) return false;
    if (node.op === 'BatchNormalization') return node.inputs.slice(1).every((input) => this.isConstant(input)) && this.made.get(node.inputs[0] ?? '') !== undefined;
    return node.op === 'Pad' || values.every((input) => this.fitsHalf(input));
  }

  private isConstant = (tensor: TensorName): boolean => tensor === '' || this.constants.has(tensor);

  /** False for constants that would overflow or lose bits, such as the summand that keeps a quotient from a zero. */
  private fitsHalf(tensor: TensorName): boolean {
    return this.inlineValues(tensor).every((value) => value === 0 || !Number.isFinite(value) || (Math.abs(value) <= largestHalf && Math.abs(value) >= smallestNormalHalf));
  }

  private inlineValues(tensor: TensorName): readonly number[] {
    const initializer = this.initializers.get(tensor);
    return initializer?.type === 'float32' && 'bytes' in initializer.data ? [...new Float32Array(initializer.data.bytes.slice().buffer)] : [];
  }

  private addFull(node: OnnxNode): void {
    for (const input of node.inputs) this.full(input);
    this.nodes.push(node);
    const isConstant = node.inputs.length > 0 && node.inputs.every(this.isConstant);
    for (const output of node.outputs) {
      this.fulls.add(output);
      if (isConstant) this.constants.add(output);
    }
  }

  private addHalf(node: OnnxNode): void {
    const axes = axesAfterChannels(node) ?? this.made.get(node.inputs[0] ?? '');
    const inputs = this.halfInputs(node);
    const outputs = node.outputs.map((output) => {
      const half = this.unique(`${output}/half`);
      this.halves.set(output, half);
      this.made.set(output, keepsAxes(node) ? axes : undefined);
      return half;
    });
    if (node.op === 'BatchNormalization') this.addNormalization(node, inputs[0] ?? '', outputs[0] ?? '', axes ?? 0);
    else this.nodes.push({ ...node, inputs, outputs });
  }

  private halfInputs(node: OnnxNode): TensorName[] {
    const values = new Set(valuesOf(node));
    return node.inputs.map((input, i) => {
      if (input === '' || !values.has(input)) return input;
      return this.half(node.op === 'Pad' && i === 2 ? this.clamped(input) : input);
    });
  }

  /** gain · x + shift, both made of the statistics in float32: variances of pictures from 0 to 255 are too large for halves. */
  private addNormalization({ name, inputs, attributes }: OnnxNode, x: TensorName, output: TensorName, axes: number): void {
    const [, scale = '', bias = '', mean = '', variance = ''] = inputs;
    const { epsilon } = attributes;
    const summand = this.inline(`${name}/epsilon`, 'float32', [], Float32Array.of(typeof epsilon === 'object' && 'float' in epsilon ? epsilon.float : 1e-5));
    const channels = this.inline(`${name}/channels`, 'int64', [axes + 1], BigInt64Array.from([-1n, ...new Array<bigint>(axes).fill(1n)]));
    const deviation = this.constant(`${name}/Sqrt`, 'Sqrt', [this.constant(`${name}/Add`, 'Add', [variance, summand])]);
    const gain = this.constant(`${name}/gain`, 'Div', [scale, deviation]);
    const shift = this.constant(`${name}/shift`, 'Sub', [bias, this.constant(`${name}/Mul`, 'Mul', [mean, gain])]);
    const [factor, term] = [gain, shift].map((vector) => this.half(this.constant(`${vector}/map`, 'Reshape', [vector, channels])));
    const scaled = this.unique(`${name}/scaled`);
    this.nodes.push({ name: scaled, op: 'Mul', inputs: [x, factor ?? ''], outputs: [scaled], attributes: {} });
    this.nodes.push({ name, op: 'Add', inputs: [scaled, term ?? ''], outputs: [output], attributes: {} });
  }

  private constant(base: string, op: string, inputs: readonly TensorName[]): TensorName {
    const name = this.unique(base);
    this.addFull({ name, op, inputs, outputs: [name], attributes: {} });
    return name;
  }

  private inline(base: string, type: 'float32' | 'int64', dims: readonly number[], values: Float32Array | BigInt64Array): TensorName {
    const name = this.unique(base);
    this.initializers.set(name, { name, type, dims, data: { bytes: new Uint8Array(values.buffer) } });
    this.constants.add(name);
    this.fulls.add(name);
    return name;
  }

  /** A constant that half precision can hold: Caffe's -FLT_MAX becomes the lowest half. */
  private clamped(tensor: TensorName): TensorName {
    const initializer = this.initializers.get(tensor);
    if (!initializer || this.fitsHalf(tensor)) return tensor;
    const values = Float32Array.from(this.inlineValues(tensor), (value) => Math.min(largestHalf, Math.max(-largestHalf, value)));
    return this.inline(`${tensor}/clamped`, 'float32', initializer.dims, values);
  }

  private half(tensor: TensorName): TensorName {
    const known = this.halves.get(tensor);
    if (known !== undefined) return known;
    const half = this.unique(`${tensor}/half`);
    this.cast(tensor, half, castTarget('float16'));
    this.halves.set(tensor, half);
    return half;
  }

  /** Sees to it that a tensor has its float32 form, under its own name. */
  private full(tensor: TensorName): void {
    const half = this.halves.get(tensor);
    if (half === undefined || this.fulls.has(tensor)) return;
    this.cast(half, tensor, castTarget('float32'));
    this.fulls.add(tensor);
  }

  private cast(from: TensorName, to: TensorName, target: number): void {
    this.nodes.push({ name: this.unique(`${to}/Cast`), op: 'Cast', inputs: [from], outputs: [to], attributes: { to: target } });
  }

  private unique(base: string): string {
    const name = this.names.has(base) ? this.unique(`${base}_`) : base;
    this.names.add(name);
    return name;
  }
}

/** The inputs of a node that are values, not shapes or places. */
function valuesOf({ op, inputs }: OnnxNode): readonly TensorName[] {
  const which = followers[op] ?? 'all';
  return inputs.filter((input, i) => input !== '' && (which === 'all' || which.includes(i)));
}

/** The number of axes after the channels that a node with a window states. */
function axesAfterChannels({ attributes: { kernel_shape: kernel } }: OnnxNode): number | undefined {
  return Array.isArray(kernel) ? kernel.length : undefined;
}

const layoutOps: ReadonlySet<string> = new Set(['Gemm', 'Reshape', 'Flatten', 'Transpose', 'Squeeze', 'Unsqueeze']);

const keepsAxes = ({ op }: OnnxNode): boolean => !layoutOps.has(op);
