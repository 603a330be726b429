/** What is drawn into the text and around it: inlay hints, semantic tokens, lenses, links, signatures and the flow of blobs. */
import { describe, expect, it } from 'vitest';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/src/features/call-hierarchy';
import { codeLenses } from '../../server/src/features/code-lens';
import { pathLinks } from '../../server/src/features/document-links';
import { inlayHints } from '../../server/src/features/inlay-hints';
import { legend, semanticTokens } from '../../server/src/features/semantic-tokens';
import { signatureHelp } from '../../server/src/features/signature-help';
import type { Snapshot } from '../../server/src/features/snapshot';
import { inThreeLayers, marked, snapshot, threeLayers } from './marked';

const everything = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

const hintsIn = (document: Snapshot, range = everything): string[] =>
  inlayHints(document, range).map(({ position, label }) => `${position.line + 1}:${position.character} ${label as string}`);

describe('inlay hints', () => {
  it('stand behind the names of layers that make something new', () => {
    expect(hintsIn(snapshot(threeLayers))).toEqual(['4:15 → 8×65×65 · rf 3 · s1', '17:13 → 16×65×65 · rf 27 · s1']);
  });

  it('are given for the lines that are shown', () => {
    expect(hintsIn(snapshot(threeLayers), { start: { line: 10, character: 0 }, end: { line: 20, character: 0 } })).toEqual(['17:13 → 16×65×65 · rf 27 · s1']);
  });

  it.each([
    ['both axes', 'kernel_h: 3 kernel_w: 1 stride_h: 2 stride_w: 1', '→ 4×32×65 · rf 3×1 · s2×1'],
    ['a size that the file does not know', 'kernel_size: 1 num_output: ${N}', '→ N×65×65'],
  ])('tell %s', (_, fields, expected) => {
    const outputs = fields.includes('num_output') ? '' : 'num_output: 4 ';
    const net = `input: "d" input_shape { dim: 1 dim: 3 dim: 65 dim: 65 } layer { name: "c" type: "Convolution" bottom: "d" top: "c" convolution_param { ${outputs}${fields} } }`;
    expect(hintsIn(snapshot(net))[0]).toContain(expected);
  });
});

/** `text type[ declaration]` of each token. */
function tokensIn(document: Snapshot): string[] {
  const { data } = semanticTokens(document);
  const lines = document.tree.text.split('\n');
  const tokens: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    [line, character] = down === 0 ? [line, character + right] : [line + down, right];
    tokens.push([lines[line]?.slice(character, character + length), legend.tokenTypes[type], modifiers ? 'declaration' : ''].filter(Boolean).join(' '));
  }
  return tokens;
}

describe('semantic tokens', () => {
  it('tell layers, blobs and types apart', () => {
    expect(tokensIn(snapshot('layer {\n  name: "a"\n  type: "Pooling"\n  bottom: "b"\n  top: "c"\n  pooling_param { pool: MAX kernel_size: ${K} }\n  param { name: "w" }\n}'))).toEqual([
      'a class declaration', 'Pooling type', 'b variable', 'c variable declaration', 'MAX enumMember', '${K} macro', 'w parameter declaration',
    ]);
  });

  it('tell variables apart: templates, also within strings, and bare words for numbers', () => {
    expect(tokensIn(snapshot('layer { name: "${NET}_a" type: "ImageSegData" top: "d" image_data_param { source: "${EXP}/list/${SET}.txt" batch_size: BATCH shuffle: true } }'))).toEqual([
      '${NET}_a class declaration', 'ImageSegData type', 'd variable declaration', '${EXP} macro', '${SET} macro', 'BATCH macro',
    ]);
  });

  it('are none in other prototxt', () => {
    expect(tokensIn(snapshot('item { id: 1 name: "x" }'))).toEqual([]);
  });
});

describe('code lenses', () => {
  const inVSCode = { presentation: { theme: 'dark', html: true, hasCommands: true } } as const;
  const titles = (text: string, isTrusted = true): string[] => codeLenses(snapshot(text, inVSCode), isTrusted).map(({ range, command }) => `${range.start.line + 1} ${command?.title ?? ''}`);

  it('offer to run the net above it, and tell its size', () => {
    expect(titles(`# a comment\n${threeLayers}`)).toEqual(['2 Run on image…', '2 3 layers · 1.39 k parameters · 5.78 M multiply-adds']);
  });

  it('do not offer to run where that is not allowed', () => {
    expect(titles(threeLayers, false)).toEqual(['1 3 layers · 1.39 k parameters · 5.78 M multiply-adds']);
  });

  it('show where the net branches', () => {
    expect(titles('input: "d"\nlayer { name: "a" type: "ReLU" bottom: "d" top: "a" }\nlayer { type: "ReLU" bottom: "a" top: "b" }\nlayer { type: "ReLU" bottom: "a" top: "c" }')).toContain('2 read by 2 layers');
  });

  it('name no commands where the editor may not have them', () => {
    expect(codeLenses(snapshot(threeLayers), true).map(({ command }) => command?.command)).toEqual(['']);
  });

  it('are none for a solver', () => {
    expect(titles('net: "train.prototxt"\nbase_lr: 0.1')).toEqual([]);
  });
});

it('paths are links, with the values of templates', () => {
  const document = snapshot('# atrous: define EXP=voc12\nlayer { name: "d" type: "ImageSegData" top: "d" image_data_param { source: "${EXP}/list/train.txt" batch_size: 1 } }');
  expect(pathLinks(document).map(({ range, path }) => [document.document.getText(range), path])).toEqual([['${EXP}/list/train.txt', 'voc12/list/train.txt']]);
});

it('several weights files in one string are links each', () => {
  const document = snapshot('net: "n.prototxt"\nbase_lr: 1\nweights: "a.caffemodel, sub/b.caffemodel"');
  expect(pathLinks(document).map(({ range, path }) => [document.document.getText(range), path])).toEqual(['n.prototxt', 'a.caffemodel', 'sub/b.caffemodel'].map((path) => [path, path]));
});

describe('signature help', () => {
  it('shows what else a parameter message takes, and where the cursor is', () => {
    const { snapshot: document, offset } = marked('layer { type: "Dropout" dropout_param { dropout_ratio: 0|.5 } }');
    const help = signatureHelp(document, offset);
    expect(help?.signatures[0]?.label).toMatch(/^dropout_param \{ .*dropout_ratio: float = 0\.5/);
    expect(help?.signatures[0]?.parameters?.[help.activeParameter ?? -1]?.label).toBe('dropout_ratio: float = 0.5');
  });

  it('has nothing to say of the net as a whole', () => {
    const { snapshot: document, offset } = marked('name: "x|"\nlayer { }');
    expect(signatureHelp(document, offset)).toBeUndefined();
  });
});

it('blobs flow as a call hierarchy', () => {
  const { snapshot: document, offset } = inThreeLayers('type: "Re|LU"');
  const [relu] = prepareCallHierarchy(document, offset);
  if (!relu) throw new Error('There is no layer.');
  expect(`${relu.name}: ${relu.detail ?? ''}`).toBe('relu1: ReLU · 1×8×65×65');
  expect(incomingCalls(document, relu).map(({ from }) => from.name)).toEqual(['conv1']);
  expect(outgoingCalls(document, relu).map(({ to, fromRanges }) => `${to.name} by ${fromRanges.map((range) => document.document.getText(range)).join()}`)).toEqual(['fc6 by "conv1"']);
});
