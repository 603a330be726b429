/** The commands that the server's answers name and the client carries out. */
import type { TextEdit } from 'vscode-languageserver-types';

/** Arguments: the net's URI. Asks for what is missing and opens the preview. */
export const runCommand = 'atrous.runOnImage';

/** Arguments: URI, position and locations, as the protocol writes them. Shows the places that read a blob. */
export const showReadersCommand = 'atrous.showReaders';

/** Arguments: a `PreviewedEdits`. Shows what edits would make of a document beside it, and makes them once the user agrees. */
export const previewEditsCommand = 'atrous.previewEdits';

export interface PreviewedEdits {
  /** What the edits do. */
  title: string;
  uri: string;
  /** The version of the document that the edits are for. */
  version: number;
  edits: readonly TextEdit[];
  /** What to know of them before they are made, in the user's language. */
  note?: string | undefined;
}

/** Arguments: a `RefactoringQuestion`. Asks for numbers, has the refactoring worked out with them, and shows what it would make. */
export const askForNumbersCommand = 'atrous.askForNumbers';

export interface RefactoringQuestion {
  /** The refactoring's identifier and title. */
  id: string;
  title: string;
  uri: string;
  /** Where it was asked for. */
  offset: number;
  prompt: string;
  initial: readonly number[];
}

/** `atrous/refactor`: works out a refactoring with numbers that the user gave. Parameters: `RefactorParams`; answers with `RefactorOutcome`. */
export const refactorRequest = 'atrous/refactor';

export interface RefactorParams {
  textDocument: { uri: string };
  id: string;
  offset: number;
  numbers: readonly number[];
}

export type RefactorOutcome = ({ ok: true } & PreviewedEdits) | { ok: false; message: string };
