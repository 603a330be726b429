/** Layers of all nets in the open folders, by name: files are read when they are first asked for and again after they have changed. */
import { stat } from 'node:fs/promises';
import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { documentSymbols } from '../features/symbols';
import type { Snapshot } from '../features/snapshot';
import type { Documents } from './documents';
import { netsBelow, readSnapshot } from './net-files';
import type { Session } from './session';

const mostSymbols = 500;

/** True where the characters of `query` stand in `name` in their order, as editors match. */
function matches(name: string, query: string): boolean {
  let at = 0;
  for (const character of query.toLowerCase()) {
    at = name.toLowerCase().indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

interface Kept {
  changed: number;
  symbols: WorkspaceSymbol[];
}

const layersOf = (snapshot: Snapshot): WorkspaceSymbol[] =>
  documentSymbols(snapshot)
    .filter(({ kind }) => kind === SymbolKind.Class)
    .map(({ name, kind, detail, selectionRange }) => ({ name, kind, containerName: detail ?? '', location: { uri: snapshot.uri, range: selectionRange } }));

/** @param folders paths of the open folders */
export function createFolderSymbols(folders: () => readonly string[], documents: Documents, session: Session) {
  const kept = new Map<string, Kept>();

  async function symbolsOf(path: string): Promise<WorkspaceSymbol[]> {
    const uri = URI.file(path).toString();
    const open = documents.get(uri);
    if (open) return layersOf(open);
    const { mtimeMs: changed } = await stat(path);
    const known = kept.get(path);
    if (known?.changed === changed) return known.symbols;
    const saved = await readSnapshot(path, session);
    const symbols = saved ? layersOf(saved) : [];
    kept.set(path, { changed, symbols });
    return symbols;
  }

  /** Layers whose names have the characters of `query` in order. */
  return async function find(query: string): Promise<WorkspaceSymbol[]> {
    const found: WorkspaceSymbol[] = [];
    for (const folder of folders()) {
      for await (const path of netsBelow(folder)) {
        if (found.length >= mostSymbols) return found;
        const symbols = await symbolsOf(path).catch(() => []);
        found.push(...symbols.filter(({ name }) => matches(name, query)));
      }
    }
    return found.slice(0, mostSymbols);
  };
}
