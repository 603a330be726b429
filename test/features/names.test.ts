/** Definition, references, highlights and rename of blobs, layers and shared parameters. */
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location, Range, TextDocumentEdit, TextEdit } from 'vscode-languageserver-types';
import { definition } from '../../server/src/features/definition';
import { highlights, references } from '../../server/src/features/references';
import { prepareRename, rename } from '../../server/src/features/rename/rename';
import { isSameModel } from '../../server/src/features/rename/related-nets';
import type { Snapshot } from '../../server/src/features/snapshot';
import { inThreeLayers, marked, snapshotAt } from './marked';

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

/** What is offered to be renamed: the name, and the text that it is in. */
function offeredAt({ snapshot, offset }: Place): unknown {
  const offered = prepareRename(snapshot, offset);
  return 'refused' in offered ? offered.refused : [offered.placeholder, snapshot.document.getText(offered.range)];
}

describe('a variable', () => {
  const text = '# atrous: define N=21\n# atrous: define OTHER=3\nlayer { name: "c" type: "Convolution" top: "c${N}" convolution_param { num_output: ${N} group: N kernel_size: ${OTHER} } }';
  const at = (part: string): Place => marked(text.replace(part.replace('|', ''), part));

  it.each([['define |N=21'], ['num_output: |${N}'], ['num_output: ${N}|'], ['group: N|']])('is known at %s', (part) => {
    const place = at(part);
    expect(placed(place, rangesOf(references(place.snapshot, place.offset, true)))).toEqual(['1 N', '3 N', '3 N', '3 N']);
    expect(placed(place, rangesOf(definition(place.snapshot, place.offset)))).toEqual(['1 N']);
  });

  it('is read where it is used and written where it gets its value', () => {
    const { snapshot, offset } = at('group: N|');
    expect(highlights(snapshot, offset).map(({ kind }) => kind)).toEqual([3, 2, 2, 2]);
    expect(references(snapshot, offset, false)).toHaveLength(3);
  });

  it('is renamed everywhere', () => {
    expect(offeredAt(at('num_output: |${N}'))).toEqual(['N', 'N']);
    expect(renamed(at('num_output: |${N}'), 'CLASSES')).toBe(text.replace('define N', 'define CLASSES').replaceAll('${N}', '${CLASSES}').replace('group: N', 'group: CLASSES'));
  });

  it.each([['2x'], ['a-b'], ['OTHER']])('is not renamed to %s', (name) => {
    expect(renamed(at('group: N|'), name)).toMatch(/^(The name of a variable has letters|There is a variable "OTHER" already)/);
  });
});

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
    expect(offeredAt(inThreeLayers('name: "r|elu1"'))).toEqual(['relu1', 'relu1']);
  });

  it.each([
    ['a field', 'layer { ty|pe: "ReLU" }', '`type` is a word of Caffe’s, which cannot be changed: blobs, layers, shared parameters and variables can.'],
    ['a layer type', 'layer { type: "Re|LU" }', '`ReLU` is a word of Caffe’s, which cannot be changed: blobs, layers, shared parameters and variables can.'],
    ['an enum value', 'layer { pooling_param { pool: M|AX } }', '`MAX` is a word of Caffe’s, which cannot be changed: blobs, layers, shared parameters and variables can.'],
    ['a number', 'layer { pooling_param { kernel_size: 1|2 } }', 'There is no name here that can be changed: blobs, layers, shared parameters and variables have one.'],
    ['a comment', '# no|te\nlayer { type: "ReLU" }', 'There is no name here that can be changed: blobs, layers, shared parameters and variables have one.'],
  ])('says why %s cannot be renamed', (_, text, refused) => {
    const { snapshot, offset } = marked(text);
    expect(prepareRename(snapshot, offset)).toEqual({ refused });
    expect(rename(snapshot, offset, 'z')).toEqual({ refused });
  });
});

