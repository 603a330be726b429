/** The pages that show a net beside its text: what the server tells of it, and the messages between page and extension. */
import type { Description } from '../analysis/describe';
import type { NetGraph } from './graph';

export type { NetGraph } from './graph';
export type { DescribedLayer, DescribedShape, Description, PerAxis } from '../analysis/describe';

/** `atrous/describe`: the figures of an open document's net. Parameters: `AboutDocument`; answers with a `ViewContent` of `Description`. */
export const describeRequest = 'atrous/describe';

/** `atrous/describeAs`: the same as text. Parameters: `DescribeAs`; answers with the text, or null where there is no net. */
export const describeAsRequest = 'atrous/describeAs';

/** `atrous/graph`: the net as a graph. Parameters: `AboutDocument`; answers with a `ViewContent` of `NetGraph`. */
export const graphRequest = 'atrous/graph';

export interface AboutDocument {
  textDocument: { uri: string };
}

export interface DescribeAs extends AboutDocument {
  format: TextFormat;
}

export type TextFormat = 'csv' | 'markdown';

/** What a page shows of a document at one version. */
export interface ViewContent<Content> {
  version: number;
  /** Null where the document holds no net. */
  content: Content | null;
  /** The text has syntax errors: what was understood may lack layers. */
  isBroken: boolean;
}

/** What a page is told. */
export type ViewUpdate<Content> =
  | ({ type: 'content' } & ViewContent<Content>)
  /** The cursor is on this line, from 0. */
  | { type: 'cursor'; line: number };

/** What a page asks for. */
export type ViewRequest =
  /** The page can take messages. */
  | { type: 'ready' }
  /** Shows a line, from 0; the editor takes the focus where `focus` says so. */
  | { type: 'reveal'; line: number; focus: boolean }
  /** Puts all figures on the clipboard. */
  | { type: 'copy'; format: TextFormat }
  /** Saves a picture of what is shown; the user is asked where. */
  | { type: 'saveSvg'; svg: string };

/** The pages, and what each shows. */
export interface ViewContents {
  layers: Description;
  graph: NetGraph;
}

export type ViewKind = keyof ViewContents;

/** What a page is made again from after the editor was closed. */
export interface ViewState {
  /** URI of the net's document. */
  source: string;
}
