/** What a run meets in the world: wrong files, wrong nets, hosts that die. Each gives one clear message, and the next run works. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { CrfChoice, ForwardJob, RunJob } from '../../server/src/inference/messages';
import type { InferenceProblem } from '../../server/src/inference/problem';
import { encodePicture } from '../../server/src/inference/pictures/png';
import { caffemodelOf } from '../support/caffemodel';
import { golden } from '../support/golden';
import { done, startSupervisor } from '../support/host';
import { root } from '../support/shared';

const supervisor = startSupervisor();
const folder = mkdtempSync(join(tmpdir(), 'atrous faults "ü 中-'));
afterAll(() => {
  supervisor.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const input = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 } ';
const convolution = 'layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 4 kernel_size: 3 } } ';

const forwardJob = (text: string, part: Partial<ForwardJob> = {}): ForwardJob => ({
  kind: 'forward', net: { path: join(folder, 'net.prototxt'), text, variables: [] }, weights: { kind: 'random', seed: 1 }, inputs: [], blobs: undefined,
  output: join(folder, 'out'), device: 'cpu', repeat: 0, ...part,
});

async function problemOf(job: ForwardJob | RunJob): Promise<InferenceProblem> {
  const outcome = await supervisor.run(job);
  if (outcome.ok) throw new Error('it succeeded');
  return outcome.problem;
}

async function works(): Promise<void> {
  expect(await supervisor.run(forwardJob(input + convolution))).toMatchObject({ ok: true });
}

const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + 7 * i + 200) % 251);

describe('nets', () => {
  const cases: [string, string, string, RegExp, number?][] = [
    ['empty', '', 'net/no-net', /no net/],
    ['binary', new TextDecoder('latin1').decode(noise), 'net/syntax', /^The prototxt cannot be read: .+/, 1],
    ['5 MB of braces', '{'.repeat(5_000_000), 'net/syntax', /^The prototxt cannot be read: .+/, 1],
    ['cut off', `${input}\nlayer { name: "c"`, 'net/syntax', /cannot be read/, 2],
    ['a layer that is not supported', `${input}\nlayer { name: "d" type: "HardSigmoid" bottom: "data" top: "d" }`, 'net/unsupported-layer', /^Layer type HardSigmoid is not supported yet, at line 2\.$/, 2],
    ['a layer whose size follows from values', 'input: "x" input_shape { dim: 3 dim: 2 } input: "s" input_shape { dim: 3 }\nlayer { name: "f" type: "Filter" bottom: "x" bottom: "s" top: "f" }', 'net/unsupported-layer', /^Layer type Filter is not supported yet, at line 2: how many items it passes depends on their values, and the layers after it/, 2],
    ['a type that nobody knows', `${input}\n\nlayer { name: "f" type: "Frobnicate" bottom: "data" top: "f" }`, 'net/unsupported-layer', /^Layer type Frobnicate is not supported yet, at line 3\.$/, 3],
    ['an unknown bottom', `${input}\nlayer { name: "r" type: "ReLU" bottom: "date" top: "r" }`, 'net/unknown-bottom', /reads "date", which no layer before it makes, at line 2\.$/, 2],
    ['a kernel that does not fit', `${input}\nlayer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 4 kernel_size: 30 } }`, 'shape/no-output', /Layer "c" cannot be run, at line 2/, 2],
    ['a word that has no value', `${input}\nlayer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: NUM_LABELS kernel_size: 1 } }`, 'net/unknown-shape', /"c" is not known \(1×NUM_LABELS×9×9\), at line 2: give NUM_LABELS a value/, 2],
    ['only a loss', 'layer { name: "l" type: "EuclideanLoss" bottom: "a" bottom: "b" top: "l" } input: "a" input: "b"', 'net/no-output', /no layers that can run/],
  ];

  it.each(cases)('%s', async (_name, text, code, message, line) => {
    const problem = await problemOf(forwardJob(text));
    expect(problem).toMatchObject({ code, ...(line !== undefined && { line }) });
    expect(problem.message).toMatch(message);
  });

  it('200 GB of feature maps are refused beforehand', async () => {
    const text = 'input: "data" input_shape { dim: 1 dim: 3 dim: 20000 dim: 20000 }\nlayer { name: "c" type: "Convolution" bottom: "data" top: "c"\n convolution_param { num_output: 125 kernel_size: 3 } }';
    const problem = await problemOf(forwardJob(text));
    expect(problem).toMatchObject({ code: 'run/memory', line: 2, wayOut: 'showProblem' });
    expect(problem.message).toMatch(/^The net needs about 205 GB of memory: 0\.0 GB for its weights and 205 GB for its feature maps while "c" runs\. A run may take [\d.]+ GB here\. Give the net a smaller input/);
  });

  it('200 GB of weights are refused beforehand', async () => {
    const text = 'input: "data" input_shape { dim: 1 dim: 500000 }\nlayer { name: "f" type: "InnerProduct" bottom: "data" top: "f" inner_product_param { num_output: 100000 } }';
    expect((await problemOf(forwardJob(text))).message).toMatch(/^The net needs about 200 GB of memory: 200 GB for its weights/);
  });

  it('a blob that is not there', async () => {
    expect((await problemOf(forwardJob(input + convolution, { blobs: ['fc8'] }))).message).toMatch(/no blob "fc8".*last blobs are data, c/);
  });

  it('a size that the file leaves to its data is assumed, and said so', async () => {
    const outcome = await supervisor.run(forwardJob('layer { name: "data" type: "Data" top: "data" data_param { source: "x" } } layer { name: "c" type: "ReLU" bottom: "data" top: "c" }'));
    expect(outcome).toMatchObject({ ok: true, result: { blobs: [{ name: 'c', shape: [1, 3, 224, 224] }] } });
    if (outcome.ok && outcome.result.kind === 'forward') expect(outcome.result.notes[0]).toMatch(/leaves the size of its input "data" to its data, so 1×3×224×224 was taken/);
  });

  it('training layers are left out, and said so', async () => {
    const outcome = await supervisor.run(forwardJob(`${input + convolution} layer { name: "p" type: "Python" bottom: "c" top: "p" } layer { name: "s" type: "SoftmaxWithLoss" bottom: "c" bottom: "p" top: "s" }`));
    expect(outcome).toMatchObject({ ok: true, result: { blobs: [{ name: 'c' }], notes: ['Left out, as they are for data and training: p (Python), s (SoftmaxWithLoss).'] } });
  });
});

describe('weights', () => {
  const bytes = readFileSync(golden('largefov_tiny', 'net.caffemodel'));
  const text = readFileSync(golden('largefov_tiny', 'net.prototxt'), 'utf8');
  const cases: [string, () => string, string, RegExp][] = [
    ['cut off', () => file('cut.caffemodel', bytes.subarray(0, bytes.length - 100)), 'weights/truncated', /^cut\.caffemodel: The weights file is cut off: at byte \d+/],
    ['random bytes', () => file('noise.caffemodel', noise), 'weights/not-a-caffemodel', /not a \.caffemodel, or it is damaged: at byte/],
    ['absent', () => join(folder, 'none.caffemodel'), 'weights/unreadable', /there is no such file/],
    ['a folder', () => folder, 'weights/unreadable', /is a folder/],
    ['of another net', () => golden('bn_psp', 'net.caffemodel'), 'weights/no-layer', /has weights for none of the net's layers/],
  ];

  it.each(cases)('%s', async (_name, path, code, message) => {
    const problem = await problemOf(forwardJob(text, { weights: { kind: 'file', path: path() } }));
    expect(problem).toMatchObject({ code, wayOut: 'chooseWeights' });
    expect(problem.message).toMatch(message);
  });

  it('of other shapes', async () => {
    const net = readFileSync(golden('rejects', 'weights_shape_mismatch.prototxt'), 'utf8');
    const problem = await problemOf(forwardJob(net, { weights: { kind: 'file', path: golden('rejects', 'weights_shape_mismatch.caffemodel') } }));
    expect(problem).toMatchObject({ code: 'weights/shape-mismatch', line: 3, wayOut: 'showProblem' });
    expect(problem.message).toMatch(/Layer "c": blob 0 \(weights\) has the shape 4×3×3×3 in the net and 5×3×3×3 in the weights file/);
  });

  it('whose values are too few', async () => {
    const blobs = (bias: number) => [{ shape: [4, 3, 3, 3], values: new Float32Array(108) }, { shape: [4], values: new Float32Array(bias) }];
    const path = (name: string, damaged: string): string => file(name, caffemodelOf(new Map([['c', blobs(damaged === 'c' ? 3 : 4)], ['d', blobs(damaged === 'd' ? 3 : 4)]])));
    const problem = await problemOf(forwardJob(`${input}\n${convolution}`, { weights: { kind: 'file', path: path('c.caffemodel', 'c') } }));
    expect(problem).toMatchObject({ code: 'weights/damaged-blob', line: 2, wayOut: 'showProblem', message: expect.stringMatching(/blob 1 \(bias\) is damaged .* needs 4 values but has 3/) as string });
    expect(await supervisor.run(forwardJob(input + convolution, { weights: { kind: 'file', path: path('d.caffemodel', 'd') } }))).toMatchObject({ ok: true });
  });

  it('without a bias that the net has', async () => {
    const net = text.replace('convolution_param {', 'convolution_param { bias_term: false');
    const problem = await problemOf(forwardJob(net, { weights: { kind: 'file', path: golden('largefov_tiny', 'net.caffemodel') } }));
    expect(problem.code).toBe('weights/blob-count');
    expect(problem.message).toMatch(/"conv1_1" has 1 weight blob in the net \(weights\) and 2 in the weights file.*bias_term/);
  });

  it('that change while the host keeps a session are read again', async () => {
    const path = file('changing.caffemodel', bytes);
    const job = forwardJob(text, { weights: { kind: 'file', path } });
    expect(await supervisor.run(job)).toMatchObject({ ok: true });
    truncateSync(path, 1000);
    expect((await problemOf(job)).code).toBe('weights/truncated');
  });
});

describe('inputs and outputs', () => {
  it('an array that is none', async () => {
    const problem = await problemOf(forwardJob(input + convolution, { inputs: [['data', file('text.npy', 'hello')]] }));
    expect(problem.message).toMatch(/text\.npy cannot be read: it is not a \.npy array\.$/);
  });

  it('an input that the net does not have', async () => {
    const array = file('x.npy', readFileSync(join(root, 'test/fixtures/arrays/ones_1x3x9x9.npy')));
    expect((await problemOf(forwardJob(input + convolution, { inputs: [['image', array]] }))).message).toBe('The net has no input "image". Its inputs are data.');
  });

  it('a folder that cannot be written', async () => {
    const blocked = file('blocked', 'a file where a folder should be');
    expect((await problemOf(forwardJob(input + convolution, { output: join(blocked, 'out') }))).message).toMatch(/cannot be written to .+blocked/);
  });

  it('a read-only folder', async () => {
    const locked = join(folder, 'locked 只读');
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    const user = startSupervisor({ hostPath: asNobody() });
    for (const output of [locked, join(locked, 'out')]) {
      const outcome = await user.run(forwardJob(input + convolution, { output }));
      expect(outcome).toMatchObject({ ok: false, problem: { code: 'run/write', message: expect.stringMatching(/cannot be written to .+locked.*: permission is denied\.$/) as string } });
    }
    chmodSync(locked, 0o700);
    user.dispose();
  });

  /** A host that gives up the superuser's rights, who may write anywhere, before its first job. */
  function asNobody(): string {
    const path = join(root, 'dist', 'host.js');
    if (process.getuid?.() !== 0) return path;
    chmodSync(folder, 0o755);
    return file('nobody.mjs', `await import(${JSON.stringify(pathToFileURL(path).href)});
      process.prependOnceListener('message', () => { process.setgid(65534); process.setuid(65534); });`);
  }

  const runJob = (image: string): RunJob => ({
    kind: 'run', net: { path: join(folder, 'net.prototxt'), text: input + convolution, variables: [] }, weights: { kind: 'random', seed: 1 },
    image, output: join(folder, 'run'), device: 'cpu', scales: [1], crf: undefined, classes: undefined,
  });

  const pictures: [string, () => string, RegExp][] = [
    ['a picture that is none', () => file('noise.jpg', noise), /The picture noise\.jpg cannot be read: it is not a picture/],
    ['a picture that is not there', () => join(folder, 'none.jpg'), /there is no such file/],
    ['an empty picture', () => file('empty.png', ''), /empty\.png cannot be read/],
  ];
  it.each(pictures)('%s', async (_name, path, message) => {
    const problem = await problemOf(runJob(path()));
    expect(problem).toMatchObject({ wayOut: 'chooseImage' });
    expect(problem.message).toMatch(message);
  });
});

