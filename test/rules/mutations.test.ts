/** Rules on damaged files: they never throw, and what they keep of a block is what they would find afresh. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkText, documentContext } from '../../server/src/rules/rules';
import { parse } from '../../server/src/syntax/parser';
import { root } from '../support/shared';

const folder = join(root, 'test/fixtures/corpus');
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.prototxt'))
  .map((path) => readFileSync(join(folder, path), 'utf8'));

/** Pieces that turn up where they do not belong. */
const pieces = ['{', '}', '[', ']', '"', ':', '-', ' layer { ', ' type: constructor ', ' __proto__: 1 ', ' ${X} ', '#', '\n', '9e999', ' param: ["a", { }] ', ' # atrous: define '];

const mutation = fc.record({
  text: fc.constantFrom(...texts),
  edits: fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(40), piece: fc.constantFrom('', ...pieces) }), { minLength: 1, maxLength: 6 }),
});

function mutate({ text, edits }: { text: string; edits: readonly { at: number; length: number; piece: string }[] }): string {
  return edits.reduce((current, { at, length, piece }) => {
    const start = Math.floor(at * current.length);
    return current.slice(0, start) + piece + current.slice(start + length);
  }, text);
}

describe('damaged files', () => {
  it('give findings inside the text, in order, the same when asked again', () => {
    fc.assert(
      fc.property(mutation, (damage) => {
        const text = mutate(damage);
        const context = documentContext(parse(text));
        const findings = checkText(context);
        for (const { start, end, message } of findings) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(message).toMatch(/\S/);
        }
        expect(findings.map(({ start }) => start)).toEqual(findings.map(({ start }) => start).sort((a, b) => a - b));
        expect(checkText(context)).toEqual(findings);
      }),
      { numRuns: 400 },
    );
  });
});
