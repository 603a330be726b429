/** Exported models give plain ONNX Runtime the same numbers as real Caffe, without any other file. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, describe, expect, it } from 'vitest';
import { exportModel } from '../../server/src/inference/export/export';
import { StageClock } from '../../server/src/inference/job';
import type { ExportJob } from '../../server/src/inference/messages';
import { opset, opsets } from '../../server/src/onnx/model';
import { exportOpsets, usualOpset } from '../../server/src/protocol/export';
import { indexCaffemodel, isProblem } from '../../server/src/weights/caffemodel';
import { openFile } from '../../server/src/weights/file';
import { readNpy, writeNpy } from '../../server/src/weights/npy';
import { atrous } from '../support/cli';
import { largestDifference } from '../support/compare';
import { golden, goldenCases, goldenValues } from '../support/golden';

const folder = mkdtempSync(join(tmpdir(), 'atrous-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As for the golden cases: Caffe's own noise, and sums in another order. */
const tolerance = 1e-5;

describe('export', () => {
  it.each(['largefov_tiny', 'bn_scale_bias', 'msc_tiny'])('%s', async (name) => {
    const model = join(folder, `${name}.onnx`);
    const { status, stdout } = atrous(['export', golden(name, 'net.prototxt'), '--weights', golden(name, 'net.caffemodel'), '--output', model]);
    expect(status).toBe(0);
    expect(stdout).toContain(model);
    const found = goldenCases().find((item) => item.name === name);
    if (!found) throw new Error(`no case ${name}`);
    const session = await InferenceSession.create(model);
    const inputs = Object.entries(found.meta.inputs).map(([blob, input]) => [blob, new Tensor('float32', goldenValues(name, input), input.shape)] as const);
    const results = await session.run(Object.fromEntries(inputs));
    const known = session.outputNames.filter((blob) => blob in found.meta.outputs);
    expect(known.length).toBeGreaterThan(0);
    for (const blob of known) {
      const expected = found.meta.outputs[blob];
      if (!expected) throw new Error(`no output ${blob}`);
      expect(largestDifference(results[blob]?.data as Float32Array, goldenValues(name, expected))).toBeLessThanOrEqual(tolerance * expected.max_abs);
    }
  });

  it('leaves a CRF layer out, and says so', async () => {
    const model = join(folder, 'crf.onnx');
    const { status, stderr } = atrous(['export', golden('densecrf', 'net.prototxt'), '--random-weights', '--output', model, '--input', 'data=1x3x20x20']);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/begins with a DenseCRF layer/)]);
    const net = join(folder, 'crf.prototxt');
    writeFileSync(net, 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 } input: "size" input_shape { dim: 1 dim: 1 dim: 1 dim: 2 } layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 2 kernel_size: 1 } } '
      + 'layer { name: "crf" type: "DenseCRF" bottom: "c" bottom: "size" bottom: "data" top: "crf" dense_crf_param { pos_xy_std: 3 pos_w: 3 bi_xy_std: 49 bi_rgb_std: 5 bi_w: 4 } }');
    const left = atrous(['export', net, '--random-weights', '--output', model]);
    expect([left.status, left.stderr]).toEqual([0, expect.stringMatching(/Left out, as ONNX has no operator for it: crf and what follows/)]);
    expect((await InferenceSession.create(model)).outputNames).toEqual(['c']);
  });

  it('at a size of one’s own, as the editor asks for it', () => {
    const text = 'name: "n" input: "data" input_shape { dim: 1 dim: 3 dim: 33 dim: 33 } input: "size" input_shape { dim: 1 dim: 1 dim: 1 dim: 2 } layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 2 kernel_size: 3 stride: 2 pad: 1 } } layer { name: "s" type: "Silence" bottom: "size" }';
    const job: ExportJob = { kind: 'export', net: { path: 'n.prototxt', text, variables: [] }, weights: { kind: 'random', seed: 1 }, output: join(folder, 'sized.onnx'), size: { height: 17, width: 25 }, opset: 13 };
    const { inputs, outputs } = exportModel(job, new StageClock(() => undefined));
    expect([inputs, outputs]).toEqual([[{ name: 'data', shape: [1, 3, 17, 25] }], [{ name: 'c', shape: [1, 2, 9, 13] }]]);
  });

  it('the editor offers the operator sets that there are', () => {
    expect([exportOpsets, usualOpset]).toEqual([opsets, opset]);
  });

  /** What a model gives for an input of small numbers that no two are alike. */
  async function results(model: string, shape: readonly number[]): Promise<Record<string, Float32Array>> {
    const session = await InferenceSession.create(model);
    const values = Float32Array.from({ length: shape.reduce((product, dim) => product * dim, 1) }, (_, i) => 50 * Math.sin(i * i));
    const given = await session.run({ [session.inputNames[0] ?? '']: new Tensor('float32', values, [...shape]) });
    await session.release();
    return Object.fromEntries(Object.entries(given).map(([name, tensor]) => [name, tensor.data as Float32Array]));
  }

  const net = golden('largefov_tiny', 'net.prototxt');
  const weights = golden('largefov_tiny', 'net.caffemodel');
  const own = [1, 3, 65, 65];
  const plain = join(folder, 'plain.onnx');

  it.each([13, 17, 22])('gives the same numbers in operator set %d', async (opset) => {
    atrous(['export', net, '--weights', weights, '--output', plain]);
    const model = join(folder, `opset${opset}.onnx`);
    expect(atrous(['export', net, '--weights', weights, '--output', model, '--opset', String(opset)]).status).toBe(0);
    expect(await results(model, own)).toEqual(await results(plain, own));
  });

  it('moves axes into attributes before operator set 18', async () => {
    const [model, later] = [join(folder, 'mvn13.onnx'), join(folder, 'mvn18.onnx')];
    const files = [golden('mvn_spp_misc', 'net.prototxt'), '--random-weights'];
    atrous(['export', ...files, '--output', later]);
    expect(atrous(['export', ...files, '--output', model, '--opset', '13']).status).toBe(0);
    const { shape } = goldenCases().find(({ name }) => name === 'mvn_spp_misc')?.meta.inputs['data'] ?? { shape: [] };
    expect(await results(model, shape)).toEqual(await results(later, shape));
  });

  it('puts weights beside the model', async () => {
    const model = join(folder, 'external.onnx');
    const { stdout } = atrous(['export', net, '--weights', weights, '--output', model, '--external-data']);
    expect(stdout).toMatch(/external\.onnx: 0\.0 MB, .+external\.onnx\.data: \d/);
    expect(await results(model, own)).toEqual(await results(plain, own));
  });

  it('takes another input size', async () => {
    const model = join(folder, 'sized.onnx');
    expect(atrous(['export', net, '--weights', weights, '--output', model, '--input', 'data=1x3x49x81']).stdout).toMatch(/data 1×3×49×81 ->/);
    expect(Object.keys(await results(model, [1, 3, 49, 81])).length).toBeGreaterThan(0);
  });

  it('leaves height and width open where the net allows it, with the numbers of each size', async () => {
    const model = join(folder, 'dynamic.onnx');
    const { status, stdout, stderr } = atrous(['export', net, '--weights', weights, '--output', model, '--dynamic']);
    expect([status, stderr]).toEqual([0, expect.stringMatching(/Heights may be 1 \+ 8·k and widths 1 \+ 8·k/)]);
    expect(stdout).toMatch(/data 1×3×height×width ->/);
    for (const [height, width] of [[65, 65], [49, 81], [73, 57]] as const) {
      const fixed = join(folder, `fixed-${height}.onnx`);
      atrous(['export', net, '--weights', weights, '--output', fixed, '--input', `data=1x3x${height}x${width}`]);
      const [open, expected] = [await results(model, [1, 3, height, width]), await results(fixed, [1, 3, height, width])];
      for (const [blob, values] of Object.entries(expected)) expect(largestDifference(open[blob] ?? new Float32Array(), values), blob).toBeLessThanOrEqual(1e-5 * Math.max(...values.map(Math.abs)));
    }
  });

  it('says where the size is fixed', () => {
    const { status, stderr } = atrous(['export', golden('reshape_fc_etc', 'net.prototxt'), '--random-weights', '--output', join(folder, 'fc.onnx'), '--dynamic']);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/works at one size only/)]);
  });

  it('leaves no files of the host behind', () => {
    const temporary = mkdtempSync(join(folder, 'tmp-'));
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = temporary;
    const { status } = atrous(['export', golden('largefov_tiny', 'net.prototxt'), '--random-weights', '--output', join(folder, 'random.onnx')]);
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    expect(status).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('says where it cannot write', () => {
    const { status, stderr } = atrous(['export', golden('eltwise', 'net.prototxt'), '--random-weights', '--output', join(golden('eltwise', 'net.prototxt'), 'model.onnx')]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/model\.onnx cannot be written/);
  });
});

