// What can be wrong with a request to refine, in words for the person who made it.

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
  readonly message: string;
}

/** Rejects a request that cannot be carried out; `problems` lists all that was found. */
export class RefineError extends Error {
  override readonly name = 'RefineError';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('\n'));
  }
}

/** An error with a single problem. */
export function refineError(code: ProblemCode, message: string): RefineError {
  return new RefineError([{ code, message }]);
}
