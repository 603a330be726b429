/** Completion of paths: the files and folders that a path begun in the document can go on with. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { pathKindOf, type PathKind } from '../../schema/path-fields';
import { substitute } from '../../schema/values';
import type { Snapshot } from '../snapshot';
import { quoted, snippetText, type Choice } from './item';
import type { Site } from './site';

/** What stands in a folder. */
export interface FolderEntry {
  name: string;
  isFolder: boolean;
  /** How many folders above the document the path starts: 0 for its own. */
  level: number;
}

/** Lists a folder as the document writes it (`` for where paths start), with all places that it may stand for. */
export type FolderReader = (folder: string) => Promise<readonly FolderEntry[]>;

/** Which files are offered; folders always are, since one may go on from there. */
const fileNames: Readonly<Record<PathKind, RegExp>> = {
  net: /\.(prototxt|pt)$|\.prototxt\./,
  weights: /\.caffemodel(\.h5)?$/,
  file: /^/,
  folder: /^(?!)/,
};

/** Names that would end the string, or are hidden and not asked for. */
const isOffered = (name: string, begun: string): boolean => !/["'\\\n]/.test(name) && (begun.startsWith('.') || !name.startsWith('.'));

/** More levels than this share the last rank. */
const mostLevels = 6;

/** Nets and weights are few and sought by name; other files stand among the folders, nearer ones first. */
function choiceOf({ name, isFolder, level }: FolderEntry, folder: string, kind: PathKind, site: Site): Choice {
  const path = `${folder}${name}${isFolder ? '/' : ''}`;
  const goesOn = isFolder && site.quote === undefined;
  return {
    label: isFolder ? `${name}/` : name, filter: path, insert: goesOn ? `"${snippetText(path)}$0"` : quoted(site, path), isSnippet: goesOn, rank: !isFolder && kind !== 'file' ? 0 : 1 + Math.min(level, mostLevels), order: level,
    kind: isFolder ? CompletionItemKind.Folder : CompletionItemKind.File,
    ...(level > 0 && { detail: Array.from({ length: level }, () => '..').join('/') }), continues: isFolder,
  };
}

/** The choices for the path at the site, nearer ones first; undefined where no path is asked for. */
export async function pathChoices(snapshot: Snapshot, site: Site, read: FolderReader): Promise<readonly Choice[] | undefined> {
  const kind = site.field && pathKindOf(site.inside.type, site.field.name);
  if (kind === undefined) return undefined;
  const written = site.quote === undefined ? '' : snapshot.tree.text.slice(site.replaced.start, site.offset);
  const folder = written.slice(0, written.lastIndexOf('/') + 1);
  const entries = await read(substitute(folder, snapshot.context.variables));
  const nearest = new Map<string, FolderEntry>();
  for (const entry of entries) if (!nearest.has(entry.name)) nearest.set(entry.name, entry);
  return [...nearest.values()]
    .filter(({ name, isFolder }) => isOffered(name, written.slice(folder.length)) && (isFolder || fileNames[kind].test(name)))
    .map((entry) => choiceOf(entry, folder, kind, site));
}
