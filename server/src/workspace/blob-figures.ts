/** Figures of stored blobs, read from the file piece by piece so that the server goes on answering; kept with the blob. */
import { open } from 'node:fs/promises';
import type { StoredBlob } from '../weights/blob';
import { decodePart, partsOf, StatisticsSum, type BlobStatistics } from '../weights/values';

/** What is read and summed up between two answers: a few milliseconds. */
const partValues = 1 << 20;

const known = new WeakMap<StoredBlob, BlobStatistics>();
const pending = new WeakMap<StoredBlob, Promise<void>>();

/** The figures of a blob, if they were computed before. */
export const knownFigures = (blob: StoredBlob): BlobStatistics | undefined => known.get(blob);

/** Computes figures of blobs that have none yet. A file that has become shorter, or is gone, gives none. */
export async function computeFigures(path: string, blobs: readonly StoredBlob[], signal: AbortSignal): Promise<void> {
  for (const blob of blobs) {
    if (known.has(blob) || signal.aborted) continue;
    const work = pending.get(blob) ?? compute(path, blob, signal);
    pending.set(blob, work);
    await work;
    pending.delete(blob);
  }
}

async function compute(path: string, blob: StoredBlob, signal: AbortSignal): Promise<void> {
  const sum = new StatisticsSum();
  try {
    const file = await open(path);
    try {
      for (const part of partsOf(blob, partValues)) {
        if (signal.aborted) return;
        const { buffer, bytesRead } = await file.read(new Uint8Array(part.length), 0, part.length, part.offset);
        if (bytesRead < part.length) return;
        sum.add(decodePart(buffer, part, blob.encoding));
      }
    } finally {
      await file.close();
    }
    known.set(blob, sum.result);
  } catch {
    // The weights' own diagnostic tells that the file cannot be read.
  }
}
