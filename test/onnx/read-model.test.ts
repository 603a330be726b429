/** What is read from the headers of an ONNX file, of those that we write and of others. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { encodeModel, type OnnxGraph } from '../../server/src/onnx/model';
import { readOnnxFile } from '../../server/src/onnx/read-model';
import { memorySource } from '../../server/src/weights/source';

const graph: OnnxGraph = {
  name: 'nuclei',
  nodes: [
    { name: 'a', op: 'Conv', inputs: ['x', 'w'], outputs: ['y'], attributes: { strides: [1, 1] } },
    { name: 'b', op: 'Relu', inputs: ['y'], outputs: ['z'], attributes: {} },
    { name: 'c', op: 'Conv', inputs: ['z', 'v'], outputs: ['u'], attributes: {} },
  ],
  initializers: [
    { name: 'w', type: 'float32', dims: [2, 3, 1, 1], data: { bytes: new Uint8Array(24) } },
    { name: 'v', type: 'float32', dims: [2, 2, 1, 1], data: { file: 'net.caffemodel', offset: 7, length: 16 } },
  ],
  inputs: [{ name: 'x', type: 'float32', shape: ['N', 3, 'H', 5] }, { name: 'w', type: 'float32', shape: [2, 3, 1, 1] }],
  outputs: [{ name: 'u', type: 'float16', shape: [1, 2] }],
};

describe('an ONNX file', () => {
  const bytes = encodeModel(graph, 17);

  it('tells inputs without initializers, outputs, operators and values', () => {
    expect(readOnnxFile(memorySource(bytes))).toEqual({
      ok: true, kind: 'onnx', bytes: bytes.length, graph: 'nuclei', producer: 'atrous', opsets: [{ domain: '', version: 17 }],
      inputs: [{ name: 'x', type: 'float32', shape: ['N', 3, 'H', 5] }], outputs: [{ name: 'u', type: 'float16', shape: [1, 2] }],
      operators: [{ name: 'Conv', count: 2 }, { name: 'Relu', count: 1 }], parameters: 10, externalFiles: ['net.caffemodel'],
    });
  });

  it('may have an input that is no array, and sizes without a name', () => {
    const writer = new BinaryWriter();
    const fork = (field: number): BinaryWriter => writer.tag(field, WireType.LengthDelimited).fork();
    fork(7);
    fork(11).tag(1, WireType.LengthDelimited).string('list').join();
    fork(11).tag(1, WireType.LengthDelimited).string('open');
    fork(2); fork(1); writer.tag(1, WireType.Varint).int64(7); fork(2); fork(1); writer.join().join().join().join().join().join();
    expect(readOnnxFile(memorySource(writer.finish()))).toMatchObject({ inputs: [{ name: 'list', type: '?', shape: [] }, { name: 'open', type: 'int64', shape: [''] }] });
  });

  it.each([
    ['nothing', new Uint8Array(0), /holds no graph/],
    ['text', new TextEncoder().encode('layer { name: "a" }'), /no ONNX model/],
    ['half of a model', bytes.slice(0, bytes.length >> 1), /no ONNX model, or it is damaged: at byte \d+/],
  ])('%s is refused in words', (_, given, message) => {
    const found = readOnnxFile(memorySource(given));
    expect(found.ok ? '' : found.message).toMatch(message);
  });
});
