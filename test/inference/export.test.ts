/** Exported models give plain ONNX Runtime the same numbers as real Caffe, without any other file. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, describe, expect, it } from 'vitest';
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

  it('says why a CRF layer stays behind', () => {
    const { status, stderr } = atrous(['export', golden('densecrf', 'net.prototxt'), '--random-weights', '--output', join(folder, 'crf.onnx')]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/DenseCRF layer, which ONNX has no operator for/);
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
    expect(stderr).toMatch(/cannot be written to .+model\.onnx/);
  });
});
