/** What the server knows of the editor that it serves: what it can do, its settings, its colours, and whether it trusts the folder. */
import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { PreviewWay } from '../features/code-actions/code-actions';
import type { Presentation, SnapshotSettings } from '../features/snapshot';
import { languageFor, speak } from '../l10n/languages';
import { defaultSettings, type InitializationOptions, type Settings, type Theme } from '../protocol/settings';
import type { DocumentSettings } from '../rules/rules';
import { findFile, namesIn } from './links';
import { NetWeights } from './net-weights';
import { fetchSettings, readSettings, snapshotSettings } from './settings';

/** What the editor said that it can do. */
interface Abilities {
  tellsSettings: boolean;
  /** Says when settings change, if it is asked to. */
  registersSettings: boolean;
  /** Says which files come and go, if it is asked to. */
  registersFiles: boolean;
  pullsDiagnostics: boolean;
  refreshesDiagnostics: boolean;
  refreshesHints: boolean;
  refreshesLenses: boolean;
  changesFolders: boolean;
  /** Shows code actions that are not possible, with the reason. */
  showsDisabled: boolean;
  /** Shows edits that are made only where the user confirms them. */
  asksToConfirm: boolean;
}

const abilitiesOf = ({ workspace, textDocument }: InitializeParams['capabilities']): Abilities => ({
  tellsSettings: workspace?.configuration === true,
  registersSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
  registersFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
  pullsDiagnostics: textDocument?.diagnostic !== undefined,
  refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
  refreshesHints: workspace?.inlayHint?.refreshSupport === true,
  refreshesLenses: workspace?.codeLens?.refreshSupport === true,
  changesFolders: workspace?.workspaceFolders === true,
  showsDisabled: textDocument?.codeAction?.disabledSupport === true,
  asksToConfirm: workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.changeAnnotationSupport !== undefined,
});

/** An editor that names the formats of its hovers, and not Markdown. */
const readsPlainOnly = ({ textDocument }: InitializeParams['capabilities']): boolean =>
  textDocument?.hover?.contentFormat?.includes('markdown') === false;

/** An editor that does not say that it reads the snippet syntax. */
const insertsPlain = ({ textDocument }: InitializeParams['capabilities']): boolean =>
  textDocument?.completion?.completionItem?.snippetSupport !== true;

const pathsOf = (uris: readonly string[]): readonly string[] =>
  uris.map((uri) => URI.parse(uri)).filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath);

/** The one folder of an editor that knows no others. */
const rootOf = ({ rootUri }: Pick<InitializeParams, 'rootUri'>): readonly string[] => (rootUri ? [rootUri] : []);

/** What tells the rules about files. */
type Lookups = Required<Pick<DocumentSettings, 'fileExists' | 'namesIn'>>;

export class Session {
  abilities = abilitiesOf({});
  /** How edits are shown before they are made. */
  preview: PreviewWay = 'none';
  isTrusted = true;
  /** Paths of the open folders. */
  folders: readonly string[] = [];
  /** URI of the folder that runs are written below. */
  storage: string | undefined;
  readonly weights = new NetWeights();
  private presentation: Presentation = { theme: 'dark', html: false };
  private sharedSettings = defaultSettings;
  private readonly ownSettings = new Map<string, Settings>();
  private readonly lookups = new Map<string, Lookups>();

  constructor(private readonly connection: Connection) {}

  /** Takes what the editor says when it connects. */
  async begin({ capabilities, initializationOptions, locale, workspaceFolders, ...older }: InitializeParams): Promise<void> {
    const options = (initializationOptions as InitializationOptions | undefined) ?? {};
    this.abilities = abilitiesOf(capabilities);
    this.preview = options.commands === true ? 'command' : this.abilities.asksToConfirm ? 'annotation' : 'none';
    this.isTrusted = options.isTrusted !== false;
    this.storage = options.storage;
    this.changeFolders(workspaceFolders?.map(({ uri }) => uri) ?? rootOf(older), []);
    this.presentation = {
      theme: options.theme ?? 'dark', html: options.html === true, hasCommands: options.commands === true,
      plain: readsPlainOnly(capabilities), insertsPlain: insertsPlain(capabilities),
    };
    await speak(languageFor(options.language ?? locale));
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const [more, less] = [pathsOf(added), pathsOf(removed)];
    this.folders = [...this.folders.filter((path) => !less.includes(path) && !more.includes(path)), ...more];
  }

  setTheme(theme: Theme): void {
    this.presentation = { ...this.presentation, theme };
  }

  /** Takes settings for all documents, as editors send them that cannot be asked. */
  setShared(sent: unknown): void {
    this.sharedSettings = readSettings(sent);
  }

  /** Asks the editor for a document's own settings, where it can tell them; one that fails to leaves those for all. */
  async fetch(uri: string): Promise<void> {
    const own = this.abilities.tellsSettings ? await fetchSettings(this.connection, uri).catch(() => undefined) : undefined;
    if (own) this.ownSettings.set(uri, own);
  }

  forget(uri: string): void {
    this.ownSettings.delete(uri);
    this.lookups.delete(uri);
  }

  /** The settings that belong to no document, asked for anew where the editor can tell them. */
  async shared(): Promise<Settings> {
    return this.abilities.tellsSettings ? fetchSettings(this.connection, undefined) : this.sharedSettings;
  }

  settingsOf(uri: string): Settings {
    return this.ownSettings.get(uri) ?? this.sharedSettings;
  }

  snapshotSettings(uri: string): SnapshotSettings {
    const settings = snapshotSettings(this.settingsOf(uri), this.presentation);
    if (URI.parse(uri).scheme !== 'file') return settings;
    const weights = this.isTrusted ? this.weights.of(uri) : undefined;
    return { ...settings, ...this.lookupsFor(uri), ...(weights && { weights }) };
  }

  /** The same functions each time, so that equal settings compare equal. */
  private lookupsFor(uri: string): Lookups {
    const known = this.lookups.get(uri);
    if (known) return known;
    const lookups: Lookups = { fileExists: (path) => findFile(uri, path) !== undefined, namesIn: (folder) => namesIn(uri, folder) };
    this.lookups.set(uri, lookups);
    return lookups;
  }
}
