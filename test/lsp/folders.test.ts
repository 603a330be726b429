/** The server among files: nets that belong together, settings of each folder, and what a solver names. */
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CompletionRequest, ConfigurationRequest, DefinitionRequest, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, DidChangeWorkspaceFoldersNotification, FileChangeType, InitializedNotification, InitializeRequest, RenameRequest, WorkspaceSymbolRequest,
  type ClientCapabilities, type CompletionItem, type Location, type TextDocumentEdit, type WorkspaceFolder,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { Editor, pulling } from './client';

const conv = (name: string): string => `layer { name: "${name}" type: "Convolution" bottom: "data" top: "${name}" convolution_param { num_output: 8 kernel_size: 3 } }\n`;
const input = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }\n';

const files: Readonly<Record<string, string>> = {
  'a/train.prototxt': `layer { name: "data" type: "ImageSegData" top: "data" }\n${conv('fc6')}${conv('fc8')}`,
  'a/deploy.prototxt': input + conv('fc6') + conv('fc8'),
  'a/other.prototxt': input + conv('fc6') + conv('x') + conv('y') + conv('z'),
  'a/solver.prototxt': 'net: "train.prototxt"\ntest_net: "b/linked.prototxt"\ntest_iter: 1\ntest_interval: 1\nbase_lr: 1\nmax_iter: 9\nlr_policy: "fixed"\n',
  'a/b/linked.prototxt': input + conv('fc6'),
  'c/net.prototxt': `${input}layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: \${N} kernel_size: 3 } }\n`,
};

let folder: string;
let editor: Editor;
const uriOf = (path: string): string => URI.file(join(folder, path)).toString();

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'atrous-folders-')));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  editor = new Editor();
});

afterEach(() => editor.kill());

const open = (path: string): Promise<void> => editor.open(uriOf(path), files[path] ?? '');

/** A place in a file of `files`: where `part` begins, and `offset` characters on. */
function about(path: string, part: string, offset = 0) {
  const before = (files[path] ?? '').slice(0, (files[path] ?? '').indexOf(part) + offset).split('\n');
  return { textDocument: { uri: uriOf(path) }, position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
}

/** A server that has just started may take a while. */
const patience = { timeout: 20_000 };

const confirming: ClientCapabilities = { ...pulling, workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } } };

describe('rename', () => {
  const changed = async (capabilities: ClientCapabilities): Promise<string[]> => {
    await editor.initialize(capabilities, [folder]);
    await open('a/train.prototxt');
    const edit = await editor.connection.sendRequest(RenameRequest.type, { ...about('a/train.prototxt', 'name: "fc6"', 7), newName: 'fc7' });
    const uris = edit?.documentChanges ? (edit.documentChanges as TextDocumentEdit[]).map(({ textDocument }) => textDocument.uri) : Object.keys(edit?.changes ?? {});
    return uris.map((uri) => uri.slice(uriOf('').length + 1)).sort();
  };

  it('offers the nets of the same model, and those that a solver names with it', async () => {
    expect(await changed(confirming)).toEqual(['a/b/linked.prototxt', 'a/deploy.prototxt', 'a/train.prototxt']);
  });

  it('stays in the file where the editor cannot ask', async () => {
    expect(await changed(pulling)).toEqual(['a/train.prototxt']);
  });
});

it('paths are completed, and lead to their files', async () => {
  await editor.initialize(pulling, [folder]);
  await open('a/solver.prototxt');
  const items = await editor.connection.sendRequest(CompletionRequest.type, about('a/solver.prototxt', 'train.prototxt'));
  expect((items as CompletionItem[]).map(({ label }) => label).sort()).toEqual(['a/', 'b/', 'c/', 'deploy.prototxt', 'other.prototxt', 'solver.prototxt', 'train.prototxt']);
  const found = await editor.connection.sendRequest(DefinitionRequest.type, about('a/solver.prototxt', 'linked'));
  expect((found as Location[]).map(({ uri }) => uri)).toEqual([uriOf('a/b/linked.prototxt')]);
});

it('layers are found in all folders that are open', async () => {
  await editor.initialize(pulling, [join(folder, 'a', 'b'), join(folder, 'c')]);
  const symbols = await editor.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'c' });
  expect((symbols ?? []).map(({ name, location }) => `${name} ${location.uri.slice(uriOf('').length + 1)}`)).toEqual(['fc6 a/b/linked.prototxt', 'c c/net.prototxt']);
});

it('folders come and go, and an editor without folders has its root', async () => {
  const found = async (): Promise<string[]> => ((await editor.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'c' })) ?? []).map(({ location }) => location.uri.slice(uriOf('').length + 1));
  const folderAt = (path: string): WorkspaceFolder => ({ uri: uriOf(path), name: path });
  await editor.connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: uriOf('a/b'), capabilities: { ...pulling, workspace: { workspaceFolders: true } } });
  await editor.connection.sendNotification(InitializedNotification.type, {});
  expect(await found()).toEqual(['a/b/linked.prototxt']);
  await editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event: { added: [folderAt('c')], removed: [folderAt('a/b')] } });
  expect(await found()).toEqual(['c/net.prototxt']);
});

it('each folder has its own settings', async () => {
  let number = 3;
  editor.connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(({ scopeUri }) => (scopeUri?.includes('/c/') ? { variables: { N: number } } : null)));
  await editor.initialize({ ...pulling, workspace: { configuration: true } }, [folder]);
  const hints = async (path: string): Promise<string> => JSON.stringify(await editor.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri: uriOf(path) }, range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } }));
  await open('c/net.prototxt');
  await editor.open(uriOf('a/net.prototxt'), files['c/net.prototxt'] ?? '');
  await vi.waitFor(async () => expect(await hints('c/net.prototxt')).toContain('→ 3×7×7'), patience);
  number = 5;
  await editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  await vi.waitFor(async () => expect(await hints('c/net.prototxt')).toContain('→ 5×7×7'), patience);
  expect(await hints('a/net.prototxt')).toContain('→ N×7×7');
});

it('a solver\'s problem goes when the file that it names comes', async () => {
  await editor.initialize(pulling, [folder]);
  const solver = 'a/new.prototxt';
  await editor.open(uriOf(solver), (files['a/solver.prototxt'] ?? '').replace('"train.prototxt"', '"later.prototxt"'));
  expect((await editor.pull(uriOf(solver))).map(({ code }) => code)).toEqual(['solver/missing-file']);
  writeFileSync(join(folder, 'a', 'later.prototxt'), input);
  await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: uriOf('a/later.prototxt'), type: FileChangeType.Created }] });
  expect(await editor.pull(uriOf(solver))).toEqual([]);
});
