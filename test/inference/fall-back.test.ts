/** Devices that fail: `auto` goes on with another, says so, and remembers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verbatim } from '../../server/src/l10n/text';
import type { Devices } from '../../server/src/inference/devices';
import type { FailedDevice, ForwardJob } from '../../server/src/inference/messages';
import { Failures } from '../../server/src/inference/failures';
import { InferenceError } from '../../server/src/inference/problem';
import { readyOnDevice, type Opener } from '../../server/src/inference/ready-net';
import { startSupervisor } from '../support/host';

const lost = (): Promise<never> => Promise.reject(new InferenceError({ code: 'run/failed', message: verbatim('The device was lost.') }));
const found = () => Promise.resolve([{ name: 'y', shape: [1], values: Float32Array.of(7) }]);

/** A GPU that `auto` takes until it is distrusted. */
function devicesWithGpu(): { devices: Devices; failed: FailedDevice[] } {
  const failed: FailedDevice[] = [];
  const choose = (choice: string) => {
    const kind = choice === 'auto' && failed.length === 0 ? 'webgpu' : choice === 'auto' ? 'cpu' : choice;
    return Promise.resolve({ device: { kind, description: kind === 'cpu' ? 'CPU' : 'Some GPU' }, note: undefined });
  };
  return { devices: { choose, distrust: (device: FailedDevice) => failed.push(device) } as unknown as Devices, failed };
}

const quiet = (): void => undefined;

describe('a device that fails', () => {
  const cases: [string, Opener<number>][] = [
    ['when the net is prepared', (device) => (device === 'cpu' ? Promise.resolve(found) : lost())],
    ['in a run', (device) => Promise.resolve(device === 'cpu' ? found : lost)],
  ];
  it.each(cases)('%s gives the run to the CPU', async (_when, open) => {
    const { devices, failed } = devicesWithGpu();
    const net = await readyOnDevice(devices, 'auto', open, quiet);
    expect((await net.execute(0))[0]?.values[0]).toBe(7);
    expect(net).toMatchObject({ device: { kind: 'cpu' }, note: 'Some GPU failed (The device was lost.), so the CPU runs it' });
    expect(failed).toEqual([{ kind: 'webgpu', reason: 'The device was lost.' }]);
    expect((await readyOnDevice(devices, 'auto', open, quiet)).device.kind).toBe('cpu');
  });

  it('and was asked for by name is an error', async () => {
    const net = await readyOnDevice<number>(devicesWithGpu().devices, 'webgpu', () => Promise.resolve(lost), quiet);
    await expect(net.execute(0)).rejects.toThrow('The device was lost.');
  });
});

describe('a driver that takes the process with it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'atrous-driver-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  // A host whose GPU ends it in every run, as far as it is not told to leave the GPU alone.
  const hostPath = join(folder, 'host.mjs');
  writeFileSync(hostPath, `process.on('message', ({ id, job, failed }) => {
    const device = job.device === 'auto' && failed.length === 0 ? 'webgpu' : job.device === 'auto' ? 'cpu' : job.device;
    process.send({ id, type: 'stage', stage: 'running' });
    process.send({ id, type: 'device', device }, () => {
      if (device === 'webgpu') process.kill(process.pid, 'SIGSEGV');
      else process.send({ id, type: 'done', result: { kind: 'forward', device: { kind: device, description: JSON.stringify(failed) } } });
    });
  });`);
  const job = (device: ForwardJob['device']): ForwardJob => ({ kind: 'forward', device }) as ForwardJob;

  it('is left out of the same run, and of those that follow', async () => {
    const supervisor = startSupervisor({ hostPath });
    for (let round = 0; round < 2; round++) {
      expect(await supervisor.run(job('auto'))).toMatchObject({ ok: true, result: { device: { kind: 'cpu', description: expect.stringMatching(/"webgpu".*the process ended: signal SIGSEGV/) as string } } });
    }
    supervisor.dispose();
  });

  it('and was asked for by name is an error', async () => {
    const supervisor = startSupervisor({ hostPath });
    expect(await supervisor.run(job('webgpu'))).toMatchObject({ ok: false, problem: { code: 'run/host-ended' } });
    supervisor.dispose();
  });
});

describe('what is remembered', () => {
  const folder = mkdtempSync(join(tmpdir(), 'atrous-failures-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'storage', 'failed-devices.json');
  // A host that answers on which device it ran; `auto` fails on the GPU as long as it is not told to leave it alone.
  const hostPath = join(folder, 'host.mjs');
  writeFileSync(hostPath, `process.on('message', ({ id, job, failed }) => {
    const isLost = job.device === 'auto' && failed.length === 0;
    if (isLost) process.send({ id, type: 'distrusted', device: { kind: 'webgpu', reason: 'it was lost' } });
    process.send({ id, type: 'done', result: { kind: 'forward', device: { kind: job.device === 'auto' ? 'cpu' : job.device, description: JSON.stringify(failed) } } });
  });`);
  const devicesTold = async (device: ForwardJob['device']): Promise<unknown> => {
    const supervisor = startSupervisor({ hostPath, failures: new Failures(() => path) });
    const outcome = await supervisor.run<'forward'>({ kind: 'forward', device } as ForwardJob);
    supervisor.dispose();
    return outcome.ok ? JSON.parse(outcome.result.device.description) : outcome;
  };
  const webgpu = { kind: 'webgpu', reason: 'it was lost' };

  it('outlives the window, until the device works when it is asked for by name', async () => {
    expect([await devicesTold('auto'), await devicesTold('auto')]).toEqual([[], [webgpu]]);
    expect([await devicesTold('webgpu'), await devicesTold('webgpu')]).toEqual([[webgpu], []]);
  });

  const files: [string, string, number][] = [
    ['of a day ago', JSON.stringify([{ ...webgpu, at: Date.now() - 24 * 3600 * 1000 }]), 1],
    ['of a month ago, which may be another driver\u2019s', JSON.stringify([{ ...webgpu, at: Date.now() - 30 * 24 * 3600 * 1000 }]), 0],
    ['of a device that nobody knows', JSON.stringify([{ kind: 'abacus', reason: '', at: Date.now() }]), 0],
    ['in a file of something else', '{"a": [', 0],
    ['in a file of other values', '[null, 3, {}]', 0],
  ];
  it.each(files)('%s', (_what, text, count) => {
    writeFileSync(join(folder, 'file.json'), text);
    expect(new Failures(() => join(folder, 'file.json')).all()).toHaveLength(count);
  });

  it('goes on without a file that can be written', () => {
    const failures = new Failures(() => join(hostPath, 'file.json'));
    failures.add({ kind: 'webgpu', reason: 'it was lost' });
    expect(failures.all()).toEqual([webgpu]);
  });
});
