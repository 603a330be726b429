/** The open documents: takes the editor's changes, keeps the newest snapshot of each, and tells when one has changed. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver/node';
import { Snapshot, snapshotOf, type SnapshotSettings } from '../features/snapshot';
import { parse } from '../syntax/parser';

export interface Documents {
  open(item: TextDocumentItem, settings: SnapshotSettings): void;
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  /** Takes new settings for a document; what depends on them is made again. */
  configure(uri: string, settings: SnapshotSettings): void;
  /** The newest snapshot; undefined for a document that is not open. */
  get(uri: string): Snapshot | undefined;
  all(): Iterable<Snapshot>;
}

/** A new document: the one before belongs to its snapshot and stays as it is. */
function edited(before: TextDocument, version: number, changes: readonly TextDocumentContentChangeEvent[]): TextDocument {
  const { uri, languageId } = before;
  return changes.reduce((document, change) => {
    const text = document.getText();
    if (!('range' in change)) return TextDocument.create(uri, languageId, version, change.text);
    const [start, end] = [document.offsetAt(change.range.start), document.offsetAt(change.range.end)];
    return TextDocument.create(uri, languageId, version, text.slice(0, start) + change.text + text.slice(end));
  }, before);
}

/** @param changed called after each change with the new snapshot */
export function createDocuments(changed: (snapshot: Snapshot) => void): Documents {
  const open = new Map<string, Snapshot>();

  function keep(snapshot: Snapshot): void {
    open.set(snapshot.uri, snapshot);
    changed(snapshot);
  }

  return {
    open: ({ uri, languageId, version, text }, settings) => keep(snapshotOf(TextDocument.create(uri, languageId, version, text), settings)),
    change(uri, version, changes) {
      const before = open.get(uri);
      if (!before) return;
      const document = edited(before.document, version, changes);
      keep(new Snapshot(document, parse(document.getText()), before.settings, before));
    },
    close: (uri) => void open.delete(uri),
    configure(uri, settings) {
      const before = open.get(uri);
      if (before) keep(new Snapshot(before.document, before.tree, settings, before));
    },
    get: (uri) => open.get(uri),
    all: () => open.values(),
  };
}
