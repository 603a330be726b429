/** A brace, a quote or a colon is missing: every layer that the loss does not touch keeps its analysis, and taking the edit back restores all. */
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LayerAnalysis } from '../../server/src/analysis/analysis';
import { Snapshot, snapshotOf } from '../../server/src/features/snapshot';
import { parse } from '../../server/src/syntax/parser';
import { reparse } from '../../server/src/syntax/reparse';
import { corpusSample } from '../support/corpus';

const uri = 'file:///net.prototxt';
const settings = { phase: 'TEST', presentation: { theme: 'dark', html: false } } as const;

const files = corpusSample(20, ({ text }) => text.length > 1500 && text.length < 8000 && /\blayers?\s*\{/.test(text) && parse(text).problems.length === 0);

/** Everything that is known of a layer, in words. */
const factsOf = ({ layer, bottomShapes, topShapes, topFields, blobs, parameters, macs }: LayerAnalysis): string =>
  JSON.stringify([layer.name, layer.type, bottomShapes, topShapes, topFields, blobs, parameters, macs]);

interface Known {
  start: number;
  end: number;
  facts: string;
}

const knownOf = ({ analyses }: Snapshot): Known[] =>
  analyses.flatMap(({ layers }) => layers.map((result) => ({ start: result.layer.node.start, end: result.layer.node.end, facts: factsOf(result) })));

/** The snapshot after `text` has taken the place of [start, oldEnd). */
function edited(before: Snapshot, start: number, oldEnd: number, text: string): Snapshot {
  const old = before.document.getText();
  const now = TextDocument.create(uri, 'prototxt', before.document.version + 1, old.slice(0, start) + text + old.slice(oldEnd));
  return new Snapshot(now, reparse(before.tree, now.getText(), { start, oldEnd, newEnd: start + text.length }), settings, before);
}

/** What is lost of other layers, for each character without which the text is tried. */
function losses(text: string): string[] {
  let whole = snapshotOf(TextDocument.create(uri, 'prototxt', 1, text), settings);
  const before = knownOf(whole);
  const found: string[] = [];
  for (const { index, 0: character } of text.matchAll(/[{}"':]/g)) {
    const place = `without ${character} in line ${text.slice(0, index).split('\n').length}`;
    const damaged = edited(whole, index, index + 1, '');
    const after = new Set(knownOf(damaged).map(({ facts }) => facts));
    const lost = before.filter(({ start, end, facts }) => !(start <= index && index < end) && !after.has(facts));
    if (lost.length > 0) found.push(`${lost.length} layers changed ${place}: ${lost[0]?.facts ?? ''}`);
    whole = edited(damaged, index, index, character);
    if (!isSame(before, knownOf(whole))) found.push(`not restored ${place}`);
  }
  return found;
}

const isSame = (one: readonly Known[], other: readonly Known[]): boolean =>
  one.length === other.length && one.every(({ start, facts }, index) => other[index]?.start === start && other[index].facts === facts);

describe.each(files)('$path', ({ text }) => {
  it('keeps the analysis of every other layer', () => {
    expect(losses(text)).toEqual([]);
  });
});
