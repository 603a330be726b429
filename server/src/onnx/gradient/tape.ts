/** Takes down the nodes that carry a gradient back through a graph, with names of their own. */
import type { AttributeValue, TensorName } from '../lowering';
import type { Initializer, OnnxNode } from '../model';

/** An operator through which no gradient is known. */
export class NotDifferentiable extends Error {
  constructor(readonly node: OnnxNode) {
    super(node.op);
  }
}

export class Tape {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: Initializer[] = [];
  private readonly constants = new Map<string, TensorName>();

  /** Adds a node of one output. */
  node(op: string, inputs: readonly TensorName[], attributes: Record<string, AttributeValue> = {}): TensorName {
    return this.nodesOf(op, inputs, 1, attributes)[0] ?? '';
  }

  nodesOf(op: string, inputs: readonly TensorName[], count: number, attributes: Record<string, AttributeValue> = {}): TensorName[] {
    const name = `gradient/${this.nodes.length}/${op}`;
    const outputs = Array.from({ length: count }, (_, index) => (index === 0 ? name : `${name}:${index}`));
    this.nodes.push({ name, op, inputs, outputs, attributes });
    return outputs;
  }

  integers(values: readonly number[]): TensorName {
    return this.constant('int64', values.join(), [values.length], new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer));
  }

  scalar(value: number): TensorName {
    return this.constant('float32', String(value), [], new Uint8Array(Float32Array.of(value).buffer));
  }

  private constant(type: 'int64' | 'float32', key: string, dims: readonly number[], bytes: Uint8Array): TensorName {
    const known = this.constants.get(`${type} ${key}`);
    if (known !== undefined) return known;
    const name = `gradient/constant/${this.constants.size}`;
    this.constants.set(`${type} ${key}`, name);
    this.initializers.push({ name, type, dims, data: { bytes } });
    return name;
  }

  mul(a: TensorName, b: TensorName): TensorName {
    return this.node('Mul', [a, b]);
  }

  /** a · value. */
  times(a: TensorName, value: number): TensorName {
    return value === 1 ? a : this.mul(a, this.scalar(value));
  }

  shape(x: TensorName): TensorName {
    return this.node('Shape', [x]);
  }

  /** `values` where `x` exceeds 0, `others` elsewhere. */
  wherePositive(x: TensorName, values: TensorName, others: TensorName): TensorName {
    return this.node('Where', [this.node('Greater', [x, this.scalar(0)]), values, others]);
  }

  /** `values` where two tensors are equal, 0 elsewhere. */
  whereEqual(a: TensorName, b: TensorName, values: TensorName): TensorName {
    return this.node('Where', [this.node('Equal', [a, b]), values, this.scalar(0)]);
  }

  zerosLike(x: TensorName): TensorName {
    return this.node('Expand', [this.scalar(0), this.shape(x)]);
  }

  /** Sums over the axes along which `like` was broadcast to make what `gradient` belongs to. Both have the same number of axes. */
  unbroadcast(gradient: TensorName, like: TensorName): TensorName {
    const differ = this.node('Not', [this.node('Equal', [this.shape(gradient), this.shape(like)])]);
    const axes = this.node('Reshape', [this.node('NonZero', [differ]), this.integers([-1])]);
    return this.node('ReduceSum', [gradient, axes], { keepdims: 1, noop_with_empty_axes: 1 });
  }
}
