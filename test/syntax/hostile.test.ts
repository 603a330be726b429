/** Texts that are no prototxt: one clear message each, at once. */
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parser';

const size = 5_000_000;

/** Seconds of processor time, so that other work on the machine does not count; about three times what is needed. */
const most = 3;

function secondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e6;
}

describe('5 MB of', () => {
  it.each([
    ['{', 'too-deep'], ['a {\n', 'too-deep'], ['<', 'too-deep'], ['layer { ', 'too-deep'],
    ['}', 'extra-brace'], ['[', 'missing-name'], [']', 'unexpected'], [':', 'missing-name'], ['"', 'missing-name'], ['1 ', 'missing-name'],
    ['word ', 'not-prototxt'], ['\n}', 'extra-brace'], ['"\n', 'not-prototxt'], ['{}', 'not-prototxt'], ['a: [', 'not-prototxt'], ['a: 1 }', 'not-prototxt'],
    ['\0', 'not-text'], ['\ufffd\x01ab', 'not-text'],
    ['é', 'foreign-character'], ['x', 'missing-value'], ['//', 'comment-style'],
  ])('%j give one problem, %s', (piece, code) => {
    const text = piece.repeat(size / piece.length);
    expect(secondsOf(() => expect(parse(text).problems).toMatchObject([{ code }]))).toBeLessThan(most);
  });

  it.each(['a: 1\n', '# comment\n', '\n', ' ', 'a { b { c: "d" } }\n'])('%j are read', (piece) => {
    const text = piece.repeat(size / piece.length);
    expect(secondsOf(() => expect(parse(text).problems).toEqual([]))).toBeLessThan(most);
  });
});

describe('something else', () => {
  it('says that a binary file is none of ours', () => {
    const bytes = Uint8Array.from({ length: 50_000 }, (_value, index) => (index * 2654435761) >>> 24);
    const { problems, root } = parse(new TextDecoder().decode(bytes));
    expect(problems).toMatchObject([{ code: 'not-text', message: expect.stringMatching(/binary file/) as string }]);
    expect(root.fields).toEqual([]);
  });

  it('guesses UTF-16', () => {
    const utf16 = 'layer { name: "conv1" }\n'.repeat(10).split('').join('\0');
    expect(parse(utf16).problems).toMatchObject([{ code: 'not-text', message: expect.stringMatching(/UTF-16.*UTF-8/) as string }]);
  });

  it('says that prose is no prototxt', () => {
    const prose = 'The quick brown fox jumps over the lazy dog, and then some more of it follows. '.repeat(100);
    expect(parse(prose).problems).toMatchObject([{ code: 'not-prototxt' }]);
  });

  it('stops at a hundred problems in a long bad file', () => {
    const { problems } = parse('this_is_a_field_name_without_its_colon "and a string"\n'.repeat(1000));
    expect(problems).toHaveLength(100);
  });

  it('reads 100 levels of messages and no more', () => {
    expect(parse(`${'a {'.repeat(100)}${'}'.repeat(100)}`).problems).toEqual([]);
    expect(parse(`${'a {'.repeat(101)}${'}'.repeat(101)}`).problems).toMatchObject([{ code: 'too-deep', start: 302 }]);
  });
});
