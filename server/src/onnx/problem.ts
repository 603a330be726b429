/** Why a net cannot be made into a graph, with the place to change. */
import type { SourceRange } from '../syntax/tree';

export interface LoweringProblem {
  code: string;
  /** What is wrong, as a sentence without its full stop. */
  what: string;
  /** More about it: why, and what to do. Without a full stop. */
  detail?: string | undefined;
  /** Where in the prototxt; undefined for the net as a whole. */
  at: SourceRange | undefined;
}

/** «What, at line N: detail.» */
export function problemText({ what, detail }: LoweringProblem, line: number | undefined): string {
  return `${what}${line === undefined ? '' : `, at line ${line}`}${detail === undefined ? '' : `: ${detail}`}.`;
}

/** Thrown inside lowering and caught where it starts. */
export class LoweringError extends Error {
  constructor(readonly problem: LoweringProblem) {
    super(problemText(problem, undefined));
  }
}
