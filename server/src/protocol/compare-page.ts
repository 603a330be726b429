/** The messages between the page that compares two nets and the extension. */
import type { CompareOutcome } from './compare';

/** What the page is made again from after the editor was closed: URIs. */
export interface CompareState {
  before: string;
  after: string;
}

/** What stands in the page as data. */
export interface CompareSetup {
  state: CompareState;
  names: { before: string; after: string };
}

export type CompareRequest =
  /** The page can take messages. */
  | { type: 'ready' }
  /** Shows a line, from 0, of one of the nets. */
  | { type: 'reveal'; side: 'before' | 'after'; line: number }
  | { type: 'swap' }
  /** Opens the editor's own comparison of the texts. */
  | { type: 'compareText' };

export interface CompareUpdate {
  outcome: CompareOutcome;
}
