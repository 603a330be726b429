/** Files that change, end or fill up while a run uses them, files larger than 2 GB, and runs that come at once. */
import { closeSync, copyFileSync, existsSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { afterAll, describe, expect, it } from 'vitest';
import type { ForwardJob, RunJob } from '../../server/src/inference/messages';
import { encodePicture } from '../../server/src/inference/pictures/png';
import { readNpy } from '../../server/src/weights/npy';
import { golden } from '../support/golden';
import { done, startSupervisor } from '../support/host';

const supervisor = startSupervisor();
const folder = mkdtempSync(join(tmpdir(), 'atrous changing \'ü" 中-'));
afterAll(() => {
  supervisor.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const stored = golden('largefov_tiny', 'net.caffemodel');
const text = readFileSync(golden('largefov_tiny', 'net.prototxt'), 'utf8');
const path = join(folder, 'weights "é" 权重.caffemodel');

const forwardJob = (part: Partial<ForwardJob> = {}): ForwardJob => ({
  kind: 'forward', net: { path: join(folder, 'net.prototxt'), text, variables: [] }, weights: { kind: 'file', path }, inputs: [], blobs: undefined, output: join(folder, 'out'), device: 'cpu', repeat: 3, ...part,
});

describe('weights, in each stage of a run,', () => {
  const changes: [string, () => void][] = [
    ['replaced by other bytes', () => writeFileSync(path, Buffer.alloc(statSync(path).size, 7))],
    ['replaced by another file', () => {
      copyFileSync(golden('bn_psp', 'net.caffemodel'), `${path}.new`);
      renameSync(`${path}.new`, path);
    }],
    ['cut off', () => truncateSync(path, 1000)],
    ['deleted', () => rmSync(path)],
  ];
  const stages = ['lowering', 'compiling', 'running', 'writing'];
  const cases = changes.flatMap(([what, change]) => stages.map((stage) => [what, stage, change] as const));

  it.each(cases)('%s while %s', async (_what, stage, change) => {
    copyFileSync(stored, path);
    const outcome = await supervisor.run(forwardJob(), { onStage: (begun) => { if (begun === stage) change(); } });
    // The run may have read what it needed before; if not, it says what is wrong.
    if (!outcome.ok) expect(['run/host-ended', 'run/session', 'run/failed', 'weights/unreadable', 'weights/not-a-caffemodel', 'weights/truncated']).toContain(outcome.problem.code);
    const after = await supervisor.run(forwardJob());
    expect(after).toMatchObject({ ok: false, problem: { code: expect.stringMatching(/^weights\//) as string, wayOut: 'chooseWeights' } });
    copyFileSync(stored, path);
    expect(await supervisor.run(forwardJob())).toMatchObject({ ok: true });
  });
});

// Linux has a device on which nothing can be written.
if (existsSync('/dev/full')) describe('a disk that is full', () => {
  const full = (name: string): string => {
    const output = mkdtempSync(join(folder, 'full-'));
    symlinkSync('/dev/full', join(output, name));
    return output;
  };

  it('says so of arrays', async () => {
    copyFileSync(stored, path);
    const outcome = await supervisor.run(forwardJob({ output: full('argmax.npy') }));
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'run/write', message: expect.stringMatching(/cannot be written to .*: the disk is full\.$/) as string } });
  });

  it('says so of label maps', async () => {
    const image = join(folder, 'picture.png');
    writeFileSync(image, encodePicture({ width: 9, height: 9, data: new Uint8Array(243) }));
    const job: RunJob = { kind: 'run', net: forwardJob().net, weights: { kind: 'file', path }, image, output: full('picture_labels.png'), device: 'cpu', crf: undefined, classes: undefined };
    expect(await supervisor.run(job)).toMatchObject({ ok: false, problem: { code: 'run/write', message: expect.stringMatching(/the disk is full\.$/) as string } });
  });
});

describe('weights larger than 2 GB', () => {
  /** A layer of the V2 generation; its values are `hollow` zero bytes that take no disk, or `values`. */
  function layer(name: string, dims: readonly number[], values: Uint8Array | { hollow: number }): { head: Uint8Array; hollow: number } {
    const size = 'hollow' in values ? values.hollow : values.length;
    const shape = new BinaryWriter().tag(7, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).fork();
    for (const dim of dims) shape.int64(dim);
    const blob = Buffer.concat([shape.join().join().finish(), new BinaryWriter().tag(5, WireType.LengthDelimited).uint64(size).finish()]);
    const inner = Buffer.concat([new BinaryWriter().tag(1, WireType.LengthDelimited).string(name).finish(), new BinaryWriter().tag(7, WireType.LengthDelimited).uint64(blob.length + size).finish(), blob]);
    const head = Buffer.concat([new BinaryWriter().tag(100, WireType.LengthDelimited).uint64(inner.length + size).finish(), inner]);
    return 'hollow' in values ? { head, hollow: size } : { head: Buffer.concat([head, values]), hollow: 0 };
  }

  it('are read from behind the second gigabyte', async () => {
    const large = join(folder, 'large.caffemodel');
    const count = 2 ** 29 + 100_000;
    const file = openSync(large, 'w');
    let size = 0;
    for (const { head, hollow } of [layer('unused', [count], { hollow: 4 * count }), layer('c', [2, 1, 1, 1], new Uint8Array(Float32Array.of(3, -5).buffer))]) {
      writeSync(file, head, 0, head.length, size);
      size += head.length + hollow;
    }
    ftruncateSync(file, size);
    closeSync(file);
    expect(size).toBeGreaterThan(2 ** 31);
    const net = 'input: "data" input_shape { dim: 1 dim: 1 dim: 1 dim: 1 } layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 2 kernel_size: 1 bias_term: false } }';
    const result = await done(supervisor, forwardJob({ net: { path: join(folder, 'net.prototxt'), text: net, variables: [] }, weights: { kind: 'file', path: large }, blobs: ['data', 'c'] }));
    const [data, c] = result.blobs.map(({ file: array }) => readNpy(readFileSync(array)).values);
    const [x = 0] = data ?? [];
    expect([...(c ?? [])]).toEqual([...Float32Array.of(3 * x, -5 * x)]);
    rmSync(large);
  });
});

it('two runs at once, in one window and in two, give what each gives alone', async () => {
  copyFileSync(stored, path);
  const other = startSupervisor();
  const run = (host: typeof supervisor, name: string) => done(host, forwardJob({ output: join(folder, name), repeat: 0 }));
  const results = await Promise.all([run(supervisor, 'a'), run(supervisor, 'b'), run(other, 'c'), run(other, 'd')]);
  const arrays = results.map(({ blobs }) => blobs.map(({ file }) => readNpy(readFileSync(file))));
  for (const array of arrays.slice(1)) expect(array).toEqual(arrays[0]);
  other.dispose();
});

it('a read-only folder of weights is read', async () => {
  const locked = join(folder, 'read only 只读');
  mkdirSync(locked, { mode: 0o755 });
  copyFileSync(stored, join(locked, 'net.caffemodel'));
  expect(await supervisor.run(forwardJob({ weights: { kind: 'file', path: join(locked, 'net.caffemodel') } }))).toMatchObject({ ok: true });
});
