/** Copies the example that comes with the extension to a folder of the user's, and opens it. */
import { commands, FileType, l10n, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { exists } from './run/choices';

const folderName = 'atrous-nuclei';

/** A folder that is not there yet, named after the example. */
async function freeFolder(parent: Uri): Promise<Uri> {
  for (let number = 1; ; number++) {
    const folder = Uri.joinPath(parent, number === 1 ? folderName : `${folderName}-${number}`);
    if (!(await exists(folder))) return folder;
  }
}

async function openExample(source: Uri): Promise<void> {
  const [parent] = (await window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, title: l10n.t('Where to put the example'), openLabel: l10n.t('Put It Here') })) ?? [];
  if (!parent) return;
  const folder = await freeFolder(parent);
  try {
    await copyFolder(source, folder);
  } catch (error) {
    void window.showErrorMessage(l10n.t('The example cannot be put into {0}: {1}. Choose another folder.', parent.fsPath, (error as Error).message));
    return;
  }
  await commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: workspace.workspaceFolders !== undefined });
}

/** File by file: the extension's own folder may lie on another file system. */
async function copyFolder(from: Uri, to: Uri): Promise<void> {
  await workspace.fs.createDirectory(to);
  for (const [name, type] of await workspace.fs.readDirectory(from)) {
    const [source, target] = [Uri.joinPath(from, name), Uri.joinPath(to, name)];
    if (type === FileType.Directory) await copyFolder(source, target);
    else await workspace.fs.writeFile(target, await workspace.fs.readFile(source));
  }
}

export function registerExample({ extensionUri, subscriptions }: ExtensionContext): void {
  subscriptions.push(commands.registerCommand('atrous.openExample', () => openExample(Uri.joinPath(extensionUri, 'examples', 'nuclei'))));
}
