/** Why a net cannot be made into a graph, with the place to change. */
import type { SourceRange } from '../syntax/tree';

export interface LoweringProblem {
  code: string;
  message: string;
  /** Where in the prototxt; undefined for the net as a whole. */
  at: SourceRange | undefined;
}

/** Thrown inside lowering and caught where it starts. */
export class LoweringError extends Error {
  constructor(readonly problem: LoweringProblem) {
    super(problem.message);
  }
}
