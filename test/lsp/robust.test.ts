/** The built server answers an editor's requests, lives on whatever it is sent, and ends when it should. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CompletionRequest, DidCloseTextDocumentNotification, DocumentFormattingRequest, ErrorCodes, ExitNotification, HoverRequest, RenameRequest,
  type CompletionItem, type Hover, type MarkupContent, type Position, type ResponseError,
} from 'vscode-languageserver/node';
import { Editor, pulling } from './client';

const uri = 'file:///net.prototxt';
const net = `input: "data" input_shape { dim: 1 dim: 3 dim: 65 dim: 65 }
layer { name: "fc6" type: "Convolution" bottom: "data" top: "fc6"
  convolution_param { num_output: 8 kernel_size: 3 dilation: 12 pad: 12 } }
layer { name: "relu6" type: "ReLU" bottom: "fc6" top: "fc6" }
`;
const misspelt = net.replace('bottom: "fc6"', 'bottom: "fc7"');

/** A place of a text as the protocol has it. */
const placeOf = (text: string, part: string, offset = 0): Position => TextDocument.create(uri, 'prototxt', 0, text).positionAt(text.indexOf(part) + offset);

const about = (place: string, offset = 0) => ({ textDocument: { uri }, position: placeOf(net, place, offset) });

describe('a server that is told of changes', () => {
  const editor = new Editor();
  afterAll(() => editor.kill());

  it('says what is wrong after each', async () => {
    await editor.initialize();
    await editor.open(uri, misspelt);
    expect((await editor.pushedFor(uri, 1)).map(({ code }) => code)).toContain('wiring/unknown-bottom');
    const start = placeOf(misspelt, 'fc7');
    await editor.change(uri, 2, { range: { start, end: { line: start.line, character: start.character + 3 } }, text: 'fc6' });
    expect(await editor.pushedFor(uri, 2)).toEqual([]);
  });
});

describe('a server that is asked', () => {
  const editor = new Editor();
  beforeAll(async () => {
    await editor.initialize(pulling);
    await editor.open(uri, net);
  });
  afterAll(() => editor.kill());

  it('hovers', async () => {
    const hover = await editor.connection.sendRequest(HoverRequest.type, about('fc6'));
    expect(((hover as Hover).contents as MarkupContent).value).toContain('25');
  });

  it('completes', async () => {
    const items = await editor.connection.sendRequest(CompletionRequest.type, about('pad: 12'));
    expect((items as CompletionItem[]).map(({ label }) => label)).toContain('stride');
  });

  it('renames, in place and all', async () => {
    const edit = await editor.connection.sendRequest(RenameRequest.type, { ...about('top: "fc6"', 6), newName: 'score' });
    const renamed = TextDocument.applyEdits(TextDocument.create(uri, 'prototxt', 0, net), edit?.changes?.[uri] ?? []);
    expect(renamed).toBe(net.replaceAll('p: "fc6"', 'p: "score"').replace('m: "fc6"', 'm: "score"'));
  });

  it('formats', async () => {
    const ragged = { uri: 'file:///ragged.prototxt', text: 'layer{name:"a"\ntype : "ReLU"}\n' };
    await editor.open(ragged.uri, ragged.text);
    const edits = await editor.connection.sendRequest(DocumentFormattingRequest.type, { textDocument: ragged, options: { tabSize: 2, insertSpaces: true } });
    const formatted = TextDocument.applyEdits(TextDocument.create(uri, 'prototxt', 0, ragged.text), edits ?? []);
    expect(formatted).toBe('layer {\n  name: "a"\n  type: "ReLU"\n}\n');
  });

  it('has nothing to say of a document that is not open', async () => {
    expect(await editor.connection.sendRequest(HoverRequest.type, { textDocument: { uri: 'file:///none' }, position: { line: 0, character: 0 } })).toBeNull();
  });

  it.each([
    ['for what there is not', 'textDocument/horoscope', ErrorCodes.MethodNotFound],
    ['without being told of what', HoverRequest.method, ErrorCodes.InternalError],
  ])('%s gives an error and answers on', async (_, method, code) => {
    const error: unknown = await editor.connection.sendRequest(method, {}).catch((reason: unknown) => reason);
    expect((error as ResponseError).code).toBe(code);
    expect(await editor.pull(uri)).toEqual([]);
  });
});

