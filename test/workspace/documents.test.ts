/** Open documents: an edited snapshot says what a fresh one would. */
import { describe, expect, it } from 'vitest';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { diagnostics } from '../../server/src/features/diagnostics';
import { hover } from '../../server/src/features/hover/hover';
import { createDocuments, type Documents } from '../../server/src/workspace/documents';
import { snapshot, threeLayers } from '../features/marked';

const uri = 'file:///net.prototxt';
const settings = { phase: 'TEST', presentation: { theme: 'dark', html: false } } as const;

function opened(text = threeLayers): Documents {
  const documents = createDocuments(() => undefined);
  documents.open({ uri, languageId: 'prototxt', version: 1, text }, settings);
  return documents;
}

const at = (line: number, start: number, end: number, text: string): TextDocumentContentChangeEvent =>
  ({ range: { start: { line, character: start }, end: { line, character: end } }, text });

describe('an edit', () => {
  it.each([
    ['of one place', [at(20, 54, 56, '6')]],
    ['of several places', [at(20, 54, 56, '6'), at(5, 11, 15, 'image'), at(0, 8, 12, 'image')]],
    ['that breaks a block', [at(7, 58, 59, '')]],
    ['of the whole text', [{ text: threeLayers.replace('num_output: 16', 'num_output: 4') }]],
  ])('%s gives what the new text gives', (_, changes) => {
    const documents = opened();
    expect(documents.get(uri)?.findings).toEqual([]);
    documents.change(uri, 2, changes);
    const edited = documents.get(uri);
    if (!edited) throw new Error('The document is not open.');
    const fresh = snapshot(edited.document.getText());
    expect(diagnostics(edited)).toEqual(diagnostics(fresh));
    const offset = edited.document.getText().indexOf('"fc6"');
    expect(hover(edited, offset)).toEqual(hover(fresh, offset));
  });

  it('of a document that is not open is passed over', () => {
    const documents = opened();
    documents.change('file:///other.prototxt', 2, [{ text: 'x' }]);
    expect([...documents.all()].map((document) => document.uri)).toEqual([uri]);
  });
});

it('new settings count at once', () => {
  const documents = opened('layer { type: "Input" top: "x" input_param { shape { dim: ${N} } } }');
  documents.configure(uri, { ...settings, variables: new Map([['N', '7']]) });
  expect(documents.get(uri)?.analyses[0]?.layers[0]?.topShapes).toEqual([[7]]);
});
