/** An editor for tests: starts the built server over standard input and output and speaks the protocol with it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  createProtocolConnection, DidChangeTextDocumentNotification, DidOpenTextDocumentNotification, DocumentDiagnosticRequest, ExitNotification, InitializedNotification,
  InitializeRequest, PublishDiagnosticsNotification, ShutdownRequest, StreamMessageReader, StreamMessageWriter,
  type ClientCapabilities, type Diagnostic, type FullDocumentDiagnosticReport, type InitializeResult, type ProtocolConnection, type PublishDiagnosticsParams, type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { root } from '../support/shared';

export class Editor {
  private readonly server = spawn(process.execPath, [join(root, 'dist', 'cli.js'), 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  readonly connection: ProtocolConnection = createProtocolConnection(new StreamMessageReader(this.server.stdout), new StreamMessageWriter(this.server.stdin));
  /** The exit status of the server, once it has ended. */
  readonly ended = new Promise<number | null>((resolve) => this.server.once('exit', resolve));
  private readonly pushed: PublishDiagnosticsParams[] = [];
  private readonly waiting = new Set<() => void>();

  constructor() {
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.pushed.push(params);
      for (const look of [...this.waiting]) look();
    });
    this.connection.listen();
  }

  /** @param folders paths of the folders that are open */
  async initialize(capabilities: ClientCapabilities = {}, folders: readonly string[] = []): Promise<InitializeResult> {
    const workspaceFolders = folders.map((path) => ({ uri: URI.file(path).toString(), name: path }));
    const result = await this.connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities, workspaceFolders });
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  open(uri: string, text: string, version = 1): Promise<void> {
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'prototxt', version, text } });
  }

  change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges });
  }

  /** The diagnostics that the server pushes for a version of a document. */
  pushedFor(uri: string, version: number): Promise<Diagnostic[]> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.pushed.findLast((params) => params.uri === uri && params.version === version);
        if (found === undefined) return;
        this.waiting.delete(look);
        resolve(found.diagnostics);
      };
      this.waiting.add(look);
      look();
    });
  }

  async pull(uri: string): Promise<Diagnostic[]> {
    const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    return (report as FullDocumentDiagnosticReport).items;
  }

  /** Ends the server as the protocol wants it; gives its exit status. */
  async shutDown(): Promise<number | null> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    return this.ended;
  }

  /** Hangs up without a word. */
  hangUp(): Promise<number | null> {
    this.server.stdin.end();
    return this.ended;
  }

  kill(): void {
    this.connection.dispose();
    this.server.kill();
  }
}

/** An editor that pulls diagnostics. */
export const pulling: ClientCapabilities = { textDocument: { diagnostic: {} } };