describe('trim', () => {
  it('keeps the layers of the net alone, with the same results', () => {
    const trimmed = join(folder, 'trimmed.caffemodel');
    const net = golden('deconv_filler_only', 'net.prototxt');
    const { status, stdout } = atrous(['trim', net, '--weights', golden('deconv_filler_only', 'net.caffemodel'), '--output', trimmed]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/trimmed\.caffemodel: \d+ layers/);
    const index = indexCaffemodel(openFile(trimmed));
    if (isProblem(index)) throw new Error(index.message);
    expect(index.layers.map(({ name }) => name)).not.toContain('extra');
    const found = goldenCases().find(({ name }) => name === 'deconv_filler_only');
    if (!found) throw new Error('no case');
    const inputs = Object.entries(found.meta.inputs).flatMap(([blob, input]) => {
      const file = join(folder, `${blob}.npy`);
      writeFileSync(file, writeNpy(input.shape, goldenValues('deconv_filler_only', input)));
      return ['--input', `${blob}=${file}`];
    });
    atrous(['forward', net, '--weights', trimmed, ...inputs, '--device', 'cpu', '--output', join(folder, 'trimmed')]);
    for (const [blob, expected] of Object.entries(found.meta.outputs)) {
      const path = join(folder, 'trimmed', `${blob.replaceAll('/', '_')}.npy`);
      if (!existsSync(path)) continue;
      expect(largestDifference(Float32Array.from(readNpy(readFileSync(path)).values), goldenValues('deconv_filler_only', expected))).toBeLessThanOrEqual(tolerance * expected.max_abs);
    }
  });
});