describe('hosts that end', () => {
  /** Nine billion multiplications a layer: long enough to be met while it runs. */
  const slow = forwardJob(`input: "data" input_shape { dim: 1 dim: 64 dim: 300 dim: 300 } ${Array.from({ length: 12 }, (_, i) =>
    `layer { name: "c${i}" type: "Convolution" bottom: "${i === 0 ? 'data' : `c${i - 1}`}" top: "c${i}" convolution_param { num_output: 64 kernel_size: 5 pad: 2 } }`).join(' ')}`, { repeat: 20 });

  const stages = ['loading', 'lowering', 'compiling', 'running'];

  it.each(stages)('killed while %s', async (stage) => {
    const outcome = await supervisor.run(slow, { onStage: (begun) => { if (begun === stage && supervisor.pid !== undefined) process.kill(supervisor.pid, 'SIGKILL'); } });
    expect(outcome).toMatchObject({ ok: false, cancelled: false, problem: { code: 'run/host-ended', wayOut: 'runAgain' } });
    if (!outcome.ok) expect(outcome.problem.message).toMatch(/ended while \w+: signal SIGKILL/);
    await works();
  });

  it.each(stages)('cancelled while %s', async (stage) => {
    const controller = new AbortController();
    const outcome = await supervisor.run(slow, { signal: controller.signal, onStage: (begun) => { if (begun === stage) controller.abort(); } });
    expect(outcome).toMatchObject({ ok: false, cancelled: true });
    await works();
  });

  const crf: CrfChoice = { parameters: { kernels: [{ kind: 'gaussian', sxy: [3, 3], compat: 3 }] }, iterations: 1 };
  /** A picture on which a CRF is busy for long. */
  const refinement = (): RunJob => ({
    kind: 'run', net: { path: join(folder, 'net.prototxt'), text: 'input: "data" input_shape { dim: 1 dim: 3 dim: 300 dim: 300 } layer { name: "p" type: "Power" bottom: "data" top: "p" }', variables: [] },
    weights: { kind: 'random', seed: 1 }, image: file('large.png', encodePicture({ width: 300, height: 300, data: Uint8Array.from({ length: 270_000 }, (_, i) => (i * 7) % 251) })),
    output: join(folder, 'refined'), device: 'cpu', crf: { ...crf, iterations: 20_000 }, classes: undefined,
  });

  it.each(['labelling', 'refining'])('killed while %s', async (stage) => {
    const outcome = await supervisor.run(refinement(), { onStage: (begun) => { if (begun === stage && supervisor.pid !== undefined) process.kill(supervisor.pid, 'SIGKILL'); } });
    expect(outcome).toMatchObject({ ok: false, cancelled: false, problem: { code: 'run/host-ended', message: expect.stringMatching(/ended while (labelling|refining): signal SIGKILL/) as string } });
    await works();
  });

  it('cancelled while labelling', async () => {
    const controller = new AbortController();
    const outcome = await supervisor.run(refinement(), { signal: controller.signal, onStage: (begun) => { if (begun === 'labelling') controller.abort(); } });
    expect(outcome).toMatchObject({ ok: false, cancelled: true });
    await works();
  });

  // A pipe that nobody reads holds up whoever writes into it.
  if (process.platform !== 'win32') it.each(['killed', 'cancelled'])('%s while writing', async (how) => {
    const controller = new AbortController();
    const output = mkdtempSync(join(folder, 'pipe-'));
    spawnSync('mkfifo', [join(output, 'c.npy')]);
    const end = (): void => { if (how === 'cancelled') controller.abort(); else if (supervisor.pid !== undefined) process.kill(supervisor.pid, 'SIGKILL'); };
    const outcome = await supervisor.run(forwardJob(input + convolution, { output }), { signal: controller.signal, onStage: (stage) => { if (stage === 'writing') end(); } });
    expect(outcome).toMatchObject({ ok: false, cancelled: how === 'cancelled' });
    await works();
  });

  it('cancelled while refining: the host lives on with the scores, and does not run the net again', async () => {
    const job = refinement();
    await works();
    const { pid } = supervisor;
    const controller = new AbortController();
    const outcome = await supervisor.run(job, { signal: controller.signal, onStage: (stage) => { if (stage === 'refining') controller.abort(); } });
    expect(outcome).toMatchObject({ ok: false, cancelled: true });
    const { picture } = await done(supervisor, { ...job, crf: { ...crf, iterations: 1 } });
    expect(supervisor.pid).toBe(pid);
    expect(picture.stages.map(({ stage }) => stage)).toEqual(['loading', 'labelling', 'refining', 'writing']);
  });

  it('cancelled while refining, and one that does not answer is ended', async () => {
    const controller = new AbortController();
    const silent = startSupervisor({ patienceMilliseconds: 100 });
    const outcome = await silent.run(refinement(), {
      signal: controller.signal,
      onStage: (stage) => {
        if (stage !== 'refining' || silent.pid === undefined) return;
        process.kill(silent.pid, 'SIGSTOP');
        controller.abort();
      },
    });
    expect(outcome).toMatchObject({ ok: false, cancelled: true });
    expect(await silent.run(forwardJob(input + convolution))).toMatchObject({ ok: true });
    silent.dispose();
  });

  it('cancelled while it waits, and jobs after it go on', async () => {
    const controller = new AbortController();
    const first = supervisor.run(forwardJob(input + convolution));
    const second = supervisor.run(slow, { signal: controller.signal });
    const third = supervisor.run(forwardJob(input + convolution));
    controller.abort();
    expect(await second).toMatchObject({ ok: false, cancelled: true });
    expect(await first).toMatchObject({ ok: true });
    expect(await third).toMatchObject({ ok: true });
  });

  it('cancelled before it begins', async () => {
    expect(await supervisor.run(slow, { signal: AbortSignal.abort() })).toMatchObject({ ok: false, cancelled: true });
  });

  it('a bundle that is not there', async () => {
    const broken = startSupervisor({ hostPath: join(folder, 'no-host.js') });
    const outcome = await broken.run(forwardJob(input + convolution));
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'run/host-ended' } });
    broken.dispose();
  });

  it('one that gives no sign of life is ended', async () => {
    const watched = startSupervisor({ watch: { milliseconds: 1500, checks: 1 } });
    const outcome = await watched.run(slow, { onStage: (begun) => { if (begun === 'running' && watched.pid !== undefined) process.kill(watched.pid, 'SIGSTOP'); } });
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'run/host-ended', wayOut: 'runAgain' } });
    if (!outcome.ok) expect(outcome.problem.message).toMatch(/ended while running: it gave no sign of life any more\./);
    expect(await watched.run(forwardJob(input + convolution))).toMatchObject({ ok: true });
    watched.dispose();
  });

  it('one that takes more memory than it may ends itself', async () => {
    const small = startSupervisor({ memoryLimit: 150e6 });
    const outcome = await small.run(slow);
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'run/memory', wayOut: 'runAgain' } });
    if (!outcome.ok) expect(outcome.problem.message).toMatch(/ended because it would have taken more than 0\.1 GB of memory\. Take a smaller picture/);
    small.dispose();
  });

  it('after some that ended in a row the next is started later', async () => {
    const falling = startSupervisor({ hostPath: file('falling.js', 'process.exit(3)'), backOffMilliseconds: 1 });
    const stages: string[][] = [];
    for (let round = 0; round < 4; round++) {
      const begun: string[] = [];
      expect(await falling.run(forwardJob(input + convolution), { onStage: (stage) => begun.push(stage) })).toMatchObject({ ok: false, problem: { message: expect.stringMatching(/exit status 3/) as string } });
      stages.push(begun);
    }
    expect(stages).toEqual([[], [], ['waiting'], ['waiting']]);
    const controller = new AbortController();
    const outcome = await falling.run(forwardJob(input + convolution), { signal: controller.signal, onStage: () => controller.abort() });
    expect(outcome).toMatchObject({ ok: false, cancelled: true });
    falling.dispose();
  });

  it('an idle host gives its memory back, and the next job starts another', async () => {
    const brief = startSupervisor({ idleMilliseconds: 1 });
    expect(await brief.run(forwardJob(input + convolution))).toMatchObject({ ok: true });
    await expect.poll(() => brief.pid).toBeUndefined();
    expect(await brief.run(forwardJob(input + convolution))).toMatchObject({ ok: true });
    brief.dispose();
  });
});
