/** A few small nets from the public run with random weights, the first of them; `npm run bench corpus` runs all of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { affordableInputs, corpusNets, sourceOf } from '../support/corpus-nets';
import { done, startSupervisor } from '../support/host';

/** Multiply-accumulates of a run. */
const mostMacs = 1e9;

const nets = corpusNets().filter((file) => file.text.length < 20_000).flatMap((file) => {
  try {
    const { macs, shapes } = affordableInputs(file, mostMacs);
    return macs > 0 && macs <= mostMacs && shapes.size === 0 ? [file] : [];
  } catch {
    return [];
  }
}).slice(0, 6);

const supervisor = startSupervisor();
const output = mkdtempSync(join(tmpdir(), 'atrous-corpus-'));
afterAll(() => {
  supervisor.dispose();
  rmSync(output, { recursive: true, force: true });
});

describe('nets from the public run', () => {
  it.each(nets)('$path', async (file) => {
    const { blobs } = await done(supervisor, { kind: 'forward', net: sourceOf(file), weights: { kind: 'random', seed: 0 }, inputs: [], blobs: undefined, output, device: 'cpu', repeat: 0 });
    expect(blobs.length).toBeGreaterThan(0);
  });
});
