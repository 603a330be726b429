/** Bytes that are not UTF-8, as they are read (U+FFFD), and line ends that Caffe does not know. `‹…›` marks what the finding underlines. */
import { expect, it } from 'vitest';
import { checkText, documentContext } from '../../server/src/rules/rules';
import { parse } from '../../server/src/syntax/parser';
import { unmark } from '../support/marked';

const findingsIn = (text: string) => checkText(documentContext(parse(text))).filter(({ code }) => code.startsWith('syntax/'));

it.each([
  ['a comment', 'name: "a" # ‹\ufffd\ufffd› and \ufffd\nlayer { }', 'syntax/encoding'],
  ['a string', 'name: "‹\ufffd›"\nlayer { }', 'syntax/encoding'],
  ['no place for it', 'name: "a"\n‹\ufffd›\nlayer { }', 'syntax/foreign-character'],
  ['a comment that a carriage return does not end', 'name: "a"\r‹# the net›\rlayer { }\rlayer { }', 'syntax/line-end'],
])('in %s', (_, marked, code) => {
  const { text, start, end } = unmark(marked);
  expect(findingsIn(text)).toMatchObject([{ code, start, end }]);
});

it('a binary file is told of as such, once', () => {
  const bytes = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256);
  expect(findingsIn(new TextDecoder().decode(bytes)).map(({ code }) => code)).toEqual(['syntax/not-text']);
});

it('there is nothing to say of CRLF', () => {
  expect(findingsIn('# the net\r\nname: "a" # its name\r\nlayer { }\r\n')).toEqual([]);
});

it('there is nothing to say of Chinese in UTF-8', () => {
  expect(findingsIn('name: "网络" # 注释\nlayer { }')).toEqual([]);
});
