/** `atrous lsp --stdio`: the server as any editor starts it, over standard input and output. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createProtocolConnection, DidChangeTextDocumentNotification, DidOpenTextDocumentNotification, DocumentDiagnosticRequest, ExitNotification, HoverRequest,
  InitializedNotification, InitializeRequest, PublishDiagnosticsNotification, ShutdownRequest, StreamMessageReader, StreamMessageWriter,
  type ClientCapabilities, type InitializeResult, type ProtocolConnection, type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { root } from '../support/shared';
import { threeLayers } from '../features/marked';

const uri = 'file:///net.prototxt';

interface Server {
  process: ChildProcess;
  connection: ProtocolConnection;
  initialized: InitializeResult;
}

async function start(capabilities: ClientCapabilities): Promise<Server> {
  const process = spawn(globalThis.process.execPath, [join(root, 'dist', 'cli.js'), 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(process.stdout), new StreamMessageWriter(process.stdin));
  connection.listen();
  const initialized = await connection.sendRequest(InitializeRequest.type, { processId: globalThis.process.pid, rootUri: null, capabilities });
  await connection.sendNotification(InitializedNotification.type, {});
  return { process, connection, initialized };
}

async function stop({ process, connection }: Server): Promise<number | null> {
  await connection.sendRequest(ShutdownRequest.type);
  const ended = new Promise<number | null>((resolve) => process.once('exit', resolve));
  await connection.sendNotification(ExitNotification.type);
  return ended;
}

const open = (connection: ProtocolConnection, text: string): Promise<void> =>
  connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'prototxt', version: 1, text } });

/** The next diagnostics that the server sends by itself. */
const pushed = (connection: ProtocolConnection): Promise<PublishDiagnosticsParams> =>
  new Promise((resolve) => {
    const subscription = connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      subscription.dispose();
      resolve(params);
    });
  });

describe('an editor that can do little', () => {
  let server: Server;

  beforeAll(async () => {
    server = await start({});
  });

  it('is sent diagnostics as the text changes', async () => {
    const { connection } = server;
    const first = pushed(connection);
    await open(connection, threeLayers);
    expect((await first).diagnostics).toEqual([]);
    const second = pushed(connection);
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: { line: 18, character: 15 }, end: { line: 18, character: 15 } }, text: 'x' }],
    });
    const { version, diagnostics } = await second;
    expect([version, ...diagnostics.map(({ code }) => code)]).toEqual([2, 'wiring/unused-top', 'wiring/unknown-bottom']);
  });

  it('gets hovers without HTML', async () => {
    const hover = await server.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line: 16, character: 10 } });
    expect(JSON.stringify(hover?.contents)).toContain('| Kernel | 3×3, hole 12, pad 12 |');
    expect(JSON.stringify(hover?.contents)).not.toContain('<table>');
  });

  afterAll(async () => {
    expect(await stop(server)).toBe(0);
  });
});

it('an editor that asks for diagnostics gets them when it asks', async () => {
  const server = await start({ textDocument: { diagnostic: {} } });
  const { connection, initialized } = server;
  expect(initialized.capabilities.diagnosticProvider).toBeDefined();
  const unasked: PublishDiagnosticsParams[] = [];
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    unasked.push(params);
  });
  await open(connection, 'layer { nme: "x" }');
  const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  expect(report.kind === 'full' && report.items.map(({ code }) => code)).toContain('schema/unknown-field');
  expect(await stop(server)).toBe(0);
  expect(unasked).toEqual([]);
});
