/** The server before editors of different abilities: it asks for what some tell only then, and gives none what it cannot use. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CodeActionRequest, CodeLensRequest, CompletionRequest, InsertTextFormat, RegistrationRequest,
  type ClientCapabilities, type CodeAction, type CompletionItem, type Registration,
} from 'vscode-languageserver/node';
import { Editor, pulling } from './client';

const uri = 'untitled:net.prototxt';
const net = 'input: "d" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }\nlayer { name: "r" type: "ReLU" bottom: "d" top: "r" }\n';
const whole = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

let editor: Editor;
beforeEach(() => {
  editor = new Editor();
});
afterEach(() => editor.kill());

describe('what the editor is asked to tell', () => {
  it('is everything that it tells on request only', async () => {
    const registrations: Registration[] = [];
    editor.connection.onRequest(RegistrationRequest.type, (params) => void registrations.push(...params.registrations));
    const dynamic = { dynamicRegistration: true };
    await editor.initialize({ ...pulling, workspace: { didChangeConfiguration: dynamic, didChangeWatchedFiles: dynamic } });
    await vi.waitFor(() => expect(registrations.map(({ method }) => method).sort()).toEqual(['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']));
    expect(registrations.map(({ registerOptions }) => registerOptions as unknown)).toContainEqual({ section: 'atrous' });
  });

  it('is nothing where it cannot be asked', async () => {
    let asked = 0;
    editor.connection.onRequest(RegistrationRequest.type, () => void asked++);
    await editor.initialize(pulling);
    await editor.open(uri, net);
    await editor.pull(uri);
    expect(asked).toBe(0);
  });
});

describe('completions', () => {
  const layerBlock = async (capabilities: ClientCapabilities): Promise<CompletionItem | undefined> => {
    await editor.initialize(capabilities);
    await editor.open(uri, net);
    const items = await editor.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position: { line: 2, character: 0 } });
    return (items as CompletionItem[]).find(({ label }) => label === 'layer Pooling');
  };

  it('have places to be filled in where the editor knows these', async () => {
    expect(await layerBlock({ textDocument: { completion: { completionItem: { snippetSupport: true } } } }))
      .toMatchObject({ insertTextFormat: InsertTextFormat.Snippet, textEdit: { newText: expect.stringContaining('bottom: "${2:r}"') as string } });
  });

  it('are plain text where it does not', async () => {
    expect(await layerBlock({})).toMatchObject({ insertTextFormat: InsertTextFormat.PlainText, textEdit: { newText: expect.stringContaining('bottom: "r"') as string } });
  });
});

describe('code actions', () => {
  const holes = '# atrous: dialect=deeplab-v1\ninput: "d" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }\nlayer { name: "c" type: "Convolution" bottom: "d" top: "c" convolution_param { num_output: 1 kernel_size: 3 hole: 2 } }\n';
  const offered = async (capabilities: ClientCapabilities, triggerKind?: 1 | 2): Promise<CodeAction[]> => {
    await editor.initialize(capabilities);
    await editor.open(uri, holes);
    const context = { diagnostics: [], ...(triggerKind && { triggerKind }) };
    return ((await editor.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range: whole, context })) ?? []) as CodeAction[];
  };
  const refactorings = (actions: readonly CodeAction[]): readonly CodeAction[] => actions.filter(({ kind }) => kind?.startsWith('refactor'));

  it.each([[undefined], [1]] as const)('hold refactorings where the user asks, also without saying which (%s)', async (triggerKind) => {
    const found = refactorings(await offered({}, triggerKind));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ disabled }) => disabled)).toEqual([]);
  });

  it('hold none where the editor asks by itself', async () => {
    expect(refactorings(await offered({}, 2))).toEqual([]);
  });

  it('say why something is not possible to editors that show it', async () => {
    const found = refactorings(await offered({ textDocument: { codeAction: { disabledSupport: true } } }, 1));
    expect(found.filter(({ disabled }) => disabled).length).toBeGreaterThan(0);
  });
});

it('commands that the editor may not have are not named', async () => {
  await editor.initialize(pulling);
  await editor.open(uri, net);
  const lenses = await editor.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
  expect((lenses ?? []).map(({ command }) => command?.command)).toEqual(['']);
});
