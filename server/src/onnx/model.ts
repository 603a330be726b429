/** ONNX models as plain data, and how they are written down (onnx.proto, IR version 8). */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { AttributeValue, TensorName } from './lowering';

export type ElementType = 'float32' | 'float16' | 'int64' | 'uint8' | 'bool';

export interface OnnxNode {
  name: string;
  op: string;
  /** An empty name stands for an optional input that is left out. */
  inputs: readonly TensorName[];
  outputs: readonly TensorName[];
  attributes: Readonly<Record<string, AttributeValue>>;
}

/** Constant data: little-endian bytes in the model itself, or a range of a file beside it. */
export type InitializerData = { bytes: Uint8Array } | { file: string; offset: number; length: number };

export interface Initializer {
  name: TensorName;
  type: ElementType;
  dims: readonly number[];
  data: InitializerData;
}

export interface ValueInfo {
  name: TensorName;
  type: ElementType;
  /** A string is a symbolic size. */
  shape: readonly (number | string)[];
}

export interface OnnxGraph {
  name: string;
  /** In an order in which they can be computed. */
  nodes: readonly OnnxNode[];
  initializers: readonly Initializer[];
  inputs: readonly ValueInfo[];
  outputs: readonly ValueInfo[];
}

/** The operator set that lowering speaks. */
export const opset = 18;
/** The file format that goes with each operator set that a model can be written for. */
const irVersions: Readonly<Record<number, number>> = { 13: 7, 14: 7, 15: 8, 16: 8, 17: 8, 18: 8, 19: 9, 20: 9, 21: 10, 22: 10 };

/** The operator sets that a model can be written for; graphs change with them in nothing but what `opsets.ts` does. */
export const opsets: readonly number[] = Object.keys(irVersions).map(Number);
const elementTypes: Readonly<Record<ElementType, number>> = { float32: 1, uint8: 2, int64: 7, bool: 9, float16: 10 };
const attributeTypes = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;
const externalLocation = 1;

/** The number by which the operator `Cast` knows a type. */
export const castTarget = (type: ElementType): number => elementTypes[type];

type Write = (writer: BinaryWriter) => void;

const message = (writer: BinaryWriter, field: number, write: Write): void => {
  writer.tag(field, WireType.LengthDelimited).fork();
  write(writer);
  writer.join();
};
const text = (writer: BinaryWriter, field: number, value: string): void => {
  writer.tag(field, WireType.LengthDelimited).string(value);
};
const integer = (writer: BinaryWriter, field: number, value: number): void => {
  writer.tag(field, WireType.Varint).int64(value);
};
const packed = (writer: BinaryWriter, field: number, values: readonly number[], write: (value: number) => void): void =>
  message(writer, field, () => values.forEach(write));

/** Serializes a graph as a ModelProto. @param version its operator set: one of `opsets` */
export function encodeModel(graph: OnnxGraph, version = opset): Uint8Array {
  const writer = new BinaryWriter();
  integer(writer, 1, irVersions[version] ?? 8);
  text(writer, 2, 'atrous');
  message(writer, 7, () => writeGraph(writer, graph));
  message(writer, 8, () => {
    text(writer, 1, '');
    integer(writer, 2, version);
  });
  return writer.finish();
}

function writeGraph(writer: BinaryWriter, graph: OnnxGraph): void {
  for (const node of graph.nodes) message(writer, 1, () => writeNode(writer, node));
  text(writer, 2, graph.name);
  for (const initializer of graph.initializers) message(writer, 5, () => writeInitializer(writer, initializer));
  for (const input of graph.inputs) message(writer, 11, () => writeValueInfo(writer, input));
  for (const output of graph.outputs) message(writer, 12, () => writeValueInfo(writer, output));
}

function writeNode(writer: BinaryWriter, node: OnnxNode): void {
  for (const input of node.inputs) text(writer, 1, input);
  for (const output of node.outputs) text(writer, 2, output);
  text(writer, 3, node.name);
  text(writer, 4, node.op);
  for (const [name, value] of Object.entries(node.attributes)) {
    message(writer, 5, () => {
      text(writer, 1, name);
      writeAttribute(writer, value);
    });
  }
}

function writeAttribute(writer: BinaryWriter, value: AttributeValue): void {
  const type = (kind: keyof typeof attributeTypes): void => integer(writer, 20, attributeTypes[kind]);
  if (typeof value === 'number') {
    integer(writer, 3, value);
    type('int');
  } else if (typeof value === 'string') {
    text(writer, 4, value);
    type('string');
  } else if ('float' in value) {
    writer.tag(2, WireType.Bit32).float(value.float);
    type('float');
  } else if ('floats' in value) {
    packed(writer, 7, value.floats, (item) => writer.float(item));
    type('floats');
  } else {
    packed(writer, 8, value, (item) => writer.int64(item));
    type('ints');
  }
}

function writeInitializer(writer: BinaryWriter, { name, type, dims, data }: Initializer): void {
  packed(writer, 1, dims, (dim) => writer.int64(dim));
  integer(writer, 2, elementTypes[type]);
  text(writer, 8, name);
  if ('bytes' in data) {
    writer.tag(9, WireType.LengthDelimited).bytes(data.bytes);
    return;
  }
  const entries = { location: data.file, offset: String(data.offset), length: String(data.length) };
  for (const [key, value] of Object.entries(entries)) {
    message(writer, 13, () => {
      text(writer, 1, key);
      text(writer, 2, value);
    });
  }
  integer(writer, 14, externalLocation);
}

function writeValueInfo(writer: BinaryWriter, { name, type, shape }: ValueInfo): void {
  text(writer, 1, name);
  message(writer, 2, () =>
    message(writer, 1, () => {
      integer(writer, 1, elementTypes[type]);
      message(writer, 2, () => shape.forEach((dim) => message(writer, 1, () => writeDim(writer, dim))));
    }),
  );
}

function writeDim(writer: BinaryWriter, dim: number | string): void {
  if (typeof dim === 'number') integer(writer, 1, dim);
  else text(writer, 2, dim);
}
