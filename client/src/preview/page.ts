/** The preview's page: it shows pictures from the folders that it may read. */
import type { Uri, Webview } from 'vscode';
import type { PreviewState } from '../../../server/src/protocol/preview';
import { framePage } from '../page';

export const pageFor = (webview: Webview, extension: Uri, state: PreviewState): string =>
  framePage(webview, extension, 'preview', { state }, [`img-src ${webview.cspSource} blob:`, `connect-src ${webview.cspSource}`]);
