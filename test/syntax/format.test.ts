/** The formatter: golden pairs of files, which show what it does, and what holds for every text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parser';
import { type FormatOptions, format, formatEdits } from '../../server/src/syntax/printer';
import { corpusSample } from '../support/corpus';
import { outline } from './outline';

const folder = join(import.meta.dirname, 'format');

/** The options of the pairs that do not show the defaults. */
const optionsOf: Record<string, Partial<FormatOptions>> = {
  aligned: { alignValues: true },
  expanded: { oneLineMessages: 'expand', indent: '\t' },
};

const pairs = readdirSync(folder).filter((file) => file.endsWith('.in.prototxt')).map((file) => file.replace('.in.prototxt', ''));

function formatted(text: string, options: Partial<FormatOptions> = {}): string {
  const result = format(parse(text), options);
  if (!result.ok) throw new Error(result.reason);
  return result.text;
}

const inked = (text: string): string => text.replace(/\s+/g, '');

/** What a formatter must not change: the ink, the comments one by one, and what the tree says. */
function substance(text: string): unknown {
  const { root, comments } = parse(text);
  return { ink: inked(text), comments: comments.map((comment) => comment.text.trimEnd()), tree: outline(root) };
}

describe('format', () => {
  it.each(pairs)('turns %s.in into %s.out, which it leaves alone', (name) => {
    const [before, after] = ['in', 'out'].map((end) => readFileSync(join(folder, `${name}.${end}.prototxt`), 'utf8'));
    expect(formatted(before ?? '', optionsOf[name])).toBe(after);
    expect(formatted(after ?? '', optionsOf[name])).toBe(after);
  });

  it.each([
    ['', ''],
    ['\n\n', ''],
    ['# only\n\n\n# comments', '# only\n\n# comments\n'],
    ['a:1', 'a: 1\n'],
    ['a: 1 \r\n\r\n\r\n\r\nb { c: 2\r\n}', 'a: 1\r\n\r\nb {\r\n  c: 2\r\n}\r\n'],
    ['a: 1 # trailing space  \t\nb: 2', 'a: 1  # trailing space\nb: 2\n'],
  ])('turns %j into %j', (before, after) => {
    expect(formatted(before)).toBe(after);
  });

  it('refuses a document with syntax problems and says why', () => {
    expect(format(parse('a: 1\nb = 2\n'))).toEqual({ ok: false, reason: expect.stringMatching(/^line 2 .*":"/) as string });
  });

  it('changes nothing but white space in real files, and nothing the second time', () => {
    for (const { path, text } of corpusSample(120)) {
      const result = format(parse(text));
      if (!result.ok) continue;
      expect(substance(result.text), path).toEqual(substance(text));
      expect(formatted(result.text) === result.text, path).toBe(true);
    }
  });

  const whitespace = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r\n', '\f'), minLength: 1, maxLength: 4 });
  const comment = fc.string({ unit: fc.constantFrom('a', ' ', '"', "'", '{', '}', '#', ':', 'é'), maxLength: 8 }).map((text) => ` # ${text}\n`);
  const files = corpusSample(40, ({ text }) => text.length < 6000 && parse(text).problems.length === 0);

  it('loses nothing of a file with random white space and comments put in', () => {
    const insertion = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.oneof(whitespace, comment));
    const options = fc.record({ alignValues: fc.boolean(), oneLineMessages: fc.constantFrom('keep' as const, 'expand' as const), width: fc.constantFrom(20, 100) });
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.array(insertion, { maxLength: 40 }), options, ({ text }, insertions, chosen) => {
        const gaps = [...text.matchAll(/(?<=[\s{}:])(?=[\s{}])|\b(?=:)/g)].map(({ index }) => index);
        const places = insertions.map(([at, piece]) => [gaps[Math.floor(at * gaps.length)] ?? 0, piece] as const).sort(([a], [b]) => b - a);
        const spoiled = places.reduce((current, [place, piece]) => current.slice(0, place) + piece + current.slice(place), text);
        if (parse(spoiled).problems.length > 0) return;
        const result = formatted(spoiled, chosen);
        expect(substance(result)).toEqual(substance(spoiled));
        expect(formatted(result, chosen)).toBe(result);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 500) },
    );
  });
});

describe('formatEdits', () => {
  function applied(text: string, range?: { start: number; end: number }): string {
    return formatEdits(parse(text), {}, range).toReversed().reduce((current, { start, end, newText }) => current.slice(0, start) + newText + current.slice(end), text);
  }

  it('makes of all lines what format makes', () => {
    for (const name of pairs.filter((each) => optionsOf[each] === undefined)) {
      const text = readFileSync(join(folder, `${name}.in.prototxt`), 'utf8');
      expect(applied(text)).toBe(formatted(text));
    }
  });

  it('has nothing to change in a formatted text', () => {
    expect(formatEdits(parse('a: 1\nb {\n  c: 2\n}\n'))).toEqual([]);
  });

  it.each([
    ['a:1\n  b:2\n   c:3\n', 'b', 'a:1\nb: 2\n   c:3\n'],
    ['x {\na:1\n    b:2\n}\n', 'b', 'x {\na:1\n  b: 2\n}\n'],
    ['x {\n  a:1\n\n\n\n  b:2\n}\n', 'b', 'x {\n  a:1\n\n\n\n  b: 2\n}\n'],
    ['a:1\nx {b:2\nc:3 }\nd:4\n', 'x', 'a:1\nx {\n  b: 2\nc:3 }\nd:4\n'],
    ['a:1', 'a', 'a: 1\n'],
  ])('of %j formats the line of %j only', (text, word, expected) => {
    const start = text.indexOf(word);
    expect(applied(text, { start, end: start })).toBe(expected);
  });

  it.each([
    ['a block before a mistake', 'x {\na:1 }\ny:\nz {  b:2 }\n', 'x {\n  a: 1\n}\ny:\nz { b: 2 }\n'],
    ['the line breaks of the document', 'y:\r\nz {\r\nb:2 }\r\n', 'y:\r\nz {\r\n  b: 2\r\n}\r\n'],
    ['its indentation too', 'y =1\n   z {\n  b:2\n   }\n', 'y =1\nz {\n  b: 2\n}\n'],
    ['one behind another on a line', 'y:\nx { a:1 }   z { b:2 }', 'y:\nx { a: 1 }   z { b: 2 }'],
    ['not what lacks a brace, nor what stands free', 'layer {\na:1\nlayer {\nb:2 }\nc:3\n', 'layer {\na:1\nlayer {\n  b: 2\n}\nc:3\n'],
    ['nothing of what is in doubt', 'layer {\nname:', 'layer {\nname:'],
  ])('of a document with mistakes formats %s', (_, text, expected) => {
    expect(applied(text)).toBe(expected);
  });

  it('changes nothing but white space in real files without a character', () => {
    for (const { path, text } of corpusSample(40, (file) => file.text.length < 6000 && parse(file.text).problems.length === 0)) {
      const places = [...text.matchAll(/[{}"':]/g)].map(({ index }) => index);
      for (const place of places.filter((_place, index) => index % 9 === 0)) {
        const broken = text.slice(0, place) + text.slice(place + 1);
        const after = applied(broken);
        expect({ ...(substance(after) as object), path, place }).toEqual({ ...(substance(broken) as object), path, place });
        expect(applied(after)).toBe(after);
      }
    }
  });
});
