/** Completion: what is offered, and the text after it was taken. */
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { completion } from '../../server/src/features/completion/completion';
import type { FolderReader } from '../../server/src/features/completion/paths';
import { check } from '../../server/src/rules/check';
import { parse } from '../../server/src/syntax/parser';
import { inThreeLayers, marked } from './marked';

type Place = ReturnType<typeof marked>;

const offered = async ({ snapshot, offset }: Place, read?: FolderReader): Promise<CompletionItem[]> =>
  (await completion(snapshot, offset, read)).sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));

const labels = async (place: Place, read?: FolderReader): Promise<string[]> => (await offered(place, read)).map(({ label }) => label);

/** The document after the choice was taken. */
async function taken(place: Place, label: string, read?: FolderReader): Promise<string> {
  const items = await offered(place, read);
  const item = items.find((candidate) => candidate.label === label);
  if (!item) throw new Error(`${label} is not offered, only ${items.map((other) => other.label).join(', ')}`);
  return TextDocument.applyEdits(place.snapshot.document, [item.textEdit as TextEdit]);
}

describe('field names', () => {
  it.each([
    ['of a message, what is begun replaced', 'layer { type: "Convolution" convolution_param { num|_ou } }', 'num_output', 'layer { type: "Convolution" convolution_param { num_output:  } }'],
    ['as a message with braces', 'layer { type: "Convolution" | }', 'convolution_param', 'layer { type: "Convolution" convolution_param {\n  $0\n} }'],
    ['as a string with quotes', 'layer { nam| }', 'name', 'layer { name: "$0" }'],
    ['of a solver', 'net: "a.prototxt"\nba|', 'base_lr', 'net: "a.prototxt"\nbase_lr: '],
  ])('%s', async (_, text, label, expected) => {
    expect(await taken(marked(text), label)).toBe(expected);
  });

  it.each([
    ['la|', 'layer', 'layer {\n  '],
    ['layer { nam| }', 'name', 'layer { name: " }'],
    ['input: "a}b"\n|', 'layer Pooling', 'input: "a}b"\nlayer {\n  name: "pool"\n  type: "Pooling"\n  bottom: "a}b"\n  top: "pool"\n  pooling_param {\n    pool: MAX\n    kernel_size: 3\n    stride: 2\n    pad: 1\n  }\n}'],
    ['input: "d"\n|', 'layer BatchNorm and Scale', 'input: "d"\nlayer {\n  name: "bn_conv"\n  type: "BatchNorm"\n  bottom: "d"\n  top: "d"\n  batch_norm_param { use_global_stats: true }\n}\nlayer {\n  name: "scale_conv"\n  type: "Scale"\n  bottom: "d"\n  top: "d"\n  scale_param { bias_term: true }\n}'],
    ['# atrous: |', 'define', '# atrous: define NAME=VALUE'],
  ])('are plain text for editors without snippets, up to where typing goes on: %s', async (text, label, expected) => {
    expect(await taken(marked(text, { presentation: { theme: 'dark', html: false, insertsPlain: true } }), label)).toBe(expected);
  });

  it('open the list of their values in editors that have the command', async () => {
    const commandsOf = async (hasCommands: boolean): Promise<unknown[]> =>
      (await offered(marked('layer { nam| }', { presentation: { theme: 'dark', html: false, hasCommands } }))).map(({ command }) => command?.command).filter((command) => command !== undefined);
    expect(await commandsOf(true)).toContain('editor.action.triggerSuggest');
    expect(await commandsOf(false)).toEqual([]);
  });

  it('put what the layer needs first', async () => {
    expect((await labels(marked('layer { type: "Pooling" | }'))).slice(0, 3)).toEqual(['pooling_param', 'name', 'bottom']);
  });

  it('stand in the order in which people write them', async () => {
    expect((await labels(marked('layer { | }'))).slice(0, 4)).toEqual(['name', 'type', 'bottom', 'top']);
    expect((await labels(marked('layer { type: "Convolution" convolution_param { | } }'))).slice(0, 2)).toEqual(['num_output', 'kernel_size']);
  });

  it('leave out singular fields that are there, and parameters of other types', async () => {
    const names = await labels(marked('layer { name: "x" type: "Pooling" bottom: "a" | }'));
    expect(names).not.toContain('name');
    expect(names).not.toContain('convolution_param');
    expect(names).toContain('bottom');
  });

  it.each([
    ['dilation', 'bvlc', true], ['hole', 'bvlc', false], ['dilation', 'deeplab-v1', false], ['hole', 'deeplab-v1', true],
  ])('are those of the dialect: %s in %s is %s', async (field, dialect, isOffered) => {
    const text = `# atrous: dialect=${dialect}\nlayers { type: CONVOLUTION convolution_param { | } }`;
    expect((await labels(marked(text))).includes(field)).toBe(isOffered);
  });

  it.each([
    ['an empty document', '|'],
    ['one of comments', '# a net\n|\n'],
    ['one with a word begun', 'la|'],
  ])('are those of nets and solvers in %s', async (_, text) => {
    const names = await labels(marked(text));
    expect(names.slice(0, 4)).toEqual(['name', 'layer', 'input', 'input_shape']);
    expect(names).toEqual(expect.arrayContaining(['net', 'name', 'max_iter', 'solver', 'layer Convolution']));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ['of another program', 'model { name: "resnet50" }\n|'],
    ['of another message', '# proto-message: BlobProto\n|'],
  ])('are none in documents %s', async (_, text) => {
    expect(await labels(marked(text))).toEqual([]);
  });

  it('are none in comments', async () => {
    expect(await labels(marked('layer { # na|'))).toEqual([]);
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
    ['a parameter that is shared already', 'layer { name: "a" type: "Convolution" param { name: "conv_w" } } layer { name: "b" type: "Convolution" param { name: "|" } }', 'conv_w', 'layer { name: "a" type: "Convolution" param { name: "conv_w" } } layer { name: "b" type: "Convolution" param { name: "conv_w" } }'],
    ['a top in place', 'layer { name: "r" type: "ReLU" bottom: "x" top: "|" }', 'x', 'layer { name: "r" type: "ReLU" bottom: "x" top: "x" }'],
  ])('%s', async (_, text, label, expected) => {
    expect(await taken(marked(text), label)).toBe(expected);
  });

  it('are the blobs before the layer, with their shapes, what is not read yet first', async () => {
    const place = inThreeLayers('bottom: "con|v1"\n  top: "fc6"');
    expect((await offered(place)).map(({ label, detail }) => `${label} ${detail ?? ''}`)).toEqual(['conv1 1×8×65×65 · ReLU relu1', 'data 1×3×65×65 · input']);
    expect(await taken(place, 'data')).toContain('bottom: "data"\n  top: "fc6"');
  });
});

