/** Outline, folding and growing selections. */
import { describe, expect, it } from 'vitest';
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver-types';
import { foldingRanges } from '../../server/src/features/folding';
import { selectionRanges } from '../../server/src/features/selection-ranges';
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
