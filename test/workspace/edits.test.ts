/** Whatever is typed, an edited document says what a fresh one of the same text would. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../server/src/analysis/analysis';
import { codeLenses } from '../../server/src/features/code-lens';
import { diagnostics } from '../../server/src/features/diagnostics';
import { pathLinks } from '../../server/src/features/document-links';
import { foldingRanges } from '../../server/src/features/folding';
import { inlayHints } from '../../server/src/features/inlay-hints';
import { semanticTokens } from '../../server/src/features/semantic-tokens';
import type { Snapshot } from '../../server/src/features/snapshot';
import { documentSymbols } from '../../server/src/features/symbols';
import { createDocuments } from '../../server/src/workspace/documents';
import { snapshot } from '../features/marked';
import { corpusSample } from '../support/corpus';
import { golden } from '../support/golden';
import { root } from '../support/shared';

const uri = 'file:///net.prototxt';
const settings = { phase: 'TEST', presentation: { theme: 'dark', html: false } } as const;

/** What people type and paste: parts of nets, some that fit and some that break the text. */
const snippets = [
  '', '7', 'x', ' ', '\n', '\r\n', '{', '}', '"', ':', '#', '<', '[', ',', '-', '\n}\n', '# atrous: define N=4\n', '# atrous: dialect=deeplab-v1\n', '/*', '\uFEFF', '${N}',
  'layer { name: "added" type: "ReLU" bottom: "data" top: "added" }\n', 'layers { name: "old" type: RELU bottom: "data" top: "old" }\n',
  '  dilation: 2\n', '  hole: 2\n', '  pad: 2\n', ' param { name: "shared" }', ' include { phase: TRAIN } ', '  bottom: "data"\n', '  top: "data"\n', 'input_dim: 3\n',
];

interface Step {
  at: number;
  length: number;
  text: string;
  /** Whether everything was asked for before it. */
  asksAll: boolean;
  /** Whether it is taken back at once. */
  isTakenBack: boolean;
}

/** An edit of a text of any length: where from and how long, as shares of it, and what comes in its place. */
const edits: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ asksAll: fc.boolean(), isTakenBack: fc.boolean(), at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.oneof(fc.constant(0), fc.nat(40)), text: fc.constantFrom(...snippets) }),
  { minLength: 1, maxLength: 12 },
);

const texts = [
  golden('phases_rules', 'net.prototxt'), golden('v1_upgrade', 'net.prototxt'), golden('msc_tiny', 'net.prototxt'), golden('reused_top_names', 'net.prototxt'),
  join(root, 'examples', 'nuclei', 'train.prototxt'),
].map((path) => [path.split('/').slice(-2).join('/'), readFileSync(path, 'utf8')] as const);

/** Fewer than a fuzzer would run for a night: each run checks a whole net up to 24 times. */
const runs = 40;

/** Whole nets of the collection, small enough to be read often. */
const nets = corpusSample(8, ({ text }) => text.length > 2000 && text.length < 9000).map(({ path, text }) => [path, text] as const);

/** What the analysis found, without the nodes that it was found by. */
const figures = ({ net, layers, inputs, totals }: Analysis): unknown => ({
  totals,
  inputs: inputs.map(({ blob, shape }) => [blob.name, shape]),
  blobs: net.blobs.map(({ name, version, order, index, producer, consumers }) => [name, version, order, index, producer?.index, consumers.map((consumer) => consumer.index)]),
  layers: layers.map(({ layer, topShapes, topFields, windows, macs, parameters, sharedWith, misalignments }) =>
    [layer.index, layer.name, layer.type, layer.node.start, topShapes, topFields, windows, macs, parameters, sharedWith.map((owner) => owner?.name), misalignments]),
});

const everywhere = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };

/** What an editor asks for after each change, and what it is answered from. */
const answers = (asked: Snapshot): unknown => ({
  diagnostics: diagnostics(asked),
  analyses: asked.analyses.map(figures),
  hints: inlayHints(asked, everywhere),
  tokens: semanticTokens(asked),
  symbols: documentSymbols(asked),
  folding: foldingRanges(asked),
  lenses: codeLenses(asked, true),
  links: pathLinks(asked),
});

/** Types all steps, asking after each one for everything or for diagnostics only, as editors do. */
function typed(text: string, steps: readonly Step[]): Snapshot {
  const documents = createDocuments(() => undefined);
  documents.open({ uri, languageId: 'prototxt', version: 1, text }, settings);
  const newest = (): Snapshot => documents.get(uri) ?? expect.fail('The document is not open.');
  const replace = (start: number, end: number, inserted: string): void => {
    const { document } = newest();
    documents.change(uri, document.version + 1, [{ range: { start: document.positionAt(start), end: document.positionAt(end) }, text: inserted }]);
  };
  for (const { at, length, text: inserted, asksAll, isTakenBack } of steps) {
    const before = newest();
    if (asksAll) answers(before);
    else diagnostics(before);
    const whole = before.document.getText();
    const start = Math.floor(at * whole.length);
    const end = Math.min(whole.length, start + length);
    replace(start, end, inserted);
    if (!isTakenBack) continue;
    diagnostics(newest());
    replace(start, start + inserted.length, whole.slice(start, end));
  }
  return newest();
}

describe('after any edits everything is as in the new text', () => {
  it.each([...texts, ...nets])('%s', (_, text) => {
    fc.assert(
      fc.property(edits, (steps) => {
        const after = typed(text, steps);
        expect(answers(after)).toEqual(answers(snapshot(after.document.getText())));
      }),
      { numRuns: runs },
    );
  });
});
