/** A thread of the host that goes on while a run blocks it: tells the supervisor that the process lives, and ends it when it takes too much memory. */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { signPipe, signs } from './messages';

/** What the thread is told. */
export interface PulseSettings {
  /** Bytes of resident memory. */
  limit: number;
}

const milliseconds = { memory: 100, beat: 1000 };

const { limit } = workerData as PulseSettings;

function tell(sign: string): void {
  try {
    writeSync(signPipe, sign);
  } catch {
    // The supervisor is gone, and the host ends when it notices.
  }
}

/** Microseconds of a beat that the process spends on this thread at most. */
const idleMicroseconds = 50 * milliseconds.beat;

let last = process.cpuUsage();

function beat(): void {
  const { user, system } = process.cpuUsage(last);
  last = process.cpuUsage();
  tell(user + system > idleMicroseconds ? signs.alive : signs.idle);
}

setInterval(beat, milliseconds.beat);
setInterval(() => {
  if (process.memoryUsage.rss() <= limit) return;
  tell(signs.memory);
  process.kill(process.pid, 'SIGKILL');
}, milliseconds.memory);
tell(signs.alive);
