/** What can go wrong in a run, in words for the person who started it. */
import type { WayOut } from '../protocol/run';

export interface InferenceProblem {
  code: string;
  /** One or more whole sentences: what failed, why, what to do. */
  message: string;
  /** 1-based line of the prototxt at fault. */
  line?: number | undefined;
  wayOut?: WayOut | undefined;
}

/** Ends a job with a problem that the user can act on. */
export class InferenceError extends Error {
  constructor(readonly problem: InferenceProblem) {
    super(problem.message);
  }
}

/** The reason behind a file system error, in words. */
export function fileReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'permission is denied',
    ENOTDIR: 'part of its path is not a folder',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
  };
  return (code !== undefined && reasons[code]) || message;
}
