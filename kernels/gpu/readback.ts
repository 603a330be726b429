// Copies buffers back to the CPU.
import { mapRead } from './buffers';
import type { Recorder } from './recorder';

/** A part of a buffer, in 32-bit words. */
export interface Slice {
  readonly buffer: GPUBuffer;
  readonly offset?: number;
  readonly words: number;
}

type Targeted = Slice & { readonly target: Uint32Array };

/** Words read back at a time: marginals of a large picture are more than a buffer may hold. */
const mostWords = 2 ** 26;

/** Hands over what was encoded, waits for it, and copies each slice's words to the front of its target. */
export async function readInto(recorder: Recorder, slices: readonly Targeted[], most = mostWords): Promise<void> {
  for (const batch of batches(slices.flatMap((slice) => pieces(slice, most)), most)) await readBatch(recorder, batch);
}

/** A slice in parts of at most `most` words. */
function pieces({ buffer, offset = 0, words, target }: Targeted, most: number): Targeted[] {
  return Array.from({ length: Math.ceil(words / most) }, (_, part) => {
    const first = part * most;
    return { buffer, offset: offset + first, words: Math.min(most, words - first), target: target.subarray(first) };
  });
}

/** Consecutive slices of at most `most` words together. */
function batches(slices: readonly Targeted[], most: number): Targeted[][] {
  const cut: Targeted[][] = [];
  let room = 0;
  for (const slice of slices) {
    if (slice.words > room) {
      cut.push([]);
      room = most;
    }
    cut.at(-1)?.push(slice);
    room -= slice.words;
  }
  return cut;
}

async function readBatch(recorder: Recorder, slices: readonly Targeted[]): Promise<void> {
  const { buffers } = recorder.gpu;
  const bytes = slices.reduce((sum, { words }) => sum + words * 4, 0);
  const staging = buffers.takeStaging(bytes);
  let at = 0;
  for (const { buffer, offset = 0, words } of slices) {
    recorder.copy(buffer, staging, { fromOffset: offset * 4, toOffset: at, bytes: words * 4 });
    at += words * 4;
  }
  recorder.submit();
  try {
    await staging.mapAsync(mapRead, 0, bytes);
    const mapped = new Uint32Array(staging.getMappedRange(0, bytes));
    let first = 0;
    for (const { words, target } of slices) {
      target.set(mapped.subarray(first, first + words));
      first += words;
    }
    staging.unmap();
    buffers.give(staging);
  } catch (error) {
    staging.destroy();
    throw error;
  }
}

/** Hands over what was encoded, waits for it, and returns the words of each slice. */
export async function readWords(recorder: Recorder, slices: readonly Slice[]): Promise<Uint32Array[]> {
  const parts = slices.map((slice) => ({ ...slice, target: new Uint32Array(slice.words) }));
  await readInto(recorder, parts);
  return parts.map(({ target }) => target);
}
