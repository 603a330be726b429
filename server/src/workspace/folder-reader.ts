/** Lists the folders that a path in a document may stand for, so that the path can be completed. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { URI } from 'vscode-uri';
import type { FolderEntry, FolderReader } from '../features/completion/paths';
import { startingFolders } from './links';

/** A folder of pictures holds too many files for a list. */
const mostEntries = 1000;

async function entriesOf(folder: string, level: number): Promise<FolderEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return Promise.all(entries.slice(0, mostEntries).map(async (entry) => ({ name: entry.name, isFolder: await isFolder(folder, entry), level })));
}

/** Data sets are often linked to from elsewhere. */
async function isFolder(parent: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  const target = await stat(join(parent, entry.name)).catch(() => undefined);
  return target?.isDirectory() === true;
}

const isWithin = (folder: string, root: string): boolean => {
  const path = relative(root, folder);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
};

/** The places of a relative path, by how far above they start: beside the document, and in the folders above while that leads into an open folder. */
const placesOf = (folder: string, file: string, roots: readonly string[]): (readonly [place: string, level: number])[] =>
  startingFolders(file)
    .map((start, level) => [join(start, folder), level] as const)
    .filter(([place, level]) => level === 0 || roots.some((root) => isWithin(place, root)));

/** @param roots paths of the open folders; documents that are not on this computer have no files beside them */
export function folderReader(documentUri: string, roots: readonly string[]): FolderReader {
  const document = URI.parse(documentUri);
  return async (folder) => {
    if (document.scheme !== 'file') return [];
    if (isAbsolute(folder)) return entriesOf(folder, 0);
    const places = placesOf(folder, document.fsPath, roots);
    return (await Promise.all(places.map(([place, level]) => entriesOf(place, level)))).flat();
  };
}
