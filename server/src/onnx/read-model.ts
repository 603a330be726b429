/** Reads what an ONNX file says of itself: inputs, outputs, operators and how many values it has; the values themselves are passed over. */
import { t, type Words } from '../l10n/text';
import type { OnnxFile } from '../protocol/model-file';
import type { ByteSource } from '../weights/source';
import { MalformedBytes, wireType, WireReader, type WireField } from '../weights/wire';

/** Field numbers of onnx.proto. */
const model = { producer: 2, producerVersion: 3, graph: 7, opset: 8 } as const;
const graph = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
const nodeOp = 4;
const tensor = { dims: 1, name: 8, external: 13 } as const;
const valueInfo = { name: 1, type: 2 } as const;

/** TensorProto.DataType, by number. */
const elementTypes = ['?', 'float32', 'uint8', 'int8', 'uint16', 'int16', 'int32', 'int64', 'string', 'bool', 'float16', 'float64', 'uint32', 'uint64', 'complex64', 'complex128', 'bfloat16'];

type Values = OnnxFile['inputs'][number];
type Found = Omit<OnnxFile, 'ok' | 'kind' | 'bytes' | 'operators' | 'externalFiles'> & { inputs: Values[]; outputs: Values[]; opsets: { domain: string; version: number }[]; operators: Map<string, number>; initializers: Set<string>; externalFiles: Set<string>; hasGraph: boolean };

/** @returns what stands in the headers, or why they cannot be read */
export function readOnnxFile(source: ByteSource): OnnxFile | { ok: false; message: Words } {
  const found: Found = { graph: '', producer: '', opsets: [], inputs: [], outputs: [], operators: new Map(), parameters: 0, initializers: new Set(), externalFiles: new Set(), hasGraph: false };
  try {
    readModel(new WireReader(source), found);
  } catch (error) {
    if (error instanceof MalformedBytes) return { ok: false, message: t`The file is no ONNX model, or it is damaged: at byte ${error.offset}, ${error.message}. Copy or download it again.` };
    throw error;
  }
  if (!found.hasGraph) return { ok: false, message: t('The file holds no graph: it is no ONNX model.') };
  const { initializers, externalFiles, operators, inputs, outputs, opsets, parameters, producer } = found;
  return {
    ok: true, kind: 'onnx', bytes: source.size, graph: found.graph, producer, opsets, outputs, parameters,
    // Older files list initializers among the inputs.
    inputs: inputs.filter(({ name }) => !initializers.has(name)),
    operators: [...operators].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || a.name.localeCompare(b.name)),
    externalFiles: [...externalFiles],
  };
}

const isText = (field: WireField, number: number): boolean => field.number === number && field.type === wireType.bytes;

function readModel(reader: WireReader, found: Found): void {
  for (const field of reader.fields(0, reader.source.size)) {
    if (isText(field, model.producer)) found.producer = reader.text(field);
    else if (isText(field, model.producerVersion)) found.producer = `${found.producer} ${reader.text(field)}`.trim();
    else if (isText(field, model.opset)) found.opsets.push(readOpset(reader, field));
    else if (isText(field, model.graph)) readGraph(reader, field, found);
  }
}

function readOpset(reader: WireReader, message: WireField): { domain: string; version: number } {
  const opset = { domain: '', version: 0 };
  for (const field of reader.fields(message.start, message.end)) {
    if (isText(field, 1)) opset.domain = reader.text(field);
    else if (field.number === 2) opset.version = field.value;
  }
  return opset;
}

function readGraph(reader: WireReader, message: WireField, found: Found): void {
  found.hasGraph = true;
  for (const field of reader.fields(message.start, message.end)) {
    if (field.type !== wireType.bytes) continue;
    if (field.number === graph.name) found.graph = reader.text(field);
    else if (field.number === graph.node) count(found.operators, textIn(reader, field, nodeOp));
    else if (field.number === graph.initializer) readInitializer(reader, field, found);
    else if (field.number === graph.input) found.inputs.push(readValueInfo(reader, field));
    else if (field.number === graph.output) found.outputs.push(readValueInfo(reader, field));
  }
}

const count = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);

function textIn(reader: WireReader, message: WireField, number: number): string {
  for (const field of reader.fields(message.start, message.end)) if (isText(field, number)) return reader.text(field);
  return '';
}

function readInitializer(reader: WireReader, message: WireField, found: Found): void {
  let values = 1;
  for (const field of reader.fields(message.start, message.end)) {
    if (field.number === tensor.dims) for (const dim of integers(reader, field)) values *= dim;
    else if (isText(field, tensor.name)) found.initializers.add(reader.text(field));
    else if (isText(field, tensor.external) && textIn(reader, field, 1) === 'location') found.externalFiles.add(textIn(reader, field, 2));
  }
  found.parameters += values;
}

/** Of a repeated field, packed or not. */
function* integers(reader: WireReader, field: WireField): Generator<number> {
  if (field.type === wireType.varint) yield field.value;
  let position = field.type === wireType.bytes ? field.start : field.end;
  while (position < field.end) {
    const { value, next } = reader.varint(position, field.end);
    yield value;
    position = next;
  }
}

/** ValueInfoProto → TypeProto.Tensor → TensorShapeProto → Dimension. */
function readValueInfo(reader: WireReader, message: WireField): Values {
  const value = { name: textIn(reader, message, valueInfo.name), type: '?', shape: [] as (number | string)[] };
  for (const type of within(reader, message, valueInfo.type)) {
    for (const array of within(reader, type, 1)) {
      for (const field of reader.fields(array.start, array.end)) {
        if (field.number === 1) value.type = elementTypes[field.value] ?? '?';
        else if (isText(field, 2)) value.shape.push(...[...within(reader, field, 1)].map((dim) => readDim(reader, dim)));
      }
    }
  }
  return value;
}

function* within(reader: WireReader, message: WireField, number: number): Generator<WireField> {
  for (const field of reader.fields(message.start, message.end)) if (isText(field, number)) yield field;
}

function readDim(reader: WireReader, message: WireField): number | string {
  for (const field of reader.fields(message.start, message.end)) {
    if (field.number === 1 && field.type === wireType.varint) return field.value;
    if (isText(field, 2)) return reader.text(field);
  }
  return '';
}
