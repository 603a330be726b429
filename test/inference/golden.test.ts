/** Every case of the golden data on the CPU, through the same host and job as `atrous forward`. */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { largestDifference } from '../support/compare';
import { goldenCases, goldenValues, type GoldenCase } from '../support/golden';
import { ArrayFolder, done, startSupervisor } from '../support/host';

/** Caffe's own float32 noise is below 1.2e-6 of the largest value; sums in another order need a little more. */
const tolerance = 1e-5;

const supervisor = startSupervisor();
const arrays = new ArrayFolder();
afterAll(() => {
  supervisor.dispose();
  arrays.remove();
});

async function forward({ name, prototxt, weights, meta }: GoldenCase) {
  return done(supervisor, {
    kind: 'forward',
    net: { path: prototxt, text: readFileSync(prototxt, 'utf8'), variables: [] },
    weights: weights === undefined ? { kind: 'random', seed: 0 } : { kind: 'file', path: weights },
    inputs: Object.entries(meta.inputs).map(([blob, input]) => [blob, arrays.write(`${name}-${blob}`, input.shape, goldenValues(name, input))]),
    blobs: Object.keys(meta.outputs),
    output: arrays.path,
    device: 'cpu',
    repeat: 0,
  });
}

describe('blobs agree with real Caffe', () => {
  it.each(goldenCases())('$name', async (golden) => {
    const { blobs } = await forward(golden);
    expect(blobs.map(({ name }) => name)).toEqual(Object.keys(golden.meta.outputs));
    for (const { name, file } of blobs) {
      const expected = golden.meta.outputs[name];
      if (!expected) throw new Error(`no output ${name}`);
      const computed = arrays.read(file);
      expect(computed.shape, name).toEqual(expected.shape);
      expect(largestDifference(computed.values, goldenValues(golden.name, expected)), name).toBeLessThanOrEqual(tolerance * expected.max_abs);
    }
  });

  it('arg-max is the same at every place', async () => {
    const decisions = goldenCases().flatMap((golden) => Object.keys(golden.meta.outputs).filter((blob) => /argmax/.test(blob)).map((blob) => ({ golden, blob })));
    expect(decisions.length).toBeGreaterThan(0);
    for (const { golden, blob } of decisions) {
      const file = (await forward(golden)).blobs.find(({ name }) => name === blob)?.file;
      const output = golden.meta.outputs[blob];
      if (file === undefined || !output) throw new Error(`no ${blob}`);
      expect(arrays.read(file).values).toEqual(goldenValues(golden.name, output));
    }
  });
});
