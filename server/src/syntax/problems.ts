/** Collects the violations of the text format while a document is read, and keeps their number within reason. */
import type { SyntaxProblem } from './tree';

/** More than this many problems tell a reader nothing new. */
export const MAX_PROBLEMS = 100;

export class ProblemList {
  private readonly found: SyntaxProblem[] = [];

  /** Adds a problem at [start, end), unless there are too many already. */
  add(code: string, start: number, end: number, message: string): void {
    if (this.found.length < MAX_PROBLEMS) this.found.push({ code, start, end, message });
  }

  /** All problems in document order. */
  inOrder(): SyntaxProblem[] {
    return this.found.sort((a, b) => a.start - b.start || a.end - b.end);
  }
}
