/** Weights beside a net, and chosen ones, as an editor meets them: diagnostics, hovers, files that change. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { DidChangeWatchedFilesNotification, HoverRequest, InitializedNotification, InitializeRequest } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { modelFiguresRequest, modelFileRequest, type AboutModel, type LayerFigures, type ModelFile } from '../../server/src/protocol/model-file';
import { weightsNotification } from '../../server/src/protocol/weights';
import { indexCaffemodel, isProblem } from '../../server/src/weights/caffemodel';
import { memorySource } from '../../server/src/weights/source';
import { readValues, statisticsOf } from '../../server/src/weights/values';
import { golden } from '../support/golden';
import { Editor, pulling } from './client';

const folder = mkdtempSync(join(tmpdir(), 'atrous weights "ü 中-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = readFileSync(golden('rejects', 'weights_shape_mismatch.prototxt'), 'utf8');
const fitting = text.replace('num_output: 4', 'num_output: 5');
const stored = golden('rejects', 'weights_shape_mismatch.caffemodel');
const path = join(folder, 'net.caffemodel');
const uri = URI.file(join(folder, 'net.prototxt')).toString();
const codesIn = async (): Promise<unknown[]> => (await editor.pull(uri)).map(({ code }) => code).filter((code) => String(code).startsWith('weights/'));

let editor: Editor;

beforeEach(() => {
  writeFileSync(join(folder, 'net.prototxt'), text);
  copyFileSync(stored, path);
  editor = new Editor();
});

afterEach(async () => {
  expect(await editor.shutDown()).toBe(0);
});

it('a file beside the net is compared with it, and where it changes again', async () => {
  await editor.initialize(pulling);
  await editor.open(uri, text);
  const [finding] = (await editor.pull(uri)).filter(({ source, code }) => source === 'atrous' && String(code).startsWith('weights/'));
  expect(finding).toMatchObject({ code: 'weights/shape-mismatch', severity: 2, relatedInformation: [{ message: 'This was 5 in training.' }] });
  await editor.change(uri, 2, { text: fitting });
  expect(await codesIn()).toEqual([]);
  truncateSync(path, 200);
  await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: URI.file(path).toString(), type: 2 }] });
  expect(await codesIn()).toEqual(['weights/unreadable']);
  rmSync(path);
  await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: URI.file(path).toString(), type: 3 }] });
  expect(await codesIn()).toEqual([]);
});

it('a chosen file goes before the one beside the net', async () => {
  await editor.initialize(pulling);
  await editor.open(uri, fitting);
  expect(await codesIn()).toEqual([]);
  await editor.connection.sendNotification(weightsNotification, { uri, weights: URI.file(golden('bn_psp', 'net.caffemodel')).toString() });
  expect(await codesIn()).toEqual(['weights/no-layer']);
  await editor.connection.sendNotification(weightsNotification, { uri, weights: null });
  expect(await codesIn()).toEqual([]);
});

it('a hover tells the figures of the layer’s blobs', async () => {
  await editor.initialize(pulling);
  await editor.open(uri, fitting);
  const line = fitting.split('\n').findIndex((row) => row.includes('name: "c"'));
  const hover = await editor.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line, character: 4 } });
  const source = memorySource(readFileSync(stored));
  const index = indexCaffemodel(source);
  const [blob] = isProblem(index) ? [] : (index.layers.find(({ name }) => name === 'c')?.blobs ?? []);
  if (!blob) throw new Error('the layer has no blob');
  const { min, max } = statisticsOf(readValues(source, blob));
  const figure = (value: number): string => String(Number(value.toPrecision(3))).replace('-', '−');
  const card = (hover?.contents as { value: string }).value;
  expect(card).toContain('`net.caffemodel`');
  expect(card).toMatch(/\| weights \| 5×3×3×3 \| /);
  expect(card).toContain(`| ${figure(min)} | ${figure(max)} |`);
});

it('a weights file that is opened tells its blobs, then their figures', async () => {
  await editor.initialize(pulling);
  const about: AboutModel = { uri: URI.file(path).toString() };
  const file = await editor.connection.sendRequest<ModelFile>(modelFileRequest, about);
  if (!file.ok || file.kind !== 'caffemodel') throw new Error('not a caffemodel');
  const at = file.layers.findIndex(({ name }) => name === 'c');
  expect(file.layers[at]?.blobs[0]).toEqual({ shape: [5, 3, 3, 3], values: 135, encoding: 'float32', bytes: 540 });
  const figures = await editor.connection.sendRequest<LayerFigures[]>(modelFiguresRequest, { ...about, from: at, to: at + 1 });
  expect(figures[0]?.[0]).toMatchObject({ zeros: 0, notFinite: 0 });
  truncateSync(path, 200);
  expect(await editor.connection.sendRequest(modelFileRequest, about)).toMatchObject({ ok: false, message: expect.stringMatching(/cut off|damaged/) as string });
  rmSync(path);
  expect(await editor.connection.sendRequest(modelFileRequest, about)).toMatchObject({ ok: false, message: expect.stringContaining('cannot be read') as string });
  expect(await editor.connection.sendRequest(modelFiguresRequest, { ...about, from: 0, to: 9 })).toEqual([]);
});

it('an untrusted folder’s weights are not opened', async () => {
  await editor.connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: pulling, initializationOptions: { isTrusted: false } });
  await editor.connection.sendNotification(InitializedNotification.type, {});
  await editor.open(uri, text);
  expect(await codesIn()).toEqual([]);
});
