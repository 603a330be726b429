/** What the server gives to editors that can do little, and to those that can do more. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DocumentDiagnosticRequest, HoverRequest, PublishDiagnosticsNotification, type DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { threeLayers } from '../features/marked';
import { Editor, pulling } from './client';

const uri = 'file:///net.prototxt';

let editor: Editor;

beforeEach(() => {
  editor = new Editor();
});

afterEach(async () => {
  expect(await editor.shutDown()).toBe(0);
});

it('hovers are plain Markdown unless the editor shows HTML', async () => {
  await editor.initialize();
  await editor.open(uri, threeLayers);
  const hover = await editor.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line: 16, character: 10 } });
  expect(JSON.stringify(hover?.contents)).toContain('| Kernel | 3×3, hole 12, pad 12 |');
  expect(JSON.stringify(hover?.contents)).not.toContain('<table>');
});

it('an editor that asks for diagnostics is sent none unasked', async () => {
  const unasked: unknown[] = [];
  editor.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    unasked.push(params);
  });
  const { capabilities } = await editor.initialize(pulling);
  expect(capabilities.diagnosticProvider).toBeDefined();
  await editor.open(uri, 'layer { nme: "x" }');
  expect((await editor.pull(uri)).map(({ code }) => code)).toContain('schema/unknown-field');
  expect(unasked).toEqual([]);
});

it('what the editor has already is not sent again', async () => {
  const pull = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
    editor.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri }, ...(previousResultId !== undefined && { previousResultId }) });
  await editor.initialize(pulling);
  await editor.open(uri, 'layer { nme: "x" }');
  const first = await pull();
  expect(first).toMatchObject({ kind: 'full', items: expect.arrayContaining([expect.objectContaining({ code: 'schema/unknown-field' })]) as unknown });
  expect(await pull(first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
  await editor.change(uri, 2, { text: 'layer { name: "x" type: "Silence" }' });
  expect(await pull(first.resultId)).toMatchObject({ kind: 'full' });
});
