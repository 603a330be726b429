/** Completion: what is offered, and the text after it was taken. */
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { completion } from '../../server/src/features/completion/completion';
import { inThreeLayers, marked } from './marked';

type Place = ReturnType<typeof marked>;

const offered = ({ snapshot, offset }: Place): CompletionItem[] =>
  completion(snapshot, offset).sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));

const labels = (place: Place): string[] => offered(place).map(({ label }) => label);

/** The document after the choice was taken. */
function taken(place: Place, label: string): string {
  const item = offered(place).find((candidate) => candidate.label === label);
  if (!item) throw new Error(`${label} is not offered, only ${labels(place).join(', ')}`);
  return TextDocument.applyEdits(place.snapshot.document, [item.textEdit as TextEdit]);
}

describe('field names', () => {
  it.each([
    ['of a message, what is begun replaced', 'layer { type: "Convolution" convolution_param { num|_ou } }', 'num_output', 'layer { type: "Convolution" convolution_param { num_output:  } }'],
    ['as a message with braces', 'layer { type: "Convolution" | }', 'convolution_param', 'layer { type: "Convolution" convolution_param {\n  $0\n} }'],
    ['as a string with quotes', 'layer { nam| }', 'name', 'layer { name: "$0" }'],
    ['of a solver', 'net: "a.prototxt"\nba|', 'base_lr', 'net: "a.prototxt"\nbase_lr: '],
  ])('%s', (_, text, label, expected) => {
    expect(taken(marked(text), label)).toBe(expected);
  });

  it('put what the layer needs first', () => {
    expect(labels(marked('layer { type: "Pooling" | }')).slice(0, 3)).toEqual(['pooling_param', 'bottom', 'name']);
  });

  it('leave out singular fields that are there, and parameters of other types', () => {
    const names = labels(marked('layer { name: "x" type: "Pooling" bottom: "a" | }'));
    expect(names).not.toContain('name');
    expect(names).not.toContain('convolution_param');
    expect(names).toContain('bottom');
  });

  it.each([
    ['dilation', 'bvlc', true], ['hole', 'bvlc', false], ['dilation', 'deeplab-v1', false], ['hole', 'deeplab-v1', true],
  ])('are those of the dialect: %s in %s is %s', (field, dialect, isOffered) => {
    const text = `# atrous: dialect=${dialect}\nlayers { type: CONVOLUTION convolution_param { | } }`;
    expect(labels(marked(text)).includes(field)).toBe(isOffered);
  });

  it('are none in comments', () => {
    expect(labels(marked('layer { # na|'))).toEqual([]);
  });
});

describe('values', () => {
  it.each([
    ['an enum', 'layer { pooling_param { pool: | } }', 'MAX', 'layer { pooling_param { pool: MAX } }'],
    ['an enum of which some is there', 'layer { pooling_param { pool: A|V } }', 'AVE', 'layer { pooling_param { pool: AVE } }'],
    ['a truth value', 'layer { convolution_param { bias_term: | } }', 'false', 'layer { convolution_param { bias_term: false } }'],
    ['a layer type in quotes', 'layer { type: "Conv|" }', 'Convolution', 'layer { type: "Convolution" }'],
    ['a layer type without quotes', 'layer { type: | }', 'ReLU', 'layer { type: "ReLU" }'],
    ['a layer type in a string that is open', 'layer {\n  type: "Conv|\n}', 'Convolution', 'layer {\n  type: "Convolution\n}'],
    ['a V1 type', 'layers { type: | }', 'CONVOLUTION', 'layers { type: CONVOLUTION }'],
    ['a top named like the layer', 'layer { name: "fc6" type: "Convolution" top: "|" }', 'fc6', 'layer { name: "fc6" type: "Convolution" top: "fc6" }'],
    ['a top in place', 'layer { name: "r" type: "ReLU" bottom: "x" top: "|" }', 'x', 'layer { name: "r" type: "ReLU" bottom: "x" top: "x" }'],
  ])('%s', (_, text, label, expected) => {
    expect(taken(marked(text), label)).toBe(expected);
  });

  it('are the blobs before the layer, with their shapes, what is not read yet first', () => {
    const place = inThreeLayers('bottom: "con|v1"\n  top: "fc6"');
    expect(offered(place).map(({ label, detail }) => `${label} ${detail ?? ''}`)).toEqual(['conv1 1×8×65×65 · ReLU relu1', 'data 1×3×65×65 · input']);
    expect(taken(place, 'data')).toContain('bottom: "data"\n  top: "fc6"');
  });
});

describe('blocks', () => {
  it('are wired to the blob before', () => {
    const text = taken(marked('input: "data"\ninput_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9\nlayer { name: "c" type: "ReLU" bottom: "data" top: "c" }\n|'), 'layer Pooling');
    expect(text.split('\n').slice(3)).toEqual([
      'layer {', '  name: "${1:pool}"', '  type: "Pooling"', '  bottom: "${2:c}"', '  top: "${1:pool}"',
      '  pooling_param {', '    pool: ${3|MAX,AVE|}', '    kernel_size: ${4:3}', '    stride: ${5:2}', '    pad: ${6:1}', '  }', '}',
    ]);
  });

  it('are written as the file is: V1 with holes', () => {
    const text = taken(marked('# atrous: dialect=deeplab-v1\nlayers { name: "c" type: RELU bottom: "d" top: "c" }\n|'), 'layer Convolution, atrous');
    expect(text).toContain('layers {\n  name: "${1:fc6}"\n  type: CONVOLUTION\n');
    expect(text).toContain('hole: ${4:12}');
  });

  it('are not offered inside layers or in solvers', () => {
    expect(labels(marked('layer { | }')).filter((label) => label.startsWith('layer '))).toEqual([]);
    expect(labels(marked('net: "x"\nbase_lr: 1\n|')).filter((label) => label.startsWith('layer '))).toEqual([]);
  });
});
