/** The open documents: takes the editor's changes, keeps the newest snapshot of each, and tells when one has changed. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver/node';
import { Snapshot, snapshotOf, type SnapshotSettings } from '../features/snapshot';
import { reparse, type TextChange } from '../syntax/reparse';

/** Of each document only the newest snapshot is valid: a change moves the tree and the text of the one before. */
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

/** The one change that makes `after` of `before`, without what both begin and end with. */
function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < shorter - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

/** A single edit as the editor tells it; several, or a new text, as one. */
function changeOf(document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): TextChange | undefined {
  const [change, ...others] = changes;
  if (!change || others.length > 0 || !('range' in change)) return undefined;
  const start = document.offsetAt(change.range.start);
  return { start, oldEnd: document.offsetAt(change.range.end), newEnd: start + change.text.length };
}

/** @param changed called with a document's URI after it was opened, changed, configured or closed */
export function createDocuments(changed: (uri: string) => void): Documents {
  const open = new Map<string, Snapshot>();

  function keep(snapshot: Snapshot): void {
    open.set(snapshot.uri, snapshot);
    changed(snapshot.uri);
  }

  return {
    open: ({ uri, languageId, version, text }, settings) => keep(snapshotOf(TextDocument.create(uri, languageId, version, text), settings)),
    change(uri, version, changes) {
      const before = open.get(uri);
      if (!before) return;
      const told = changeOf(before.document, changes);
      const document = TextDocument.update(before.document, [...changes], version);
      const text = document.getText();
      keep(new Snapshot(document, reparse(before.tree, text, told ?? changeBetween(before.tree.text, text)), before.settings, before));
    },
    close(uri) {
      if (open.delete(uri)) changed(uri);
    },
    configure(uri, settings) {
      const before = open.get(uri);
      if (before) keep(new Snapshot(before.document, before.tree, settings, before));
    },
    get: (uri) => open.get(uri),
    all: () => open.values(),
  };
}
