/** Outline, folding and growing selections. */
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentSymbol, SelectionRange, TextEdit } from 'vscode-languageserver-types';
import { formatting, formattingOnType } from '../../server/src/features/formatting';
import { foldingRanges } from '../../server/src/features/folding';
import { selectionRanges } from '../../server/src/features/selection-ranges';
import type { Snapshot } from '../../server/src/features/snapshot';
import { documentSymbols } from '../../server/src/features/symbols';
import { marked, snapshot, threeLayers } from './marked';

/** `name (detail) [children]` */
const outline = (symbols: readonly DocumentSymbol[]): string[] =>
  symbols.map(({ name, detail, children }) => `${name} (${detail ?? ''})${children?.length ? ` [${outline(children).join(', ')}]` : ''}`);

describe('document symbols', () => {
  it('show layers with what they write', () => {
    expect(outline(documentSymbols(snapshot(threeLayers)))).toEqual([
      'input ("data")',
      'input_shape () [dim (1), dim (3), dim (65), dim (65)]',
      'conv1 (Convolution) [conv1 (top)]',
      'relu1 (ReLU) [conv1 (in place)]',
      'fc6 (Convolution) [fc6 (top)]',
    ]);
  });

  it('show V1 layers by the names of V2, and layers without a name', () => {
    expect(outline(documentSymbols(snapshot('layers { type: RELU top: "x" }')))).toEqual(['… (ReLU) [x (top)]']);
  });

  it('show the fields of a solver', () => {
    expect(outline(documentSymbols(snapshot('net: "train.prototxt"\nbase_lr: 0.01')))).toEqual(['net ("train.prototxt")', 'base_lr (0.01)']);
  });
});

it('blocks and comments fold, and the closing brace stays', () => {
  const text = '# a\n# b\n\nlayer {\n  top: "x"\n  param {\n    lr_mult: 1\n  }\n}\n# single\n';
  const folds = foldingRanges(snapshot(text)).map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind ?? 'block'}`);
  expect(folds).toEqual(['3-7 block', '5-6 block', '0-1 comment']);
});

it('a selection grows from the word to the document', () => {
  const { snapshot: document, offset } = marked('layer { top: "fc|6" }');
  const texts: string[] = [];
  for (let range: SelectionRange | undefined = selectionRanges(document, [document.document.positionAt(offset)])[0]; range; range = range.parent) {
    texts.push(document.document.getText(range.range));
  }
  expect(texts).toEqual(['fc6', '"fc6"', 'top: "fc6"', ' top: "fc6" ', '{ top: "fc6" }', 'layer { top: "fc6" }']);
});

describe('formatting', () => {
  const options = { tabSize: 2, insertSpaces: true };
  const format = { alignValues: false, oneLineMessages: 'keep', width: 100 } as const;
  const applied = (document: Snapshot, edits: TextEdit[]): string => TextDocument.applyEdits(document.document, edits);

  it.each([
    ['spaces', options, 'layer {\n  name: "x"\n}\n'],
    ['tabs', { tabSize: 4, insertSpaces: false }, 'layer {\n\tname: "x"\n}\n'],
  ])('indents as the editor does, with %s', (_, chosen, expected) => {
    const document = snapshot('layer {\nname:"x"\n   }');
    expect(applied(document, formatting(document, chosen, format))).toBe(expected);
  });

  it('of a range leaves other lines alone', () => {
    const document = snapshot('layer {\nname:"x"\ntop:"y"\n}\n');
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 3 } };
    expect(applied(document, formatting(document, options, format, range))).toBe('layer {\nname:"x"\n  top: "y"\n}\n');
  });

  it('of a block happens when it is closed', () => {
    const { snapshot: document, offset } = marked('name:"n"\nlayer {\nname:"x"\n}|\n');
    expect(applied(document, formattingOnType(document, offset, '}', options, format))).toBe('name:"n"\nlayer {\n  name: "x"\n}\n');
  });

  it.each([
    ['a line that was ended', 'layer {\nname:"x"\n|\ntype:"y"\n}\n', 'layer {\n  name: "x"\n\ntype:"y"\n}\n'],
    ['one that a value goes on from', 'layer {\n name:\n|"x"\n}\n', 'layer {\n  name:\n"x"\n}\n'],
    ['nothing before the first line', '|name:"x"\n', 'name:"x"\n'],
    ['a line of a block, with a mistake in another', 'layer {\nname:"x"\n|\n}\nlayer { name: }\n', 'layer {\n  name: "x"\n\n}\nlayer { name: }\n'],
  ])('on a new line is of %s', (_, text, expected) => {
    const { snapshot: document, offset } = marked(text);
    expect(applied(document, formattingOnType(document, offset, '\n', options, format))).toBe(expected);
  });

  it('leaves a block alone until it can be read', () => {
    expect(formatting(snapshot('layer {\nname:'), options, format)).toEqual([]);
  });
});
