/** Devices that fail: `auto` goes on with another, says so, and remembers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verbatim } from '../../server/src/l10n/text';
import type { Devices } from '../../server/src/inference/devices';
import type { FailedDevice, ForwardJob } from '../../server/src/inference/messages';
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
