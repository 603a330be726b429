/** The command that compares two nets: the one being edited with another, or two that are selected in the explorer. */
import { commands, l10n, ThemeIcon, Uri, ViewColumn, window, workspace, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { CompareState } from '../../../server/src/protocol/compare-page';
import { nameOf, netAtHand } from '../documents';
import { filesNear, pickFile } from '../run/pick-file';
import { Comparison } from './comparison';

const viewType = 'atrous.compare';

/** How deep in folders nets are looked for; others are found by browsing. */
const depth = 4;

const isNet = ({ path }: Uri): boolean => /\.(prototxt|pt)$/.test(path);

/** Nets of the folder that is open; those beside the net first. */
async function othersThan(net: Uri): Promise<Uri[]> {
  const beside = Uri.joinPath(net, '..');
  const found = await filesNear(workspace.getWorkspaceFolder(net)?.uri ?? beside, isNet, depth);
  const folder = beside.path;
  const distance = ({ path }: Uri): number => (path.startsWith(`${folder}/`) ? 0 : 1);
  return found.filter((uri) => uri.toString() !== net.toString()).sort((a, b) => distance(a) - distance(b) || a.path.localeCompare(b.path));
}

async function askForNets(argument: unknown, selected: unknown): Promise<CompareState | undefined> {
  const [first, second] = Array.isArray(selected) ? selected.filter((uri) => uri instanceof Uri) : [];
  if (first && second) return { before: first.toString(), after: second.toString() };
  const after = argument instanceof Uri ? argument : netAtHand();
  if (!after) {
    void window.showInformationMessage(l10n.t('Open a prototxt first.'));
    return undefined;
  }
  const before = await pickFile({
    title: l10n.t('Net to compare {0} with', nameOf(after)), found: await othersThan(after), preferred: undefined, folder: Uri.joinPath(after, '..'),
    filter: [l10n.t('Caffe nets'), ['prototxt', 'pt']], icon: () => new ThemeIcon('file-code'),
  });
  return before && { before: before.toString(), after: after.toString() };
}

export function registerComparisons(client: LanguageClient, context: ExtensionContext): void {
  const fill = (panel: WebviewPanel, state: CompareState): void => {
    panel.iconPath = Uri.joinPath(context.extensionUri, 'client', 'media', 'icon.png');
    new Comparison(state, panel, client, context.extensionUri);
  };
  context.subscriptions.push(
    commands.registerCommand('atrous.compareNets', async (argument: unknown, selected: unknown) => {
      const state = await askForNets(argument, selected);
      if (state) fill(window.createWebviewPanel(viewType, '', ViewColumn.Beside), state);
    }),
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel, state?: Partial<CompareState>) => {
        if (state?.before && state.after) fill(panel, { before: state.before, after: state.after });
        else panel.dispose();
        return Promise.resolve();
      },
    }),
  );
}
