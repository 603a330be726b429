// Copies buffers back to the CPU.
import { mapRead, usage } from './buffers';
import type { Gpu } from './device';

/** A part of a buffer, in 32-bit words. */
export interface Slice {
  readonly buffer: GPUBuffer;
  readonly offset?: number;
  readonly words: number;
}

/** Waits for all submitted work and copies each slice's words to the front of its target. */
export async function readInto({ device }: Gpu, slices: readonly (Slice & { readonly target: Uint32Array })[]): Promise<void> {
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
