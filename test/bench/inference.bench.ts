/** Times the inference host against plain ONNX Runtime on the same graphs, in turn, and what surrounds a run. */
import { readFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ForwardResult, RunJobResult } from '../../server/src/inference/messages';
import { encodePicture } from '../../server/src/inference/pictures/png';
import { Supervisor } from '../../server/src/inference/supervisor';
import { foldedByHand } from './inference/folded';
import { timeIndex } from './inference/large-file';
import { plainNet } from './inference/plain';

const root = join(fileURLToPath(import.meta.url), '..', '..', '..');
const folder = [join(root, '..', 'shared', 'bench'), join(root, 'test', 'bench')].find(existsSync) ?? root;
const rounds = Number(process.env['ROUNDS'] ?? 7);

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
/** Of the fastest rounds: other work on the machine only adds time. */
const bestRatio = (above: readonly number[], below: readonly number[]): string => (Math.min(...above) / Math.min(...below)).toFixed(3);
const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
const textOf = (name: string): string | undefined => {
  const path = join(folder, `${name}.prototxt`);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};

const plainArgument = process.argv.find((argument) => argument.startsWith('--plain='));
if (plainArgument !== undefined) {
  const net = await plainNet(textOf(plainArgument.slice(8)) ?? '');
  for (let i = 0; i < 2; i++) await net.run();
  console.log((process.resourceUsage().maxRSS * 1024) / 1e6);
  process.exit();
}

const temporary = mkdtempSync(join(tmpdir(), 'atrous-bench-'));
const supervisor = new Supervisor({ hostPath: join(root, 'dist', 'host.js'), idleMilliseconds: 0 });

async function hostRun(text: string): Promise<ForwardResult> {
  const outcome = await supervisor.run<'forward'>({
    kind: 'forward', net: { path: 'net.prototxt', text, variables: [] }, weights: { kind: 'random', seed: 0 }, inputs: [], blobs: undefined, output: temporary, device: 'cpu', repeat: 1,
  });
  if (outcome.ok) return outcome.result;
  throw new Error(outcome.problem.message);
}

/** The host's time of `session.run` over that of a plain session, taken in turn. */
async function compareHost(name: string): Promise<void> {
  const text = textOf(name);
  if (text === undefined) return;
  const plain = await plainNet(text);
  await plain.run();
  await hostRun(text);
  const times: { host: number; plain: number }[] = [];
  for (let round = 0; round < rounds; round++) times.push({ plain: await plain.run(), host: median((await hostRun(text)).times) });
  await plain.release();
  const [host, bare] = [times.map((time) => time.host), times.map((time) => time.plain)];
  const ratio = median(times.map((time) => time.host / time.plain));
  console.log(`${name}: host ${milliseconds(median(host))}, plain ${milliseconds(median(bare))}, ratio ${ratio.toFixed(3)}, of the fastest rounds ${bestRatio(host, bare)}; graph ${(plain.graphBytes / 1000).toFixed(1)} kB`);
}

/** A net with BatchNorm and Scale over the same net with both folded by hand. */
async function compareFolding(name: string): Promise<void> {
  const text = textOf(name);
  if (text === undefined) return;
  const [ours, folded] = [await plainNet(text), await plainNet(foldedByHand(text))];
  await ours.run();
  await folded.run();
  const times: { ours: number; folded: number }[] = [];
  for (let round = 0; round < rounds; round++) times.push({ ours: await ours.run(), folded: await folded.run() });
  await ours.release();
  await folded.release();
  const [mine, theirs] = [times.map((time) => time.ours), times.map((time) => time.folded)];
  const ratio = median(times.map((time) => time.ours / time.folded));
  console.log(`${name}: ours ${milliseconds(median(mine))}, folded by hand ${milliseconds(median(theirs))}, ratio ${ratio.toFixed(3)}, of the fastest rounds ${bestRatio(mine, theirs)}`);
}

/** What a second picture costs beside the run itself. */
async function secondPicture(name: string): Promise<void> {
  const text = textOf(name);
  if (text === undefined) return;
  const run = async (seed: number): Promise<RunJobResult> => {
    const image = join(temporary, `picture${seed}.png`);
    const data = Uint8Array.from({ length: 3 * 500 * 375 }, (_, i) => ((i + seed) * 2654435761) >>> 24);
    writeFileSync(image, encodePicture({ width: 500, height: 375, data }));
    const outcome = await supervisor.run<'run'>({
      kind: 'run', net: { path: join(temporary, 'net.prototxt'), text, variables: [] }, weights: { kind: 'random', seed: 0 }, image, output: temporary, device: 'cpu', scales: [1], crf: undefined, classes: undefined,
    });
    if (outcome.ok) return outcome.result;
    throw new Error(outcome.problem.message);
  };
  await run(1);
  const { stages } = (await run(2)).picture;
  const running = stages.find(({ stage }) => stage === 'running')?.milliseconds ?? NaN;
  const rest = stages.filter(({ stage }) => stage !== 'running');
  const share = rest.reduce((sum, stage) => sum + stage.milliseconds, 0) / running;
  console.log(`second picture, 500x375 noise: running ${milliseconds(running)}; beside it ${(100 * share).toFixed(1)} % (${rest.map(({ stage, milliseconds: time }) => `${stage} ${milliseconds(time)}`).join(', ')})`);
}

/** Peak memory of a host that runs the net over that of a bare process with a plain session. */
async function compareMemory(name: string): Promise<void> {
  const text = textOf(name);
  if (text === undefined) return;
  const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), `--plain=${name}`], { encoding: 'utf8' });
  const own = new Supervisor({ hostPath: join(root, 'dist', 'host.js'), idleMilliseconds: 0 });
  const outcome = await own.run<'forward'>({ kind: 'forward', net: { path: 'net.prototxt', text, variables: [] }, weights: { kind: 'random', seed: 0 }, inputs: [], blobs: undefined, output: temporary, device: 'cpu', repeat: 1 });
  const status = own.pid === undefined ? '' : readFileSync(`/proc/${own.pid}/status`, 'utf8');
  own.dispose();
  const host = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024 / 1e6;
  const plain = Number(stdout);
  console.log(`${name}: peak memory of the host ${host.toFixed(0)} MB, of a plain session ${plain.toFixed(0)} MB, ratio ${(host / plain).toFixed(3)}${outcome.ok ? '' : ' (failed)'}`);
}

console.log(`medians of ${rounds} rounds in turn, CPU`);
await compareHost('deeplab_largefov_vgg16_513');
await secondPicture('deeplab_largefov_vgg16_513');
if (process.platform === 'linux') await compareMemory('deeplab_largefov_vgg16_513');
await compareHost('deeplab_v2_resnet101_scale1_321');
await compareFolding('deeplab_v2_resnet101_scale1_321');
await compareHost('deeplab_v2_vgg16_aspp_l_513');
await compareHost('deeplab_v2_resnet101_msc_513');
const { bytes, reading, indexing } = timeIndex(3);
console.log(`index of ${(bytes / 1e6).toFixed(0)} MB: ${milliseconds(indexing)}, reading it once ${milliseconds(reading)}, ratio ${(indexing / reading).toFixed(4)}`);
supervisor.dispose();
rmSync(temporary, { recursive: true, force: true });
