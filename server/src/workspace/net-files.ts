/** Nets on the disk: which files are nets, and what is known of one, as the editor has it or as it was saved. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { snapshotOf, type Snapshot } from '../features/snapshot';
import type { Documents } from './documents';
import type { Session } from './session';

/** Larger files are no nets. */
const mostBytes = 4_000_000;

export const isNet = (name: string): boolean => /\.(prototxt|pt)$|\.prototxt\./.test(name);

/** The nets that stand in a folder itself, in order; none where it cannot be read. */
export async function netsBeside(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile() && isNet(entry.name)).map((entry) => join(folder, entry.name)).sort();
}

/** Limits that keep a home folder from being read as a whole. */
const mostFiles = 400;
const mostDepth = 6;

const isHidden = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

async function* walk(folder: string, depth = 0): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile() && isNet(entry.name)) yield path;
    if (entry.isDirectory() && depth < mostDepth && !isHidden(entry.name)) yield* walk(path, depth + 1);
  }
}

/** The nets in a folder and below it, as many as one can look through. */
export async function* netsBelow(folder: string): AsyncGenerator<string> {
  let files = 0;
  for await (const path of walk(folder)) {
    if (++files > mostFiles) return;
    yield path;
  }
}

/** The text of a file as the editor has it, or as it was saved; undefined where it cannot be read or is too large. */
export async function textOf(path: string, documents: Documents): Promise<string | undefined> {
  const open = documents.get(URI.file(path).toString());
  if (open) return open.tree.text;
  const size = await stat(path).then((stats) => stats.size, () => Infinity);
  return size > mostBytes ? undefined : readFile(path, 'utf8').catch(() => undefined);
}

/** The saved text of a file as a snapshot; undefined where it cannot be read or is too large. */
export async function readSnapshot(path: string, session: Session): Promise<Snapshot | undefined> {
  const size = await stat(path).then((stats) => stats.size, () => Infinity);
  if (size > mostBytes) return undefined;
  const uri = URI.file(path).toString();
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : snapshotOf(TextDocument.create(uri, 'prototxt', 0, text), session.snapshotSettings(uri));
}

/** What the editor holds goes before what the disk holds. */
export const currentSnapshot = async (path: string, documents: Documents, session: Session): Promise<Snapshot | undefined> =>
  documents.get(URI.file(path).toString()) ?? readSnapshot(path, session);
