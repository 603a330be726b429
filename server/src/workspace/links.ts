/** Finds the file that a path in a document stands for. Caffe reads paths from where it is started, which is often a folder above. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { URI } from 'vscode-uri';

/** How many folders above the document are tried. */
const mostLevels = 6;

/** The folders that a path in the file may start from, the file's own first. */
export function startingFolders(file: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(file); folders.length < mostLevels; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === dirname(folder)) break;
  }
  return folders;
}

const candidates = (document: URI, path: string): string[] =>
  isAbsolute(path) ? [path] : startingFolders(document.fsPath).map((folder) => normalize(join(folder, path)));

/** Where a path of a document leads, and the folder that it starts from; undefined where none of the places has it. */
export function findPlace(document: string, path: string): { folder: string; target: string } | undefined {
  const places = isAbsolute(path)
    ? [{ folder: dirname(path), target: normalize(path) }]
    : startingFolders(document).map((folder) => ({ folder, target: normalize(join(folder, path)) }));
  return places.find(({ target }) => existsSync(target));
}

/** URI of the file or folder; undefined where none of the places has it, and for documents that are not on this computer. */
export function findFile(documentUri: string, path: string): string | undefined {
  const document = URI.parse(documentUri);
  if (document.scheme !== 'file') return undefined;
  const found = findPlace(document.fsPath, path)?.target;
  return found === undefined ? undefined : URI.file(found).toString();
}

/** A folder of pictures holds too many files to look through. */
const mostNames = 1000;

function namesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).slice(0, mostNames);
  } catch {
    return [];
  }
}

/** The names in every place that a folder may stand for, the nearest first. */
export function namesIn(documentUri: string, folder: string): readonly string[] {
  const document = URI.parse(documentUri);
  return document.scheme === 'file' ? candidates(document, folder).flatMap(namesOf) : [];
}
