/** Collects the violations of the text format while a document is read, and keeps their number within reason. */
import { t, type Words } from '../l10n/text';
import type { SyntaxProblem } from './tree';

/** More problems than this tell a reader nothing new. */
export const MAX_PROBLEMS = 100;

/** The problems whose cause and effect may be far apart. */
export const braceProblems: ReadonlySet<string> = new Set(['missing-brace', 'extra-brace', 'mismatched-brace']);

/** A prototxt, however wrong, has one problem in this many characters at most. */
const CHARACTERS_PER_PROBLEM = 20;

const notPrototxt = (): SyntaxProblem => ({
  code: 'not-prototxt',
  start: 0,
  end: 1,
  message: t('This is no prototxt: hardly a word of it can be read. A prototxt has `field: value` and `block { ... }`.'),
});

export class ProblemList {
  private found: SyntaxProblem[] = [];
  private verdict: SyntaxProblem | undefined;

  /** Adds a problem, unless there are too many already; one that touches an equal one before it makes that longer. */
  add(problem: SyntaxProblem): void {
    const last = this.found.at(-1);
    if (last !== undefined && last.end === problem.start && last.message === problem.message) last.end = problem.end;
    else if (this.found.length < MAX_PROBLEMS) this.found.push(problem);
  }

  /** Adds a problem of the rule `code` at [start, end). */
  report(code: string, start: number, end: number, message: Words, data?: SyntaxProblem['data']): void {
    this.add({ code, start, end, message, ...(data && { data }) });
  }

  /** Whether reading on would tell nothing new. */
  get isFull(): boolean {
    return this.found.length >= MAX_PROBLEMS;
  }

  /** Says what is wrong with the document as a whole: no other problem counts then. */
  condemn(problem: SyntaxProblem): void {
    this.verdict = problem;
  }

  /** The problems in order, of each line of `text` the first of its kind; or the verdict on the whole. */
  inOrder(text: string): SyntaxProblem[] {
    inOrder(this.found);
    const verdict = this.verdict ?? (this.isFlood() ? notPrototxt() : undefined);
    return verdict ? [verdict] : firstOfEachLine(text, this.found);
  }

  /** Whether there are so many problems in so little text that it must be something else. */
  private isFlood(): boolean {
    const span = (this.found.at(-1)?.end ?? 0) - (this.found[0]?.start ?? 0);
    return this.isFull && span < MAX_PROBLEMS * CHARACTERS_PER_PROBLEM;
  }
}

/** Of several problems on one line the others mostly follow from the first, except that braces count for themselves. */
function firstOfEachLine(text: string, problems: SyntaxProblem[]): SyntaxProblem[] {
  const braces = problems.filter(({ code }) => braceProblems.has(code));
  const others = problems.filter(({ code }) => !braceProblems.has(code));
  return inOrder([...onDifferentLines(text, braces), ...onDifferentLines(text, others)]);
}

function onDifferentLines(text: string, problems: SyntaxProblem[]): SyntaxProblem[] {
  return problems.filter(({ start }, index) => index === 0 || text.slice((problems[index - 1] as SyntaxProblem).start, start).includes('\n'));
}

function inOrder(problems: SyntaxProblem[]): SyntaxProblem[] {
  return problems.sort((a, b) => a.start - b.start || a.end - b.end);
}
