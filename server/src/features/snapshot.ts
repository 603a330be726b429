/**
 * A document at one version, and what is known of it. Each state is reached when it is first asked for, and kept:
 * Parsed (tree), Modelled (context, nets), Checked (findings).
 */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Phase } from '../net/net';
import type { DocumentContext, Finding } from '../rules/rule';
import { checkText, documentContext, type DocumentSettings } from '../rules/rules';
import { parse } from '../syntax/parser';
import type { SyntaxTree } from '../syntax/tree';

export interface SnapshotSettings extends DocumentSettings {
  /** The phase to show where a layer is in both. */
  phase: Phase;
}

export class Snapshot {
  private known: { context?: DocumentContext; findings?: readonly Finding[] } = {};

  constructor(
    readonly document: TextDocument,
    readonly tree: SyntaxTree,
    readonly settings: SnapshotSettings,
  ) {}

  get uri(): string {
    return this.document.uri;
  }

  /** Modelled: kind, dialect and variables. */
  get context(): DocumentContext {
    return (this.known.context ??= documentContext(this.tree, this.settings));
  }

  /** Checked: what the rules find, in document order. */
  get findings(): readonly Finding[] {
    return (this.known.findings ??= checkText(this.context));
  }
}

/** The snapshot of a text that has none before it. */
export const snapshotOf = (document: TextDocument, settings: SnapshotSettings): Snapshot =>
  new Snapshot(document, parse(document.getText()), settings);
