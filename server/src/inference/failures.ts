/** Devices that failed, which `auto` leaves alone from then on: for as long as this lives, or in a file for the next start too. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FailedDevice } from './messages';

interface Failure extends FailedDevice {
  /** Milliseconds since 1970. */
  at: number;
}

const kinds: ReadonlySet<string> = new Set<FailedDevice['kind']>(['webgpu', 'cuda', 'directml', 'coreml']);

/** Then a driver may be another, and the device is tried again. */
const rememberedMilliseconds = 7 * 24 * 3600 * 1000;

export class Failures {
  private read: Failure[] | undefined;

  /** @param path of a file that remembers, asked for when it is needed. One that cannot be read or written costs the memory alone */
  constructor(private readonly path: () => string | undefined = () => undefined) {}

  private get failures(): readonly Failure[] {
    return (this.read ??= readFailures(this.path()));
  }

  all(): readonly FailedDevice[] {
    return this.failures.map(({ kind, reason }) => ({ kind, reason }));
  }

  add({ kind, reason }: FailedDevice): void {
    this.replace([...this.failures.filter((failure) => failure.kind !== kind), { kind, reason, at: Date.now() }]);
  }

  /** The device works again. */
  forget(kind: FailedDevice['kind']): void {
    if (this.failures.some((failure) => failure.kind === kind)) this.replace(this.failures.filter((failure) => failure.kind !== kind));
  }

  private replace(failures: Failure[]): void {
    this.read = failures;
    const path = this.path();
    if (path === undefined) return;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify(failures));
    } catch {
      // It is remembered until this process ends.
    }
  }
}

function readFailures(path: string | undefined): Failure[] {
  if (path === undefined) return [];
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(found) ? found.filter(isRecent) : [];
  } catch {
    return [];
  }
}

function isRecent(found: unknown): found is Failure {
  const { kind, reason, at } = (found ?? {}) as Partial<Record<keyof Failure, unknown>>;
  return typeof kind === 'string' && kinds.has(kind) && typeof reason === 'string' && typeof at === 'number' && Date.now() - at < rememberedMilliseconds;
}
