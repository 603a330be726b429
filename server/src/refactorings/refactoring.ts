/** What a refactoring is: a change of a whole net that keeps what it means, as text edits. */
import type { TextEdit } from '../edits/text-edit';
import type { Words } from '../l10n/text';
import type { AnalyzedNet } from '../rules/nets';
import type { DocumentContext } from '../rules/rule';

/** What refactorings may look at: the document, and the nets that it describes. */
export interface RefactoringContext extends DocumentContext {
  nets: readonly AnalyzedNet[];
}

/** The edits, with what a user should know of them before they are made; or the reason why they would leave a net that Caffe refuses. */
export type RefactoringResult = { edits: readonly TextEdit[]; note?: Words } | { obstacle: Words };

export interface Refactoring {
  /** Stable, such as `output-stride-8`. */
  id: string;
  /** What it does, as an order: `Set output stride to 8 (now 32)`. */
  title: Words;
  /** LSP's code action kind. */
  kind: 'refactor.rewrite' | 'refactor.extract';
  /** True where so much changes that a user should see the difference first. */
  needsPreview: boolean;
  /** Whole numbers that the user is asked for, with what to start from; only editors that can ask offer it. */
  asks?: { prompt: Words; initial: readonly number[] };
  /** Worked out when the refactoring is chosen. @param numbers the answer, where the user was asked */
  result(numbers?: readonly number[]): RefactoringResult;
}

/** The refactorings of one kind that a document offers, at an offset where that matters. */
export type RefactoringProvider = (context: RefactoringContext, offset: number) => readonly Refactoring[];
