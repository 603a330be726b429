/** Starts the language server and keeps it told of the editor's colours and of trust. */
import { ColorThemeKind, l10n, window, workspace, type ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import { themeNotification, trustNotification, type InitializationOptions, type Theme } from '../../server/src/protocol/settings';
import { documentSelector } from './documents';

const themes: Record<ColorThemeKind, Theme> = {
  [ColorThemeKind.Light]: 'light',
  [ColorThemeKind.Dark]: 'dark',
  [ColorThemeKind.HighContrast]: 'highContrast',
  [ColorThemeKind.HighContrastLight]: 'highContrastLight',
};

const currentTheme = (): Theme => themes[window.activeColorTheme.kind];

/** The server, not yet started. */
export function createServer(context: ExtensionContext): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  const initializationOptions = (): InitializationOptions => ({
    storage: context.globalStorageUri.toString(),
    isTrusted: workspace.isTrusted,
    theme: currentTheme(),
    html: true,
    commands: true,
  });
  const options: LanguageClientOptions = {
    documentSelector,
    initializationOptions,
    markdown: { supportHtml: true },
  };
  return new LanguageClient('atrous', l10n.t('Atrous Language Server'), server, options);
}

/** Passes on what changes while the server runs. */
export function followEditor(client: LanguageClient, context: ExtensionContext): void {
  context.subscriptions.push(
    window.onDidChangeActiveColorTheme(() => client.sendNotification(themeNotification, { theme: currentTheme() })),
    workspace.onDidGrantWorkspaceTrust(() => client.sendNotification(trustNotification)),
  );
}