/** Texts that are no nets, or no longer. */
const hostile: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['a byte order mark alone', '\uFEFF'],
  ['control characters', '\u0000\u0001\u0002'.repeat(1000)],
  ['a binary file read as text', Buffer.from(Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 256)).toString('utf8')],
  ['5 MB of opening braces', '{'.repeat(5_000_000)],
  ['5 MB of closing braces', '}'.repeat(5_000_000)],
  ['layers in layers without end', 'layer { '.repeat(50_000)],
  ['a string that never ends', `layer { name: "${'x'.repeat(100_000)}`],
  ['lone surrogates', 'layer { name: "\uD800\uDC00\uDFFF" }'],
  ['names that objects inherit', 'layer { name: "constructor" type: "__proto__" bottom: "toString" top: "hasOwnProperty" __proto__ { valueOf: 1 } }'],
  ['numbers that no machine holds', 'layer { type: "Convolution" bottom: "a" top: "b" convolution_param { num_output: 99999999999999999999 kernel_size: -1 stride: 0 dilation: 4294967295 } }'],
  ['sizes that no machine holds', 'input: "a" input_dim: 1 input_dim: 1 input_dim: 999999999 input_dim: 999999999 layer { name: "b" type: "Deconvolution" bottom: "a" top: "b" convolution_param { num_output: 1 kernel_size: 999999999 stride: 999999999 } }'],
  ...[7, 60, 130, 220].map((end): readonly [string, string] => [`a net cut off after ${end} characters`, net.slice(0, end)]),
  ...['{', '}', '"', ':', '\n', '_'].map((sign): readonly [string, string] => [`a net without any ${JSON.stringify(sign)}`, net.replaceAll(sign, '')]),
];

describe('a server that reads', () => {
  const editor = new Editor();
  beforeAll(async () => {
    await editor.initialize(pulling);
    await editor.open(uri, net);
  });
  afterAll(() => editor.kill());

  it.each(hostile)('%s lives on', async (name, text) => {
    const textDocument = { uri: `file:///${encodeURIComponent(name)}.prototxt` };
    await editor.open(textDocument.uri, text);
    for (const { range } of await editor.pull(textDocument.uri)) expect(range.start.line).toBeLessThanOrEqual(range.end.line);
    await editor.connection.sendRequest(HoverRequest.type, { textDocument, position: { line: 0, character: 9 } });
    await editor.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument });
    expect(await editor.pull(uri)).toEqual([]);
  });

  it('hundreds of edits at once, some with versions of long ago and places outside of the text, keeps up', async () => {
    const edited = 'file:///edited.prototxt';
    await editor.open(edited, net);
    const outside = { line: 99, character: 99 };
    for (let version = 2; version < 300; version++) {
      const position = version % 7 === 0 ? outside : placeOf(net, 'relu6', version % 3);
      await editor.change(edited, version % 11 === 0 ? 1 : version, { range: { start: position, end: position }, text: version % 5 === 0 ? '\n}' : 'x' });
    }
    expect(await editor.pull(edited)).not.toEqual([]);
    await editor.change(edited, 300, { text: net });
    expect(await editor.pull(edited)).toEqual([]);
  });
});

describe('the server ends', () => {
  let editor: Editor;
  afterEach(() => editor.kill());

  it.each([
    ['with status 0 after a shutdown', () => editor.shutDown(), 0],
    ['with status 1 at an exit without one', () => editor.connection.sendNotification(ExitNotification.type).then(() => editor.ended), 1],
    ['with status 1 when the editor hangs up', () => editor.hangUp(), 1],
  ])('%s', async (_, end, status) => {
    editor = new Editor();
    await editor.initialize();
    expect(await end()).toBe(status);
  });
});
