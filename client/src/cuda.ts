/** "Set Up CUDA": shows what is there, says where the rest comes from, takes a folder. Nothing is downloaded. */
import { env, l10n, ThemeIcon, Uri, window, workspace, type QuickPickItem } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { CudaPart } from '../../server/src/protocol/devices';
import { listDevices } from './list-devices';

interface PartItem extends QuickPickItem {
  /** What choosing it does; undefined for what is there. */
  act?: () => Thenable<unknown>;
}

const icons: Readonly<Record<CudaPart['state'], string>> = { found: 'pass', misplaced: 'warning', missing: 'error' };

/** Copies what lies in the user's folder to where it is looked for. */
async function putInPlace({ files, from, to }: NonNullable<CudaPart['copy']>): Promise<void> {
  for (const file of files) await workspace.fs.copy(Uri.joinPath(Uri.file(from), file), Uri.joinPath(Uri.file(to), file), { overwrite: true });
}

function itemFor({ title, state, missing, folder, help, url, copy }: CudaPart): PartItem {
  const label = `$(${icons[state]}) ${title}`;
  if (state === 'found') return { label, description: folder ?? '' };
  if (copy) return { label, description: l10n.t('Copy it from {0} to where ONNX Runtime looks for it', copy.from), act: () => putInPlace(copy) };
  return { label, description: missing.join(', '), detail: help, act: () => env.openExternal(Uri.parse(url)) };
}

async function chooseFolder(): Promise<void> {
  const [folder] = (await window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, title: l10n.t('Folder with CUDA’s libraries'), openLabel: l10n.t('Choose') })) ?? [];
  if (folder) await workspace.getConfiguration('atrous').update('inference.cudaFolder', folder.fsPath, true);
}

export async function setUpCuda({ client }: { client: LanguageClient }): Promise<void> {
  for (;;) {
    const list = await listDevices(client);
    if (!list.ok || list.cuda.length === 0) {
      void window.showInformationMessage(list.ok ? l10n.t('ONNX Runtime has CUDA on Linux x64 only. WebGPU runs nets on the graphics card here.') : list.message);
      return;
    }
    const isComplete = list.cuda.every(({ state }) => state === 'found');
    const folder: PartItem = { label: l10n.t('Choose a folder with the libraries…'), iconPath: new ThemeIcon('folder-opened'), act: chooseFolder };
    const title = isComplete ? l10n.t('CUDA: everything is there') : l10n.t('CUDA: what it needs');
    const placeHolder = isComplete ? '' : l10n.t('Choose a line to open the page that it comes from');
    const chosen = await window.showQuickPick([...list.cuda.map(itemFor), folder], { title, placeHolder, matchOnDescription: true });
    if (!chosen) return;
    await chosen.act?.();
  }
}
