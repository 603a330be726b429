/** Finds the file that a path in a document stands for. Caffe reads paths from where it is started, which is often a folder above. */
import { access } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { URI } from 'vscode-uri';

/** How many folders above the document are tried. */
const mostLevels = 6;

function candidates(document: URI, path: string): string[] {
  if (isAbsolute(path)) return [path];
  const folders: string[] = [];
  for (let folder = dirname(document.fsPath); folders.length < mostLevels; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === dirname(folder)) break;
  }
  return folders.map((folder) => normalize(join(folder, path)));
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

/** URI of the file, or undefined where none of the places has it. */
export async function findFile(documentUri: string, path: string): Promise<string | undefined> {
  const document = URI.parse(documentUri);
  if (document.scheme !== 'file') return undefined;
  for (const candidate of candidates(document, path)) {
    if (await exists(candidate)) return URI.file(candidate).toString();
  }
  return undefined;
}
