/** `atrous/dialect`: which Caffe a document is written for. The answer is null for documents that are not open. */

export const dialectRequest = 'atrous/dialect';

export interface DialectParams {
  uri: string;
}

export interface DialectChoice {
  id: string;
  title: string;
  description: string;
  /** Whether it has everything that the document uses. */
  fits: boolean;
}

export interface DialectReport {
  kind: 'net' | 'solver' | 'other';
  /** Identifier of the document's dialect. */
  dialect: string;
  /** True where a comment in the file or a setting says so; otherwise it was inferred. */
  isStated: boolean;
  /** All dialects, preferred ones first. */
  choices: readonly DialectChoice[];
}
