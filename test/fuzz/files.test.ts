/**
 * Files that users bring, changed at random: with the 20,000 weights of `test/weights`, 50,000 in all. Each gives a result or a
 * problem in words; nothing else is thrown, and the host lives on.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodePicture } from '../../server/src/inference/pictures/decode';
import { PictureError } from '../../server/src/inference/pictures/picture';
import type { ForwardJob, RunJob } from '../../server/src/inference/messages';
import { MeanError, readMean } from '../../server/src/weights/mean';
import { NpyError, readNpy, writeNpy } from '../../server/src/weights/npy';
import { memorySource } from '../../server/src/weights/source';
import { golden } from '../support/golden';
import { startSupervisor } from '../support/host';
import { root } from '../support/shared';

let state = 987654321;
const random = (limit: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
};

/** Some bytes changed, mostly near the beginning, where headers are; sometimes the end is missing. */
function mutated(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(random(5) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes);
  const reach = random(2) === 0 ? Math.min(64, copy.length) : copy.length;
  for (let i = 0; i <= random(4) && reach > 0; i++) copy[random(reach)] = random(256);
  return copy;
}

const pictures = readdirSync(join(root, 'test/fixtures/pictures')).map((name) => ({ name, bytes: readFileSync(join(root, 'test/fixtures/pictures', name)) }));

describe('pictures', () => {
  it.each(pictures)('$name', async ({ bytes }) => {
    for (let round = 0; round < 420; round++) {
      try {
        const { width, height, data } = await decodePicture(mutated(bytes));
        expect(data.length).toBe(3 * width * height);
      } catch (error) {
        if (!(error instanceof PictureError)) throw error;
        expect(error.message).not.toBe('');
      }
    }
  });
});

const array = writeNpy([1, 3, 4, 4], Float32Array.from({ length: 48 }, (_, i) => i));

it('arrays and means', () => {
  for (let round = 0; round < 5000; round++) {
    const bytes = mutated(array);
    for (const read of [() => readNpy(bytes), () => readMean(memorySource(bytes))]) {
      try {
        read();
      } catch (error) {
        if (!(error instanceof NpyError) && !(error instanceof MeanError)) throw error;
      }
    }
  }
});

describe('through the host', () => {
  const supervisor = startSupervisor();
  const folder = mkdtempSync(join(tmpdir(), 'atrous fuzz "ü 中-'));
  afterAll(() => {
    supervisor.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  const text = readFileSync(golden('bn_scale_bias', 'net.prototxt'), 'utf8');
  const net = { path: join(folder, 'net.prototxt'), text, variables: [] };
  const weights = join(folder, 'net.caffemodel');

  /** Does the job, which may fail in words but not end the host. */
  async function survives(job: ForwardJob | RunJob): Promise<void> {
    const outcome = await supervisor.run(job);
    if (!outcome.ok) expect(['run/host-ended', 'run/internal']).not.toContain(outcome.problem.code);
  }

  it('weights', async () => {
    const bytes = readFileSync(golden('bn_scale_bias', 'net.caffemodel'));
    for (let round = 0; round < 150; round++) {
      writeFileSync(weights, mutated(bytes));
      await survives({ kind: 'forward', net, weights: { kind: 'file', path: weights }, inputs: [], blobs: undefined, output: join(folder, 'out'), device: 'cpu', repeat: 0 });
    }
  });

  it('pictures', async () => {
    const image = join(folder, 'picture');
    const simple = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 } layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 2 kernel_size: 1 } }';
    for (let round = 0; round < 150; round++) {
      writeFileSync(image, mutated(pictures[round % pictures.length]?.bytes ?? array));
      await survives({
        kind: 'run', net: { ...net, text: simple }, weights: { kind: 'random', seed: 1 }, image, output: join(folder, 'run'), device: 'cpu', crf: undefined, classes: undefined,
      });
    }
  });
});
