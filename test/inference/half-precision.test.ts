/** Half precision: graphs in it against real Caffe on ONNX Runtime's CPU, what is said of the difference, and where it is not taken. */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { execute, type BlobValues } from '../../server/src/inference/execute';
import { differenceWords, halfDifference } from '../../server/src/inference/half-difference';
import { readyInPrecision } from '../../server/src/inference/half';
import { StageClock, type Workshop } from '../../server/src/inference/job';
import { compileNet, prepareNet } from '../../server/src/inference/model';
import { SessionCache } from '../../server/src/inference/session';
import { openWeights, type OpenWeights } from '../../server/src/inference/weights';
import { largestDifference } from '../support/compare';
import type { Program } from '../../server/src/onnx/compile';
import { golden, goldenCases, goldenValues, type GoldenCase } from '../support/golden';
import { ArrayFolder, startSupervisor } from '../support/host';

/** Of the largest value: halves have 11 bits, and each of a few dozen layers rounds once, its weights too. */
const tolerance = 2 ** -7;

const names = new Set(['largefov_tiny', 'fcn32s_alex_tiny', 'resnet_atrous_tiny', 'bn_psp', 'conv_dilation', 'conv_group', 'deconv', 'googlenet_block', 'pool_empty_windows', 'concat_slice', 'interp', 'segnet_tiny']);
const cases = goldenCases().filter(({ name }) => names.has(name));

/** A case's outputs in half precision, and in full precision from a session beside it. */
async function outputsOf({ name, prototxt, weights, meta }: GoldenCase): Promise<{ half: BlobValues[]; full: BlobValues[] }> {
  const inputs = Object.entries(meta.inputs);
  const feeds = new Map(inputs.map(([blob, input]) => [blob, goldenValues(name, input)]));
  const net = prepareNet({ path: prototxt, text: readFileSync(prototxt, 'utf8'), variables: [] }, new Map(inputs.map(([blob, { shape }]) => [blob, shape])));
  const opened = openWeights(weights === undefined ? { kind: 'random', seed: 0 } : { kind: 'file', path: weights });
  const program = compileNet(net, opened, Object.keys(meta.outputs));
  const sessions = new SessionCache();
  const half = await execute(await sessions.open(program, opened, 'cpu', 'half'), feeds);
  return { half, full: await sessions.inFull(program, 'cpu', (ready) => execute(ready, feeds)) };
}

/** The lowest half, which stands for the -FLT_MAX of empty windows. */
const raised = (values: Float32Array): Float32Array => values.map((value) => Math.max(-65504, value));

const largestOf = (values: Float32Array): number => values.reduce((most, value) => (value > -65504 ? Math.max(most, Math.abs(value)) : most), 0);

/** How far the score of the chosen label is below the best in truth, at the worst place of a map (N, classes, height, width). */
function largestLoss(chosen: Float32Array, truth: Float32Array, [, classes = 1, height = 1, width = 1]: readonly number[]): number {
  const places = height * width;
  let loss = 0;
  for (let at = 0; at < truth.length; at += at % places === places - 1 ? (classes - 1) * places + 1 : 1) {
    const scores = (from: Float32Array): number[] => Array.from({ length: classes }, (_, label) => from[at + label * places] ?? 0);
    const [ours, theirs] = [scores(chosen), scores(truth)];
    loss = Math.max(loss, Math.max(...theirs) - (theirs[ours.indexOf(Math.max(...ours))] ?? 0));
  }
  return loss;
}

const isDecision = (values: Float32Array): boolean => values.every(Number.isInteger);

describe('agrees with real Caffe', () => {
  it.each(cases)('$name', async (one) => {
    const { half, full } = await outputsOf(one);
    for (const [i, { name, shape, values }] of half.entries()) {
      const truth = goldenValues(one.name, one.meta.outputs[name] ?? { file: '', shape: [] });
      const largest = largestOf(truth);
      expect(largestDifference(full[i]?.values ?? new Float32Array(), truth), `${name} in full precision`).toBeLessThanOrEqual(1e-4 * largest);
      if (isDecision(truth)) continue;
      expect(largestDifference(raised(values), raised(truth)), name).toBeLessThanOrEqual(tolerance * largest);
      // Labels differ at ties alone.
      if (shape.length === 4) expect(largestLoss(values, truth, shape), name).toBeLessThanOrEqual(2 * tolerance * largest);
    }
  });

  it('differs from full precision, so that something was computed in halves', async () => {
    const one = cases.find(({ name }) => name === 'conv_group');
    if (!one) throw new Error('no case');
    const { half, full } = await outputsOf(one);
    expect(half.map(({ values }, i) => largestDifference(values, full[i]?.values ?? new Float32Array())).every((difference) => difference > 0)).toBe(true);
  });
});