it('a solver is whole: nothing is wrong with it', async () => {
  const text = (await taken(marked('sol|'), 'solver')).replace(/\$\{\d:([^}]*)\}/g, '$1');
  expect(check(parse(text))).toEqual([]);
});

it('blobs go from the latest to the first, those that nothing reads before the others', async () => {
  const relu = (bottom: string, top: string): string => `layer { name: "${top}" type: "ReLU" bottom: "${bottom}" top: "${top}" }`;
  const place = marked(`input: "z" input_shape { dim: 1 } ${relu('z', 'b')} ${relu('b', 'a')} ${relu('a', 'd')} ${relu('a', 'c')} layer { name: "x" type: "ReLU" bottom: "|" }`);
  expect(await labels(place)).toEqual(['c', 'd', 'a', 'b', 'z']);
});

describe('blocks', () => {
  it('are wired to the blob before', async () => {
    const text = await taken(marked('input: "data"\ninput_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9\nlayer { name: "c" type: "ReLU" bottom: "data" top: "c" }\n|'), 'layer Pooling');
    expect(text.split('\n').slice(3)).toEqual([
      'layer {', '  name: "${1:pool}"', '  type: "Pooling"', '  bottom: "${2:c}"', '  top: "${1:pool}"',
      '  pooling_param {', '    pool: ${3|MAX,AVE|}', '    kernel_size: ${4:3}', '    stride: ${5:2}', '    pad: ${6:1}', '  }', '}',
    ]);
  });

  it('are written as the file is: V1 with holes', async () => {
    const text = await taken(marked('# atrous: dialect=deeplab-v1\nlayers { name: "c" type: RELU bottom: "d" top: "c" }\n|'), 'layer Convolution, atrous');
    expect(text).toContain('layers {\n  name: "${1:fc6}"\n  type: CONVOLUTION\n');
    expect(text).toContain('hole: ${4:12}');
  });

  it('are not offered inside layers or in solvers', async () => {
    expect((await labels(marked('layer { | }'))).filter((label) => label.startsWith('layer '))).toEqual([]);
    expect((await labels(marked('net: "x"\nbase_lr: 1\n|'))).filter((label) => label.startsWith('layer '))).toEqual([]);
  });
});

describe('words', () => {
  it.each([
    ['fillers', 'layer { convolution_param { weight_filler { type: "|" } } }', 'msra', 'layer { convolution_param { weight_filler { type: "msra" } } }'],
    ['policies', 'net: "a"\nlr_policy: |', 'poly', 'net: "a"\nlr_policy: "poly"'],
    ['optimisers', 'net: "a"\ntype: "A|"', 'Adam', 'net: "a"\ntype: "Adam"'],
    ['directives', '# atrous: |', 'define', '# atrous: define ${1:NAME}=${2:VALUE}'],
    ['dialects', '# atrous: dialect=deep|', 'deeplab-v2', '# atrous: dialect=deeplab-v2'],
  ])('of %s', async (_, text, label, expected) => {
    expect(await taken(marked(text), label)).toBe(expected);
  });
});

