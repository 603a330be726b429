/** Whatever is typed, an edited document says what a fresh one of the same text would. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnostics } from '../../server/src/features/diagnostics';
import { createDocuments } from '../../server/src/workspace/documents';
import { snapshot } from '../features/marked';
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

/** An edit of a text of any length: where from and how long, as shares of it, and what comes in its place. */
const edits = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.oneof(fc.constant(0), fc.nat(40)), text: fc.constantFrom(...snippets) }),
  { minLength: 1, maxLength: 12 },
);

const texts = [
  golden('phases_rules', 'net.prototxt'), golden('v1_upgrade', 'net.prototxt'), golden('msc_tiny', 'net.prototxt'), golden('reused_top_names', 'net.prototxt'),
  join(root, 'examples', 'nuclei', 'train.prototxt'),
].map((path) => [path.split('/').slice(-2).join('/'), readFileSync(path, 'utf8')] as const);

/** Fewer than a fuzzer would run for a night: each run checks a whole net up to 24 times. */
const runs = 40;

describe('diagnostics after any edits are those of the new text', () => {
  it.each(texts)('%s', (_, text) => {
    fc.assert(
      fc.property(edits, (steps) => {
        const documents = createDocuments(() => undefined);
        documents.open({ uri, languageId: 'prototxt', version: 1, text }, settings);
        for (const [index, { at, length, text: inserted }] of steps.entries()) {
          const before = documents.get(uri);
          if (before === undefined) throw new Error('The document is not open.');
          diagnostics(before);
          const start = Math.floor(at * before.document.getText().length);
          const range = { start: before.document.positionAt(start), end: before.document.positionAt(start + length) };
          documents.change(uri, index + 2, [{ range, text: inserted }]);
        }
        const after = documents.get(uri);
        expect(after && diagnostics(after)).toEqual(diagnostics(snapshot(after?.document.getText() ?? '')));
      }),
      { numRuns: runs },
    );
  });
});
