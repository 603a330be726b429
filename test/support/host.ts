/** The inference host as the product starts it, and arrays in and out of it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job, JobResult } from '../../server/src/inference/messages';
import { readNpy, writeNpy } from '../../server/src/weights/npy';
import { Supervisor, type RunOptions, type SupervisorOptions } from '../../server/src/inference/supervisor';
import { root } from './shared';

/** A supervisor of the built host (`npm run build`). */
export const startSupervisor = (options: Partial<SupervisorOptions> = {}): Supervisor =>
  new Supervisor({ hostPath: join(root, 'dist', 'host.js'), idleMilliseconds: 0, ...options });

/** Does a job that must succeed. */
export async function done<Kind extends Job['kind']>(supervisor: Supervisor, job: Extract<Job, { kind: Kind }>, options: RunOptions = {}): Promise<Extract<JobResult, { kind: Kind }>> {
  const outcome = await supervisor.run<Kind>(job, options);
  if (outcome.ok) return outcome.result;
  throw new Error(outcome.problem.message);
}

/** A folder for arrays. */
export class ArrayFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'atrous-arrays-'));

  write(name: string, shape: readonly number[], values: Float32Array): string {
    const file = join(this.path, `${name.replaceAll('/', '_')}.npy`);
    writeFileSync(file, writeNpy(shape, values));
    return file;
  }

  read(file: string): { shape: readonly number[]; values: Float32Array } {
    const { shape, values } = readNpy(readFileSync(file));
    return { shape, values: Float32Array.from(values) };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
