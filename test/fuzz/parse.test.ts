/** Any bytes at all, and any damage to real files: a tree in good order, at once, and never an exception. `FUZZ_RUNS` sets how many texts in all. */
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parser';
import { MAX_PROBLEMS } from '../../server/src/syntax/problems';
import type { MessageNode, SourceRange, SyntaxTree } from '../../server/src/syntax/tree';
import { corpusFiles } from '../support/corpus';
import { type Random, random } from '../support/random';

const runs = Math.ceil(Number(process.env['FUZZ_RUNS'] ?? 100_000) / 3);

/** A run takes a tenth of a millisecond or so; a busy machine needs many times that. */
const timeout = 60_000 + runs * 5;
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

/** Nothing that is read here takes a hundredth of it; a machine that does other things may pause, though. */
const mostMilliseconds = 1000;

/** What is wrong with a tree, in words, or undefined. */
function disorder({ text, root, comments, problems }: SyntaxTree): string | undefined {
  const isOrdered = (ranges: SourceRange[], { start, end }: SourceRange): boolean =>
    ranges.every((range, index) => range.start >= (ranges[index - 1]?.end ?? start) && range.end >= range.start && range.end <= end);
  if (problems.length > MAX_PROBLEMS) return 'too many problems';
  if (problems.some((problem, index) => problem.start < (problems[index - 1]?.start ?? 0) || problem.end < problem.start || problem.end > text.length)) return 'problems';
  if (!isOrdered(comments, root)) return 'comments';
  const check = (message: MessageNode): string | undefined => {
    if (!isOrdered(message.fields, message)) return `fields of ${message.start}`;
    for (const field of message.fields) {
      const { value } = field;
      if (text.slice(field.start, field.nameEnd) !== field.name) return `name at ${field.start}`;
      if (value === undefined) continue;
      if (value.start < field.nameEnd || value.end !== field.end) return `value at ${value.start}`;
      if (value.kind === 'list' && !isOrdered(value.elements, value)) return `list at ${value.start}`;
      const inner = value.kind === 'message' ? check(value) : undefined;
      if (inner !== undefined) return inner;
    }
    return undefined;
  };
  return check(root);
}

/** Parses `runs` texts and tells of the first few that go wrong. */
function complaints(makeText: (source: Random) => string): string[] {
  const source = random(seed);
  const found: string[] = [];
  for (let run = 0; run < runs && found.length < 5; run++) {
    const text = makeText(source);
    const start = performance.now();
    let wrong: string | undefined;
    try {
      wrong = disorder(parse(text));
    } catch (error) {
      wrong = String(error);
    }
    const taken = performance.now() - start;
    if (taken > mostMilliseconds) wrong = `${taken.toFixed(0)} ms`;
    if (wrong !== undefined) found.push(`${wrong}: ${JSON.stringify(text)}`);
  }
  return found;
}

const pieces = [
  '{', '}', '[', ']', '<', '>', ':', '"', "'", '\n', ' ', ',', ';', '-', '=', '#', '/', '\\', '$', '${X}', '.', '0x', '1e', '\0', '\r', 'é', '\ufeff',
  'layer {', 'layers', 'name: "a', 'param', '}\n', '{{{{', '}}}}', '/*', '//', '[x.y]', '1.2.3',
];

describe('parse', { timeout }, () => {
  it('reads random bytes', () => {
    const decoder = new TextDecoder();
    expect(complaints((source) => decoder.decode(Uint8Array.from({ length: source.integer(60) }, () => source.integer(source.pick([256, 128])))))).toEqual([]);
  });

  it('reads random pieces of the language', () => {
    expect(complaints((source) => Array.from({ length: source.integer(30) }, () => source.pick(pieces)).join(''))).toEqual([]);
  });

  it('reads real files with random damage', () => {
    const texts = corpusFiles().map(({ text }) => text);
    const makeText = (source: Random): string => {
      const whole = source.pick(texts);
      const start = source.integer(whole.length);
      let text = whole.slice(start, start + source.integer(1500));
      for (let times = source.integer(4); times >= 0; times--) {
        const at = source.integer(text.length + 1);
        text = text.slice(0, at) + source.pick(['', ...pieces]) + text.slice(at + source.pick([0, 1, 2, 30]));
      }
      return text;
    };
    expect(complaints(makeText)).toEqual([]);
  });
});
