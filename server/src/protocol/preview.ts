/** The messages between the segmentation preview and the extension. Each names the net it is about; a page drops those of another. */
import type { CrfSettings } from './crf';
import type { RunFailure, RunResult } from './run';

/** What the page shows; its label map is an address that a page may load. */
export type PreviewResult = RunResult;

/** What is run on what, in names to show. */
export interface PreviewSubject {
  net: string;
  /** Undefined for a model that holds its weights, which is no text to edit either. */
  weights: string | undefined;
  picture: string;
  /** Where the page may load the picture. */
  pictureAddress: string;
}

/** What the page is told. */
export type PreviewUpdate =
  /** What the page is about from now on; the page keeps `state` for when it is restored. */
  | { type: 'subject'; subject: PreviewSubject; state: PreviewState; rerunOnEdit: boolean }
  /** A run has begun, or has come to a step; `isRefinement` where only the CRF's parameters have changed, which is soon done. */
  | { type: 'running'; step: string | undefined; isRefinement: boolean }
  | { type: 'result'; result: PreviewResult }
  | { type: 'failed'; failure: RunFailure }
  /** A run was given up; what was shown before holds, and the settings that it was made with. */
  | { type: 'cancelled'; crf: CrfSettings | undefined };

/** What the page asks for. */
export type PreviewRequest =
  /** The page can take messages. */
  | { type: 'ready' }
  | { type: 'run' }
  | { type: 'cancel' }
  /** Refine by the CRF from now on, or no longer. */
  | { type: 'refine'; crf: CrfSettings | undefined }
  | { type: 'choosePicture' }
  | { type: 'chooseWeights' }
  | { type: 'showNet'; line: number | undefined }
  | { type: 'rerunOnEdit'; enabled: boolean };

/** A message with the URI of the net's document that it is about. */
export type About<Body> = Body & { source: string };

/** What a preview is made again from after the editor was closed. */
export interface PreviewState {
  source: string;
  /** URIs. */
  weights: string;
  picture: string;
  /** Undefined where the CRF is off. */
  crf: CrfSettings | undefined;
}

/** Texts in the editor's language, by those in English. */
export type PageTranslations = Readonly<Record<string, string | { message: string; comment: string[] }>>;

/** What stands in the page as data. */
export interface PreviewSetup {
  state: PreviewState;
  /** The translations of the editor's language, where there are any. */
  translations: PageTranslations | undefined;
}
