/** Why a net cannot be made into a graph, with the place to change. */
import { t, type Words } from '../l10n/text';
import type { SourceRange } from '../syntax/tree';

export interface LoweringProblem {
  code: string;
  /** What is wrong, as a sentence without its full stop. */
  what: Words;
  /** More about it: why, and what to do. Without a full stop. */
  detail?: Words | undefined;
  /** Where in the prototxt; undefined for the net as a whole. */
  at: SourceRange | undefined;
}

/** «What, at line N: detail.» */
export function problemText({ what, detail }: LoweringProblem, line: number | undefined): Words {
  const place = line === undefined ? what : t`${what}, at line ${line}`;
  return detail === undefined ? t`${place}.` : t`${place}: ${detail}.`;
}

/** Thrown inside lowering and caught where it starts. */
export class LoweringError extends Error {
  constructor(readonly problem: LoweringProblem) {
    super(problemText(problem, undefined));
  }
}