describe('paths', () => {
  /** What is beside the net, and one folder above. */
  const tree: Record<string, [name: string, isFolder: boolean, level: number][]> = {
    '': [['train.prototxt', false, 0], ['list', true, 0], ['.git', true, 0], ['model.caffemodel', false, 1], ['list', true, 1], ['note "a"', false, 0]],
    'list/': [['train.txt', false, 0]],
    'voc12/': [['val.txt', false, 0]],
  };
  const read: FolderReader = (folder) => Promise.resolve((tree[folder] ?? []).map(([name, isFolder, level]) => ({ name, isFolder, level })));
  const source = (path: string): string => `layer { type: "ImageSegData" image_data_param { source: ${path} } }`;

  it.each([
    ['files and folders where nothing is begun', source('"|"'), ['list/', 'train.prototxt', 'model.caffemodel']],
    ['what stands in a folder', source('"list/|"'), ['train.txt']],
    ['in a folder by its value', `# atrous: define EXP=voc12\n${source('"${EXP}/v|"')}`, ['val.txt']],
    ['hidden ones where asked for', source('".|"'), ['.git/', 'list/', 'train.prototxt', 'model.caffemodel']],
    ['folders only', 'layer { image_data_param { root_folder: "|" } }', ['list/']],
    ['nets, then folders', 'base_lr: 1\nnet: "|"', ['train.prototxt', 'list/']],
    ['weights, then folders', 'net: "a"\nweights: "|"', ['model.caffemodel', 'list/']],
    ['nets without quotes too', 'base_lr: 1\nnet: |', ['train.prototxt', 'list/']],
    ['variables where a template is begun', `# atrous: define EXP=voc12\n${source('"$|"')}`, ['${EXP}']],
    ['paths where there are no variables', source('"$|"'), ['list/', 'train.prototxt', 'model.caffemodel']],
  ])('are %s', async (_, text, expected) => {
    expect(await labels(marked(text), read)).toEqual(expected);
  });

  it.each([
    ['a file, for what is begun', source('"list/t|r"'), 'train.txt', source('"list/train.txt"')],
    ['a folder, to go on from', source('"l|"'), 'list/', source('"list/"')],
    ['a file in quotes of its own', 'base_lr: 1\nnet: t|', 'train.prototxt', 'base_lr: 1\nnet: "train.prototxt"'],
    ['a folder in quotes, to go on from', 'base_lr: 1\nnet: |', 'list/', 'base_lr: 1\nnet: "list/$0"'],
    ['a string that is open', 'base_lr: 1\nnet: "tr|\nmax_iter: 3', 'train.prototxt', 'base_lr: 1\nnet: "train.prototxt\nmax_iter: 3'],
  ])('go on with %s', async (_, text, label, expected) => {
    expect(await taken(marked(text), label, read)).toBe(expected);
  });

  it('tell how far above they are', async () => {
    const items = await offered(marked(source('"|"')), read);
    expect(items.map(({ label, detail, filterText }) => [label, detail, filterText])).toContainEqual(['model.caffemodel', '..', 'model.caffemodel']);
  });
});

describe('variables', () => {
  const file = '# atrous: define N=21\nname: "${NET_ID}"\ninput: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }\n';
  const conv = (num: string, more = ''): string => `${file}layer { name: "c" type: "Convolution" bottom: "data" top: "c${more}" convolution_param { num_output: ${num} kernel_size: 1 } }`;

  it.each([
    ['where a template is begun', conv('${|'), ['${NET_ID}', '${N}']],
    ['in the middle of its name', conv('${N|}'), ['${NET_ID}', '${N}']],
    ['in strings', conv('3', '_${|}'), ['${NET_ID}', '${N}']],
    ['where a number belongs', conv('|'), ['${NET_ID}', '${N}']],
    ['that have no value, to be defined', `# atrous: define |\n${file}`, ['NET_ID']],
    ['not as names of fields', `${file}layer { | }`.replace('layer', 'state'), ['level', 'phase', 'stage']],
  ])('%s', async (_, text, expected) => {
    expect((await labels(marked(text))).sort()).toEqual([...expected].sort());
  });

  it('replace what is begun of them, with its brace', async () => {
    expect(await taken(marked(conv('${NE|}')), '${N}')).toBe(conv('${N}'));
    expect(await taken(marked(conv('3', '_$|')), '${N}')).toBe(conv('3', '_${N}'));
  });

  it('go with the blobs whose shapes can be stated', async () => {
    expect(await taken(marked(`${file}layer { name: "p" type: "Python" bottom: "data" top: "rois" python_param { module: "m" layer: "L" } }\n# atrous: shape |`), 'rois')).toMatch(/# atrous: shape rois=$/);
  });
});

it('names of parameters to share begin with those of the layer', async () => {
  const layer = 'input: "data"\nlayer { name: "conv1" type: "InnerProduct" bottom: "data" top: "a" param { name: "x" } param { name: "|" } }';
  expect(await labels(marked(layer))).toEqual(['conv1_b', 'x']);
});
