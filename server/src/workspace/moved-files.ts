/** Keeps paths right where files are renamed or moved: those that other files write of them, and those that they write themselves. */
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { FileRename, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { pathLinks, type PathLink } from '../features/document-links';
import type { Snapshot } from '../features/snapshot';
import type { Documents } from './documents';
import { findPlace, startingFolders } from './links';
import { currentSnapshot, netsBelow, textOf } from './net-files';
import type { Session } from './session';

/** Which moves the server wants to hear of: any folder's, and those of files that nets and solvers name. */
export const movesOfInterest = [
  { scheme: 'file', pattern: { glob: '**/*', matches: 'folder' as const } },
  { scheme: 'file', pattern: { glob: '**/*.{prototxt,pt,caffemodel,h5,txt,lst,binaryproto,mat}', matches: 'file' as const } },
  { scheme: 'file', pattern: { glob: '**/*.prototxt.*', matches: 'file' as const } },
];

interface Move {
  from: string;
  to: string;
}

/** Where a path is after the moves. */
function moved(path: string, moves: readonly Move[]): string {
  const move = moves.find(({ from }) => path === from || path.startsWith(from + sep));
  return move ? move.to + path.slice(move.from.length) : path;
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** The path as the moved document writes it: from where it started before, if that still holds, or from the nearest folder above both. */
function rewritten(document: string, start: string, target: string): string {
  const starts = startingFolders(document);
  const from = starts.includes(start) && isWithin(target, start) ? start : (starts.find((folder) => isWithin(target, folder)) ?? dirname(document));
  return relative(from, target).split(sep).join('/');
}

/** The edit of one path, where the moves change it. */
function editOf(snapshot: Snapshot, { range, path }: PathLink, moves: readonly Move[]): TextEdit[] {
  const document = URI.parse(snapshot.uri).fsPath;
  const place = findPlace(document, path);
  // Paths with variables in them are not written as they are read.
  if (place === undefined || snapshot.document.getText(range) !== path) return [];
  const [newDocument, target] = [moved(document, moves), moved(place.target, moves)];
  if (newDocument === document && target === place.target) return [];
  const written = isAbsolute(path) ? target : rewritten(newDocument, moved(place.folder, moves), target);
  const newText = path.startsWith('./') && !written.startsWith('.') ? `./${written}` : written;
  const isSame = join('/', newText) === join('/', path);
  return isSame ? [] : [{ range, newText }];
}

/** Whether a document may write a path to what moves, or moves itself. */
const isConcerned = (path: string, text: string, moves: readonly Move[]): boolean =>
  moves.some(({ from }) => isWithin(path, from) || text.includes(basename(from)));

/** The edits of all nets and solvers of the open folders that keep their paths right; null where there are none. */
export async function editsForMoves(renames: readonly FileRename[], documents: Documents, session: Session): Promise<WorkspaceEdit | null> {
  const moves = renames.map(({ oldUri, newUri }) => ({ from: URI.parse(oldUri).fsPath, to: URI.parse(newUri).fsPath }));
  const changes: Record<string, TextEdit[]> = {};
  for (const folder of session.folders) {
    for await (const path of netsBelow(folder)) {
      const text = await textOf(path, documents);
      const snapshot = text !== undefined && isConcerned(path, text, moves) ? await currentSnapshot(path, documents, session) : undefined;
      const edits = snapshot ? pathLinks(snapshot).flatMap((link) => editOf(snapshot, link, moves)) : [];
      if (snapshot && edits.length > 0) changes[snapshot.uri] = edits;
    }
  }
  return Object.keys(changes).length === 0 ? null : { changes };
}
