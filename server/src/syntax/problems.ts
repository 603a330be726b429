/** Collects the violations of the text format while a document is read, and keeps their number within reason. */
import type { SyntaxProblem } from './tree';

/** More problems than this tell a reader nothing new. */
export const MAX_PROBLEMS = 100;

export class ProblemList {
  private readonly found: SyntaxProblem[] = [];

  /** Adds a problem, unless there are too many already. */
  add(problem: SyntaxProblem): void {
    if (this.found.length < MAX_PROBLEMS) this.found.push(problem);
  }

  /** Adds a problem of the rule `code` at [start, end). */
  report(code: string, start: number, end: number, message: string): void {
    this.add({ code, start, end, message });
  }

  /** All problems in document order. */
  inOrder(): SyntaxProblem[] {
    return this.found.sort((a, b) => a.start - b.start || a.end - b.end);
  }
}