const blob = (name: string, shape: readonly number[], values: readonly number[]): BlobValues => ({ name, shape, values: Float32Array.from(values) });

describe('what is said of the difference', () => {
  const rows: readonly (readonly [what: string, half: BlobValues, full: BlobValues, words: string])[] = [
    ['of a map, its labels too', blob('s', [1, 2, 1, 2], [0, 5.5, 1, 1]), blob('s', [1, 2, 1, 2], [2, 5.5, 1, 1]),
      'Half precision changes the label at 50 % of the places of s, and moves probabilities by 0.46 and scores by 2 at most.'],
    ['of probabilities, without another softmax', blob('p', [1, 2, 1, 2], [0.5, 0.25, 0.5, 0.75]), blob('p', [1, 2, 1, 2], [0.25, 0.25, 0.75, 0.75]),
      'Half precision changes the label at 0 % of the places of p, and moves probabilities by 0.25 and scores by 0.25 at most.'],
    ['of numbers', blob('v', [1, 2], [1, 3]), blob('v', [1, 2], [1.5, 3]), 'Half precision moves v by 0.5 at most, where its largest value is 3.'],
    ['of labels', blob('l', [1, 1, 1, 4], [3, 1, 0, 2]), blob('l', [1, 1, 1, 4], [3, 1, 0, 1]), 'Half precision changes 25 % of the whole numbers in l.'],
    ['of values that overflow', blob('v', [1, 1], [Infinity]), blob('v', [1, 1], [1e6]), 'Half precision does not hold v: its values overflow there. Run this net in full precision.'],
  ];
  it.each(rows)('%s', (_, half, full, words) => {
    expect(differenceWords(halfDifference(half, full))).toBe(words);
  });
});

/** A workshop whose GPU has half precision. */
function gpuWorkshop(): { workshop: Workshop; fullPasses: () => number } {
  let passes = 0;
  const device = { kind: 'webgpu', description: 'GPU' };
  const workshop = {
    devices: { choose: () => Promise.resolve({ device, note: undefined }), halfRefusal: () => Promise.resolve(undefined) },
    ready: (_program: unknown, _weights: unknown, _choice: unknown, precision: string) => Promise.resolve({ device, note: precision, execute: () => Promise.resolve([]) }),
    inFull: () => {
      passes++;
      return Promise.resolve([blob('v', [1, 2], [1.5, 3])]);
    },
    halfDifferences: new WeakMap(),
  } as unknown as Workshop;
  return { workshop, fullPasses: () => passes };
}

const nothing = { steps: [], inputs: [], outputs: [], cut: [] };
const noWeights = { close: () => undefined } as unknown as OpenWeights;

describe('on a GPU', () => {
  it.each([[true, 'half'], [false, 'full'], [undefined, 'full']])('half: %s computes in %s precision', async (half, precision) => {
    const { net } = await readyInPrecision(nothing, noWeights, { device: 'auto', half }, gpuWorkshop().workshop, new StageClock(() => undefined));
    expect(net.note).toBe(precision);
  });

  it('the difference is measured once for a net and a size', async () => {
    const { workshop, fullPasses } = gpuWorkshop();
    const stages: string[] = [];
    const clock = new StageClock((stage) => stages.push(stage));
    const outputs = [blob('v', [1, 2], [1, 3])];
    const notes = async (program: Program): Promise<string[]> =>
      (await readyInPrecision(program, noWeights, { device: 'webgpu', half: true }, workshop, clock)).notesOn(outputs, new Map());
    const words = ['Half precision moves v by 0.5 at most, where its largest value is 3.'];
    expect([await notes(nothing), await notes(nothing), fullPasses()]).toEqual([words, words, 1]);
    await notes({ ...nothing });
    expect([fullPasses(), stages]).toEqual([2, ['comparing', 'comparing']]);
  });
});

describe('where it is not taken', () => {
  const supervisor = startSupervisor();
  const arrays = new ArrayFolder();
  afterAll(() => {
    supervisor.dispose();
    arrays.remove();
  });
  const prototxt = golden('eltwise', 'net.prototxt');
  const run = (device: 'cpu' | 'auto') => supervisor.run<'forward'>({
    kind: 'forward', net: { path: prototxt, text: readFileSync(prototxt, 'utf8'), variables: [] }, weights: { kind: 'random', seed: 0 },
    inputs: [], blobs: undefined, output: arrays.path, device, half: true, repeat: 0,
  });

  it('is refused on the CPU', async () => {
    expect(await run('cpu')).toMatchObject({ ok: false, problem: { code: 'run/device', message: expect.stringMatching(/^Half precision is for GPUs/) as string } });
  });
});
