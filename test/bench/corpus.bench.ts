/**
 * Runs every net of the corpus with random weights on the CPU, and says what became of it. Nets that cost more than a limit run on
 * a smaller picture. `npm run bench corpus` runs all of them; ONLY=WORD those whose path holds the word.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Supervisor } from '../../server/src/inference/supervisor';
import type { CorpusFile } from '../support/corpus';
import { affordableInputs, corpusNets, sourceOf } from '../support/corpus-nets';
import { ArrayFolder } from '../support/host';

/** Multiply-accumulates of a run. */
const mostMacs = Number(process.env['MOST_GMACS'] ?? 12) * 1e9;
const only = process.env['ONLY'] ?? '';
const root = join(fileURLToPath(import.meta.url), '..', '..', '..');
const arrays = new ArrayFolder();
const output = mkdtempSync(join(tmpdir(), 'atrous-corpus-'));

interface Outcome {
  path: string;
  /** Undefined for a net that ran. */
  problem: string | undefined;
}

/** Runs in a host of its own, whose memory ends with it. */
async function run(file: CorpusFile): Promise<Outcome> {
  const { macs, shapes } = affordableInputs(file, mostMacs);
  const supervisor = new Supervisor({ hostPath: join(root, 'dist', 'host.js'), idleMilliseconds: 0 });
  const inputs = [...shapes].map(([blob, shape]) => {
    const values = Float32Array.from({ length: shape.reduce((product, dim) => product * dim, 1) }, (_, i) => Math.sin(i));
    return [blob, arrays.write(`${blob}-${shape.join('x')}`, shape, values)] as const;
  });
  const start = performance.now();
  const outcome = await supervisor.run<'forward'>({ kind: 'forward', net: sourceOf(file), weights: { kind: 'random', seed: 0 }, inputs, blobs: undefined, output, device: 'cpu', repeat: 0 });
  supervisor.dispose();
  const said = outcome.ok ? outcome.result.blobs.map(({ name, shape }) => `${name} ${shape.join('x')}`).slice(0, 3).join(', ') : outcome.problem.message;
  console.log(`${outcome.ok ? 'ran   ' : 'FAILED'} ${file.path} (${(macs / 1e9).toFixed(1)} GMAC, ${((performance.now() - start) / 1000).toFixed(1)} s): ${said}`);
  return { path: file.path, problem: outcome.ok ? undefined : outcome.problem.message };
}

const outcomes: Outcome[] = [];
for (const file of corpusNets().filter(({ path }) => path.includes(only))) outcomes.push(await run(file));
const failed = outcomes.filter(({ problem }) => problem !== undefined);
console.log(`\n${outcomes.length - failed.length} of ${outcomes.length} nets ran`);
for (const { path, problem } of failed) console.log(`${path}: ${problem}`);
arrays.remove();
rmSync(output, { recursive: true, force: true });
