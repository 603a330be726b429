/** GPUs that are lost in a real host: SwiftShader in the place of a hardware adapter, so that `auto` takes it. */
import '../support/swiftshader';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { Failures } from '../../server/src/inference/failures';
import type { FailedDevice, RunJob } from '../../server/src/inference/messages';
import { encodePicture } from '../../server/src/inference/pictures/png';
import type { Supervisor } from '../../server/src/inference/supervisor';
import { readNpy, writeNpy } from '../../server/src/weights/npy';
import { done, startSupervisor } from '../support/host';
import { root } from '../support/shared';

const folder = mkdtempSync(join(tmpdir(), 'atrous-lost-'));
const supervisors: Supervisor[] = [];
afterAll(() => {
  for (const supervisor of supervisors) supervisor.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const { resolve } = createRequire(import.meta.url);
const url = (path: string): string => JSON.stringify(pathToFileURL(path).href);

/** A program of the product, with an adapter that calls itself hardware, and what happens to it. */
function programWith(name: string, fate: string, program: string): string {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, `import { globals } from ${url(resolve('webgpu'))};
    import ort from ${url(resolve('onnxruntime-node'))};
    const { GPU, GPUAdapter, GPUDevice } = globals;
    const around = (owner, method, wrap) => { const own = owner[method]; owner[method] = function (...given) { return wrap.call(this, () => own.apply(this, given), ...given); }; };
    around(GPU.prototype, 'requestAdapter', async (ask) => Object.defineProperty(await ask(), 'info', { value: { vendor: 'acme', architecture: '', device: '', description: 'Acme GPU' } }));
    ${fate}
    await import(${url(join(root, 'dist', program))});`);
  return path;
}

/** ONNX Runtime's device, which nothing outside can reach: its sessions say what they say when it is gone. */
const netLost = `around(ort.InferenceSession, 'create', async (create, model, { executionProviders: [provider] }) => {
  const session = await create();
  if (provider.name === 'webgpu') session.run = () => Promise.reject(new Error('A valid external Instance reference no longer exists.'));
  return session;
});`;
/** The device of the CRF, in the middle of its work. */
const crfLost = "around(GPUDevice.prototype, 'createComputePipelineAsync', async function (compile) { const pipeline = await compile(); this.destroy(); return pipeline; });";
/** A driver that takes the process with it in the CRF. */
const crfCrash = "around(GPUDevice.prototype, 'createComputePipelineAsync', () => process.kill(process.pid, 'SIGSEGV'));";

const size = 12;
const image = join(folder, 'picture.png');
writeFileSync(image, encodePicture({ width: size, height: size, data: Uint8Array.from({ length: 3 * size * size }, (_, i) => (i * i * 7) % 251) }));
const text = `input: "data" input_shape { dim: 1 dim: 3 dim: ${size} dim: ${size} }
layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 4 kernel_size: 3 pad: 1 } }`;

const job = (name: string, part: Partial<RunJob>): RunJob => ({
  kind: 'run', net: { path: join(folder, 'net.prototxt'), text, variables: [] }, weights: { kind: 'random', seed: 1 }, image, output: join(folder, name), device: 'auto',
  crf: { parameters: { kernels: [{ kind: 'gaussian', sxy: [3, 3], compat: 3 }] }, iterations: 2 }, classes: undefined, ...part,
});

const failed = (failures: Failures): FailedDevice[] => failures.all().map(({ kind, reason }) => ({ kind, reason }));

interface Row {
  fate: string;
  /** What the run with `auto` says: its device, why, and its notes. */
  device: object;
  deviceNote: RegExp;
  notes: RegExp | undefined;
  remembered: readonly FailedDevice[];
}

const netReason = 'The run failed in ONNX Runtime: A valid external Instance reference no longer exists.';
const rows: [about: string, row: Row][] = [
  ['that lives', { fate: '', device: { kind: 'webgpu', description: 'Acme GPU' }, deviceNote: /WebGPU has the hardware adapter Acme GPU$/, notes: undefined, remembered: [] }],
  ['that is lost while the net runs', {
    fate: netLost, device: { kind: 'cpu', insteadOf: 'webgpu' }, deviceNote: /^Acme GPU failed \(The run failed in ONNX Runtime: .*\), so the CPU runs it$/, notes: undefined,
    remembered: [{ kind: 'webgpu', reason: netReason }],
  }],
  ['that is lost while the CRF refines', {
    fate: crfLost, device: { kind: 'webgpu' }, deviceNote: /Acme GPU$/, notes: /^The GPU was lost \(.+\)\. It is opened again for the next run\. The CPU refined instead\.$/m, remembered: [],
  }],
  ['whose driver ends the process in the CRF', {
    fate: crfCrash, device: { kind: 'cpu', insteadOf: 'webgpu' }, deviceNote: /WebGPU failed: the process ended: signal SIGSEGV/, notes: undefined,
    remembered: [{ kind: 'webgpu', reason: 'the process ended: signal SIGSEGV' }],
  }],
];

describe('a GPU', () => {
  it.each(rows)('%s', async (about, { fate, device, deviceNote, notes, remembered }) => {
    const failures = new Failures();
    const supervisor = startSupervisor({ hostPath: programWith(about.replaceAll(' ', '-'), fate, 'host.js'), failures });
    supervisors.push(supervisor);
    const { picture } = await done(supervisor, job(`${about} gpu`, {}));
    const { picture: plain } = await done(supervisor, job(`${about} cpu`, { device: 'cpu' }));
    expect(readFileSync(picture.labelMap)).toEqual(readFileSync(plain.labelMap));
    expect(picture).toMatchObject({ device, deviceNote: expect.stringMatching(deviceNote) as string });
    expect(picture.notes.filter((note) => note.includes('CPU'))).toEqual(notes === undefined ? [] : [expect.stringMatching(notes)]);
    expect(failed(failures)).toEqual(remembered);
  });

  it('that is lost in `atrous crf` leaves it to the CPU, and that is said', () => {
    const probabilities = join(folder, 'p.npy');
    writeFileSync(probabilities, writeNpy([2, size, size], Float32Array.from({ length: 2 * size * size }, (_, i) => (i < size * size ? 0.25 : 0.75))));
    const program = programWith('cli', crfLost, 'cli.js');
    const refine = (device: string): { status: number | null; stderr: string; values: unknown } => {
      const output = join(folder, `${device}.npy`);
      const { status, stderr } = spawnSync(process.execPath, [program, 'crf', '--image', image, '--probabilities', probabilities, '--device', device, '--output', output], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
      return { status, stderr, values: readNpy(readFileSync(output)).values };
    };
    const lost = refine('auto');
    expect(lost.status).toBe(0);
    expect(lost.stderr).toMatch(/^The GPU was lost \(.+\)\. It is opened again for the next run\. The CPU refined instead\.\n.+, CPU, \d+ threads?; lattice/);
    expect(lost.values).toEqual(refine('cpu').values);
  });
});
