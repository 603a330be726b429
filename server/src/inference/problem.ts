/** What can go wrong in a run, in words for the person who started it. */
import { t, phrase, say, sayWording, verbatim, type Phrase, type Words, type Wording } from '../l10n/text';
import type { WayOut } from '../protocol/run';
import { shortened } from '../weights/file';

export interface InferenceProblem {
  code: string;
  /** One or more whole sentences: what failed, why, what to do. */
  message: Words;
  /** 1-based line of the prototxt at fault. */
  line?: number | undefined;
  wayOut?: WayOut | undefined;
}

export const cancelled = (): InferenceProblem => ({ code: 'run/cancelled', message: t('The run was cancelled.') });

/** Ends a job with a problem that the user can act on. */
export class InferenceError extends Error {
  constructor(readonly problem: InferenceProblem) {
    super(problem.message);
  }
}

/** All that the kernels find wrong with a request, a line each. */
export const crfProblems = (problems: readonly { wording: Wording }[]): Words => verbatim(problems.map(({ wording }) => sayWording(wording)).join('\n'));

/** What ends a job that the CRF refuses. */
export const crfRefusal = (problems: readonly { wording: Wording }[]): InferenceError => new InferenceError({ code: 'run/crf', message: crfProblems(problems) });

const reasons: Readonly<Record<string, Phrase>> = {
  ENOENT: phrase('there is no such file'),
  EISDIR: phrase('it is a folder'),
  EACCES: phrase('permission is denied'),
  EPERM: phrase('permission is denied'),
  EEXIST: phrase('a file is in the place of the folder'),
  ENOTDIR: phrase('part of its path is not a folder'),
  ENAMETOOLONG: phrase('its name is too long'),
  ENOSPC: phrase('the disk is full'),
  EROFS: phrase('the disk is read-only'),
  [shortened]: phrase('it became shorter while it was read'),
};

/** The reason behind a file system error, in words. */
export function fileReason(error: unknown): Words {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : reasons[code];
  return reason === undefined ? verbatim(message) : say(reason);
}
