// What can be wrong with a request to refine, in words for the person who made it.
import { textOf, type Wording } from './wording';

export type ProblemCode =
  | 'image-shape'
  | 'image-values'
  | 'classes'
  | 'input-shape'
  | 'input-values'
  | 'looks-like-scores'
  | 'looks-like-probabilities'
  | 'parameters'
  | 'iterations'
  | 'too-large'
  | 'device';

/** One thing that is wrong: what, where, and what to do. */
export interface Problem {
  readonly code: ProblemCode;
  /** In English. */
  readonly message: string;
  /** The message with its values apart, to be said in another language. */
  readonly wording: Wording;
}

export const problem = (code: ProblemCode, wording: Wording): Problem => ({ code, message: textOf(wording), wording });

/** Rejects a request that cannot be carried out; `problems` lists all that was found. */
export class RefineError extends Error {
  override readonly name = 'RefineError';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('\n'));
  }
}

/** An error with a single problem. */
export function refineError(code: ProblemCode, wording: Wording): RefineError {
  return new RefineError([problem(code, wording)]);
}
