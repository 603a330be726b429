/** Asks for one of the files that were found, or for any other. */
import { FileType, l10n, QuickPickItemKind, ThemeIcon, Uri, window, workspace, type QuickPickItem } from 'vscode';
import { nameOf } from '../documents';

export interface FileQuestion {
  /** What is asked, such as `Weights for deploy.prototxt`. */
  title: string;
  found: readonly Uri[];
  /** Goes first and is selected. */
  preferred: Uri | undefined;
  /** Where a file dialog opens. */
  folder: Uri;
  /** A file dialog's filter: a name for people, and extensions. */
  filter: readonly [string, readonly string[]];
  icon(uri: Uri): ThemeIcon | Uri;
}

interface FileItem extends QuickPickItem {
  uri: Uri | undefined;
}

/** Where a file lies, from the folder that is open; what lies in that folder itself needs no word. */
const folderText = (folder: Uri): string =>
  (workspace.workspaceFolders?.length === 1 && workspace.workspaceFolders[0]?.uri.toString() === folder.toString() ? '' : workspace.asRelativePath(folder));

const itemFor = (uri: Uri, question: FileQuestion): FileItem => ({
  label: nameOf(uri),
  description: folderText(Uri.joinPath(uri, '..')),
  iconPath: question.icon(uri),
  uri,
});

async function browse({ title, folder, filter: [name, extensions] }: FileQuestion): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({ title, defaultUri: folder, filters: { [name]: [...extensions] }, openLabel: l10n.t('Choose') });
  return chosen?.[0];
}

/** The file that the user chose; undefined where the question was dismissed. Nothing found asks with the file dialog at once. */
export async function pickFile(question: FileQuestion): Promise<Uri | undefined> {
  const { preferred, found } = question;
  const others = found.filter((uri) => uri.toString() !== preferred?.toString());
  const files = preferred ? [preferred, ...others] : others;
  if (files.length === 0) return browse(question);
  const items: FileItem[] = [
    ...files.map((uri) => itemFor(uri, question)),
    { label: '', kind: QuickPickItemKind.Separator, uri: undefined },
    { label: l10n.t('Browse…'), iconPath: new ThemeIcon('folder-opened'), alwaysShow: true, uri: undefined },
  ];
  const chosen = await window.showQuickPick(items, { title: question.title, matchOnDescription: true });
  if (!chosen) return undefined;
  return chosen.uri ?? browse(question);
}

/** Files of a folder that match, and of the folders in it down to `depth`, in order of path. */
export async function filesNear(folder: Uri, matches: (uri: Uri) => boolean, depth = 1): Promise<Uri[]> {
  const found: Uri[] = [];
  for (const [name, type] of await readFolder(folder)) {
    const uri = Uri.joinPath(folder, name);
    if (type & FileType.File && matches(uri)) found.push(uri);
    if (type & FileType.Directory && depth > 0 && !name.startsWith('.')) found.push(...(await filesNear(uri, matches, depth - 1)));
  }
  return found.sort((a, b) => a.path.localeCompare(b.path));
}

async function readFolder(folder: Uri): Promise<[string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
