/** What one atrous rule finds in a text. */
import { expect } from 'vitest';
import { check } from '../../../server/src/rules/check';
import type { Finding } from '../../../server/src/rules/rule';
import { parse } from '../../../server/src/syntax/parser';
import { unmark } from '../../support/marked';

/** The rule's findings in document order. */
export const findings = (text: string, code: Finding['code']): Finding[] => check(parse(text)).filter((finding) => finding.code === code);

/** The rule's findings in a text with marks, all of which must underline the marked part. */
export function reportsAt(marked: string, code: Finding['code']): Finding[] {
  const { text, start, end } = unmark(marked);
  const found = findings(text, code);
  expect(found.map((finding) => text.slice(finding.start, finding.end))).toEqual(found.map(() => text.slice(start, end)));
  expect(found.map((finding) => finding.start)).toEqual(found.map(() => start));
  return found;
}