describe('rename, where the user confirms it', () => {
  const conv = (name: string, rest = ''): string => `layer { name: "${name}" type: "Convolution" bottom: "data" top: "${name}" convolution_param { num_output: 8 kernel_size: 3 } ${rest} }`;
  const train = `layer { name: "data" type: "ImageSegData" top: "data" image_data_param { batch_size: 1 } transform_param { crop_size: 9 } } ${conv('fc6')} ${conv('fc8')}`;
  const deploy = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }';

  const other = (text: string): Snapshot => snapshotAt('file:///deploy.prototxt', text);

  /** The texts afterwards, of the document and of the other one, and the labels of what has to be confirmed. */
  function afterwards(place: Place, related: Snapshot[], name = 'z'): { texts: string[]; asked: string[] } {
    const answer = rename(place.snapshot, place.offset, name, related);
    const parts = (answer && 'documentChanges' in answer ? answer.documentChanges : undefined) as TextDocumentEdit[];
    const texts = [place.snapshot, ...related].map(({ uri, document }) =>
      TextDocument.applyEdits(document, parts.filter(({ textDocument }) => textDocument.uri === uri).flatMap(({ edits }) => edits as TextEdit[])));
    const ids = parts.flatMap(({ edits }) => edits.flatMap((edit) => ('annotationId' in edit ? edit.annotationId : [])));
    return { texts, asked: [...new Set(ids)] };
  }

  it.each([
    ['a layer of the same type', train.replace('name: "fc6"', 'name: "f|c6"'), `${deploy} ${conv('fc6')}`, `${deploy} ${conv('fc6').replace('name: "fc6"', 'name: "z"')}`],
    ['a blob that a layer of the same name makes', train.replace('top: "fc6"', 'top: "f|c6"'), `${deploy} ${conv('fc6')}`, `${deploy} ${conv('fc6').replace('top: "fc6"', 'top: "z"')}`],
    ['an input that a data layer makes', train.replace('top: "data"', 'top: "da|ta"'), `${deploy} ${conv('fc6')}`, `${deploy} ${conv('fc6')}`.replace('put: "data"', 'put: "z"').replace('bottom: "data"', 'bottom: "z"')],
    ['a shared parameter', conv('fc6', 'param { name: "w|" }'), conv('fc6', 'param { name: "w" }'), conv('fc6', 'param { name: "z" }')],
  ])('goes on in other nets with %s', (_, text, before, after) => {
    const { texts, asked } = afterwards(marked(text), [other(before)]);
    expect(texts[1]).toBe(after);
    expect(asked).toEqual(['nets']);
  });

  it.each([
    ['a layer of another type', `${deploy} ${conv('fc6').replace('Convolution', 'InnerProduct')}`],
    ['the new name already', `${deploy} ${conv('fc6')} ${conv('z')}`],
    ['no such layer', deploy],
  ])('leaves a net alone that has %s', (_, text) => {
    const place = marked(train.replace('name: "fc6"', 'name: "f|c6"'));
    expect(rename(place.snapshot, place.offset, 'z', [other(text)])).toHaveProperty('changes');
  });

  it('takes the shared parameters along that are named after the layer', () => {
    const net = `${conv('fc6', 'param { name: "fc6_w" } param { name: "other" }')} ${conv('fc6_half', 'param { name: "fc6_w" }')}`;
    const { texts, asked } = afterwards(marked(net.replace('name: "fc6"', 'name: "f|c6"')), []);
    expect(texts).toEqual([net.replace('name: "fc6"', 'name: "z"').replaceAll('"fc6_w"', '"z_w"')]);
    expect(asked).toEqual(['parameters']);
  });

  it('stays in the file for an editor that cannot ask', () => {
    const place = marked(`${conv('f|c6', 'param { name: "fc6_w" }')}`.replace('top: "f|c6"', 'top: "fc6"'));
    expect(rename(place.snapshot, place.offset, 'z')).toHaveProperty('changes');
  });
});

describe('nets of one model', () => {
  const conv = (name: string): string => `layer { name: "${name}" type: "Convolution" bottom: "data" top: "${name}" convolution_param { num_output: 8 kernel_size: 3 } }`;
  const net = (...names: string[]): Snapshot => snapshotAt('file:///a.prototxt', `input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 } ${names.map(conv).join(' ')}`);

  it.each([
    ['have most layers in common', net('a', 'b', 'c'), net('a', 'b', 'd'), true],
    ['may be larger', net('a', 'b', 'c', 'd', 'e'), net('a', 'b'), true],
    ['are not those with a layer in common', net('a', 'b', 'c'), net('a', 'd', 'e'), false],
    ['are not those without weights', net(), net(), false],
  ])('%s', (_, one, two, expected) => {
    expect(isSameModel(one, two)).toBe(expected);
  });
});
