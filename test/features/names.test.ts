/** Definition, references, highlights and rename of blobs, layers and shared parameters. */
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location, Range } from 'vscode-languageserver-types';
import { definition } from '../../server/src/features/definition';
import { highlights, references } from '../../server/src/features/references';
import { prepareRename, rename } from '../../server/src/features/rename';
import type { Snapshot } from '../../server/src/features/snapshot';
import { inThreeLayers, marked } from './marked';

type Place = { snapshot: Snapshot; offset: number };

/** `LINE text` of each range, lines from 1. */
const placed = ({ snapshot }: Place, ranges: readonly Range[]): string[] =>
  ranges.map((range) => `${range.start.line + 1} ${snapshot.document.getText(range)}`);

const rangesOf = (locations: readonly Location[]): Range[] => locations.map(({ range }) => range);

describe('definition', () => {
  it.each([
    ['a bottom goes to the in-place layer that wrote last', inThreeLayers('bottom: "con|v1"\n  top: "fc6"'), ['14 "conv1"']],
    ['the in-place layer\'s bottom goes to the layer before', inThreeLayers('bottom: "con|v1"\n  top: "conv1"\n}'), ['7 "conv1"']],
    ['a bottom goes to the input', inThreeLayers('bottom: "da|ta"'), ['1 "data"']],
    ['a top is its own definition', inThreeLayers('top: "f|c6"'), ['20 "fc6"']],
    ['a bottom that nothing writes has none', marked('layer { bottom: "no|ne" }'), []],
    ['a number has none', inThreeLayers('pad: 1|2'), []],
  ])('%s', (_, place, expected) => {
    expect(placed(place, rangesOf(definition(place.snapshot, place.offset)))).toEqual(expected);
  });

  it('has one place in each phase that writes the blob', () => {
    const place = marked([
      'layer { name: "d" type: "ImageSegData" top: "data" include { phase: TRAIN } }',
      'layer { name: "d" type: "ImageSegData" top: "data" include { phase: TEST } }',
      'layer { name: "c" type: "ReLU" bottom: "da|ta" top: "c" }',
    ].join('\n'));
    expect(placed(place, rangesOf(definition(place.snapshot, place.offset)))).toEqual(['2 "data"', '1 "data"']);
  });
});

describe('references', () => {
  const conv1 = inThreeLayers('bottom: "con|v1"\n  top: "fc6"');

  it('include the chain of in-place layers', () => {
    expect(placed(conv1, rangesOf(references(conv1.snapshot, conv1.offset, true)))).toEqual(['7 "conv1"', '13 "conv1"', '14 "conv1"', '19 "conv1"']);
  });

  it('leave the declaration out where asked', () => {
    expect(placed(conv1, rangesOf(references(conv1.snapshot, conv1.offset, false)))).toEqual(['13 "conv1"', '14 "conv1"', '19 "conv1"']);
  });

  it('do not mix a blob with a layer of the same name', () => {
    const layer = inThreeLayers('name: "co|nv1"');
    expect(placed(layer, rangesOf(references(layer.snapshot, layer.offset, true)))).toEqual(['4 "conv1"']);
  });
});

it('highlights tell reading from writing', () => {
  const { snapshot, offset } = inThreeLayers('top: "con|v1"\n  convolution_param');
  expect(highlights(snapshot, offset).map(({ kind }) => kind)).toEqual([3, 2, 3, 2]);
});

/** The text after renaming, or the refusal. */
function renamed({ snapshot, offset }: Place, name: string): string {
  const answer = rename(snapshot, offset, name);
  if (!answer) return '';
  return 'refused' in answer ? answer.refused : TextDocument.applyEdits(snapshot.document, answer.changes?.[snapshot.uri] ?? []);
}

describe('rename', () => {
  it.each([
    ['a blob through in-place layers', 'layer { name: "a" type: "ReLU" bottom: "x|" top: "x" } layer { bottom: "x" top: "y" }', 'layer { name: "a" type: "ReLU" bottom: "z" top: "z" } layer { bottom: "z" top: "y" }'],
    ['a blob and not the layer of its name', 'layer { name: "x" type: "ReLU" top: "|x" }', 'layer { name: "x" type: "ReLU" top: "z" }'],
    ['a layer with its twin of the other phase', 'layer { name: "|x" include { phase: TRAIN } } layer { name: "x" include { phase: TEST } }', 'layer { name: "z" include { phase: TRAIN } } layer { name: "z" include { phase: TEST } }'],
    ['a shared parameter', 'layer { name: "a" param { name: "x|" } } layer { name: "b" param { name: "x" } }', 'layer { name: "a" param { name: "z" } } layer { name: "b" param { name: "z" } }'],
    ['a name in single quotes', "layer { top: '|x' }", "layer { top: 'z' }"],
    ['a name of adjacent strings', 'layer { top: "x"| "y" }', 'layer { top: "z" }'],
  ])('%s', (_, text, expected) => {
    expect(renamed(marked(text), 'z')).toBe(expected);
  });

  it('refuses a name that would join two blobs', () => {
    expect(renamed(inThreeLayers('top: "f|c6"'), 'data')).toBe('There is a blob "data" already, at line 1: choose another name.');
  });

  it('escapes quotes', () => {
    expect(renamed(marked('layer { top: "|x" }'), 'a"b')).toBe('layer { top: "a\\"b" }');
  });

  it('offers the name without its quotes', () => {
    const { snapshot, offset } = inThreeLayers('name: "r|elu1"');
    const offered = prepareRename(snapshot, offset);
    expect([offered?.placeholder, offered && snapshot.document.getText(offered.range)]).toEqual(['relu1', 'relu1']);
  });
});
