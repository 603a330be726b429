// Copies buffers back to the CPU.
import { mapRead, usage } from './buffers';
import type { Gpu } from './device';

/** A part of a buffer, in 32-bit words. */
export interface Slice {
  readonly buffer: GPUBuffer;
  readonly offset?: number;
  readonly words: number;
}

type Targeted = Slice & { readonly target: Uint32Array };

/** Words read back at a time: marginals of a large picture are more than a buffer may hold. */
const mostWords = 2 ** 26;

/** Waits for all submitted work and copies each slice's words to the front of its target. */
export async function readInto(gpu: Gpu, slices: readonly Targeted[], most = mostWords): Promise<void> {
  for (const batch of batches(slices.flatMap((slice) => pieces(slice, most)), most)) await readBatch(gpu, batch);
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

async function readBatch({ device }: Gpu, slices: readonly Targeted[]): Promise<void> {
  const total = slices.reduce((sum, { words }) => sum + words, 0);
  const staging = device.createBuffer({ size: Math.max(4, total * 4), usage: usage.mapRead | usage.copyTarget });
  const encoder = device.createCommandEncoder();
  let at = 0;
  for (const { buffer, offset = 0, words } of slices) {
    encoder.copyBufferToBuffer(buffer, offset * 4, staging, at, words * 4);
    at += words * 4;
  }
  device.queue.submit([encoder.finish()]);
  try {
    await staging.mapAsync(mapRead);
    const mapped = new Uint32Array(staging.getMappedRange());
    let first = 0;
    for (const { words, target } of slices) {
      target.set(mapped.subarray(first, first + words));
      first += words;
    }
  } finally {
    staging.destroy();
  }
}

/** Waits for all submitted work and returns the words of each slice. */
export async function readWords(gpu: Gpu, slices: readonly Slice[]): Promise<Uint32Array[]> {
  const parts = slices.map((slice) => ({ ...slice, target: new Uint32Array(slice.words) }));
  await readInto(gpu, parts);
  return parts.map(({ target }) => target);
}
