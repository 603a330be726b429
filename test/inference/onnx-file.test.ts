/** ONNX files in the place of a prototxt and its weights: the same numbers, and clear words for what does not run. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePicture } from '../../server/src/inference/pictures/png';
import type { ForwardJob, RunJob } from '../../server/src/inference/messages';
import { encodeModel, type OnnxGraph } from '../../server/src/onnx/model';
import { readNpy, writeNpy } from '../../server/src/weights/npy';
import { golden } from '../support/golden';
import { done, startSupervisor } from '../support/host';

const supervisor = startSupervisor();
const folder = mkdtempSync(join(tmpdir(), 'atrous onnx "ü 中-'));
const model = join(folder, 'net.onnx');
const weights = { kind: 'file' as const, path: golden('bn_psp', 'net.caffemodel') };
const net = { path: golden('bn_psp', 'net.prototxt'), text: readFileSync(golden('bn_psp', 'net.prototxt'), 'utf8'), variables: [] };

beforeAll(() => done(supervisor, { kind: 'export', net, weights, output: model }));
afterAll(() => {
  supervisor.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const forwardJob = (path: string, part: Partial<ForwardJob> = {}): ForwardJob => ({
  kind: 'forward', net: { path, text: '', variables: [] }, weights: { kind: 'onnx', path }, inputs: [], blobs: undefined, output: join(folder, 'file'), device: 'cpu', repeat: 0, ...part,
});

const file = (name: string, graph: OnnxGraph): string => {
  const path = join(folder, name);
  writeFileSync(path, encodeModel(graph));
  return path;
};

/** A model of one Identity. */
const identity = (type: 'float32' | 'int64', shape: readonly (number | string)[]): OnnxGraph => ({
  name: 'net', initializers: [], nodes: [{ name: 'n', op: 'Identity', inputs: ['x'], outputs: ['y'], attributes: {} }],
  inputs: [{ name: 'x', type, shape }], outputs: [{ name: 'y', type, shape }],
});

it('gives the numbers of the net that it was exported from', async () => {
  const shape = readNpyShape(net.text);
  const input = join(folder, 'input.npy');
  writeFileSync(input, writeNpy(shape, Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i))));
  const name = /input:\s*"([^"]+)"/.exec(net.text)?.[1] ?? 'data';
  const inputs = [[name, input]] as const;
  const [expected, got] = [await done(supervisor, { ...forwardJob(net.path), net, weights, inputs, output: join(folder, 'caffe') }), await done(supervisor, forwardJob(model, { inputs }))];
  expect(got.blobs.map((blob) => [blob.name, blob.shape])).toEqual(expected.blobs.map((blob) => [blob.name, blob.shape]));
  for (const [i, blob] of got.blobs.entries()) expect(readNpy(readFileSync(blob.file))).toEqual(readNpy(readFileSync(expected.blobs[i]?.file ?? '')));
});

/** The input's shape as the prototxt states it. */
function readNpyShape(text: string): number[] {
  return [...text.slice(0, text.indexOf('layer')).matchAll(/dim:\s*(\d+)/g)].map(([, dim]) => Number(dim));
}

it('a size that the model leaves open is assumed, and said so', async () => {
  const { blobs, notes } = await done(supervisor, forwardJob(file('open.onnx', identity('float32', ['N', 3, 'H', 'W']))));
  expect(blobs).toMatchObject([{ name: 'y', shape: [1, 3, 224, 224] }]);
  expect(notes).toEqual(['The model leaves the size of its input "x" open, so 1×3×224×224 was taken.']);
});

describe('what does not run', () => {
  const cases: [string, () => ForwardJob, RegExp][] = [
    ['a file that is no model', () => {
      const path = join(folder, 'none.onnx');
      copyFileSync(net.path, path);
      return forwardJob(path);
    }, /cannot prepare the net/],
    ['a file that is not there', () => forwardJob(join(folder, 'gone.onnx')), /gone\.onnx cannot be read: there is no such file/],
    ['integers', () => forwardJob(file('integers.onnx', identity('int64', [1]))), /input "x" is of type int64, and only float32 is fed here/],
    ['an input that it does not have', () => forwardJob(model, { inputs: [['picture', join(folder, 'input.npy')]] }), /no input "picture"\. Its inputs are /],
    ['an output that it does not have', () => forwardJob(model, { blobs: ['fc8'] }), /no output "fc8"\. Its outputs are /],
  ];
  it.each(cases)('%s', async (_name, job, message) => {
    const outcome = await supervisor.run(job());
    expect(outcome).toMatchObject({ ok: false, problem: { message: expect.stringMatching(message) as string } });
  });
});

describe('pictures', () => {
  const image = join(folder, 'picture.png');
  writeFileSync(image, encodePicture({ width: 20, height: 11, data: Uint8Array.from({ length: 660 }, (_, i) => (i * 37) % 256) }));
  const runJob = (path: string): RunJob => ({
    kind: 'run', net: { path, text: '', variables: [] }, weights: { kind: 'onnx', path }, image, output: join(folder, 'run'), device: 'cpu', crf: undefined, classes: undefined,
  });

  it('are segmented by a model of any size', async () => {
    const { picture } = await done(supervisor, runJob(file('pictures.onnx', identity('float32', ['N', 3, 'H', 'W']))));
    expect(picture).toMatchObject({ width: 20, height: 11, inputSizes: [{ width: 25, height: 17, tiles: 1 }] });
    expect(picture.classes).toHaveLength(3);
  });

  it('are refused by one that takes something else', async () => {
    const outcome = await supervisor.run(runJob(file('flat.onnx', identity('float32', [1, 10]))));
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'run/no-picture-input', message: expect.stringMatching(/it takes x \(1×10\)/) as string } });
  });
});
