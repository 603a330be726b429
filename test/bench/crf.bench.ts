/** Times the dense CRF at 513 x 513 x 21 with DeepLab's ResNet-101 settings against the plain build of the same algorithm. */
import { availableParallelism } from 'node:os';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findPreset, presetParameters, refine } from '../../kernels/index';
import { refinePlain } from './crf/plain';
import { drawScene } from '../support/scene';

const iterations = 10;
const rounds = 5;
const plainWasm = fileURLToPath(new URL('./plain.wasm', import.meta.url));
const parameters = presetParameters(findPreset('deeplab-v2-resnet101') ?? fail('no such preset'));

function fail(message: string): never {
  throw new Error(message);
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** What a quiet moment gives. */
const least = (values: number[]): number => Math.min(...values);

const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;

/** One way to compute the CRF; resolves to its lattice and total milliseconds and its marginals. */
interface Contestant {
  name: string;
  run: () => Promise<{ lattice: number; total: number; marginals: Float32Array }>;
}

const scene = drawScene(513, 513, 21);

const contestants: Contestant[] = [
  { name: 'plain, 1 thread', run: () => Promise.resolve(refinePlain(plainWasm, scene.image, scene.classes, scene.scores, parameters.kernels, iterations)) },
  ...[1, 2, 4, 8]
    .filter((threads) => threads <= Math.max(2, availableParallelism()))
    .map((threads) => ({
      name: `CPU, ${threads} thread${threads > 1 ? 's' : ''}`,
      run: async () => {
        const { timings, marginals } = await refine({ ...scene, parameters, iterations, device: 'cpu', threads });
        return { ...timings, marginals };
      },
    })),
];

/** Peak memory of one run in a process of its own, in MB: of the whole process, and before the run began. */
function peakMemory(threads: number): { peak: number; before: number } {
  const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), `--peak=${threads}`], { encoding: 'utf8' });
  return JSON.parse(stdout) as { peak: number; before: number };
}

const peakArgument = process.argv.find((argument) => argument.startsWith('--peak='));
if (peakArgument !== undefined) {
  const before = process.memoryUsage.rss() / 1e6;
  await refine({ ...scene, parameters, iterations, device: 'cpu', threads: Number(peakArgument.slice(7)) });
  console.log(JSON.stringify({ peak: (process.resourceUsage().maxRSS * 1024) / 1e6, before }));
} else {
  await compare();
}

/** Runs the contestants in turn, so that a busy machine is busy for all of them, and prints medians and ratios. */
async function compare(): Promise<void> {
  const results = contestants.map(() => ({ lattice: [] as number[], total: [] as number[], marginals: new Float32Array() }));
  for (let round = 0; round < rounds; ++round) {
    for (const [i, { run }] of contestants.entries()) {
      const { lattice, total, marginals } = await run();
      results[i]?.lattice.push(lattice);
      results[i]?.total.push(total);
      if (results[i]) results[i].marginals = marginals as Float32Array<ArrayBuffer>;
    }
  }
  const [plain] = results;
  const rows = contestants.map(({ name }, i) => {
    const { lattice, total, marginals } = results[i] ?? fail('a result for every contestant');
    const difference = marginals.reduce((most, value, k) => Math.max(most, Math.abs(value - (plain?.marginals[k] ?? NaN))), 0);
    const ratio = (of: (values: number[]) => number): string => (of(total) / of(plain?.total ?? [])).toFixed(2);
    return {
      name, lattice: milliseconds(median(lattice)), total: milliseconds(median(total)), 'x plain': ratio(median),
      best: milliseconds(least(total)), 'best x plain': ratio(least), 'max |dQ|': difference.toExponential(1),
    };
  });
  console.log(`513 x 513, 21 classes, ${iterations} iterations, ResNet-101 settings; medians of ${rounds} rounds in turn`);
  console.table(rows);
  for (const threads of [1, 2]) {
    const { peak, before } = peakMemory(threads);
    console.log(`peak memory with ${threads} thread${threads > 1 ? 's' : ''}: ${peak.toFixed(0)} MB, of which ${before.toFixed(0)} MB are Node, the picture and the scores`);
  }
}
