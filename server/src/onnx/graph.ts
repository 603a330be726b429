/** Collects the nodes and constants of an ONNX graph and names them. */
import type { AttributeValue, TensorName } from './lowering';
import type { ElementType, Initializer, InitializerData, OnnxNode } from './model';
import type { WeightBlob } from './supply';

export class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly initializers = new Map<TensorName, Initializer>();
  private readonly names = new Map<string, number>();
  private readonly constants = new Map<string, TensorName>();

  /** Keeps a name from being given to anything in the graph. */
  reserve(name: string): void {
    if (!this.names.has(name)) this.names.set(name, 1);
  }

  /** `base` itself where it is free, otherwise with a number. */
  unique(base: string): string {
    const used = this.names.get(base);
    this.names.set(base, (used ?? 0) + 1);
    return used === undefined ? base : this.unique(`${base}_${used}`);
  }

  /** Adds a node named after `scope`. Inputs that are left out at the end are dropped. */
  add(scope: string, op: string, inputs: readonly (TensorName | undefined)[], outputs: number, attributes: Record<string, AttributeValue>): TensorName[] {
    const name = this.unique(`${scope}/${op}`);
    const tensors = Array.from({ length: outputs }, (_, i) => (i === 0 ? name : `${name}:${i}`));
    const given = inputs.slice(0, inputs.findLastIndex((input) => input !== undefined) + 1).map((input) => input ?? '');
    this.nodes.push({ name, op, inputs: given, outputs: tensors, attributes });
    return tensors;
  }

  initializer(name: string, type: ElementType, dims: readonly number[], data: InitializerData): TensorName {
    const unique = this.unique(name);
    this.initializers.set(unique, { name: unique, type, dims: [...dims], data });
    return unique;
  }

  /** A weight blob in the given shape, once however many layers share it. */
  weight(name: string, blob: WeightBlob, shape: readonly number[]): TensorName {
    const key = `weight ${blob.key} ${shape.join()}`;
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const tensor = this.initializer(name, 'float32', shape, blob.data());
    this.constants.set(key, tensor);
    return tensor;
  }

  /** A constant of a few numbers, stored once however often it is asked for. */
  constant(type: 'float32' | 'int64', values: readonly number[] | Float32Array, dims: readonly number[]): TensorName {
    const bytes = type === 'int64' ? int64Bytes(values) : new Uint8Array(Float32Array.from(values).buffer);
    const key = bytes.length <= 256 ? `${type} ${dims.join()} ${bytes.join()}` : undefined;
    const known = key === undefined ? undefined : this.constants.get(key);
    if (known !== undefined) return known;
    const name = this.initializer('constant', type, dims, { bytes });
    if (key !== undefined) this.constants.set(key, name);
    return name;
  }
}

function int64Bytes(values: readonly number[] | Float32Array): Uint8Array {
  return new Uint8Array(BigInt64Array.from(Array.from(values, BigInt)).buffer);
}
