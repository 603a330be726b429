/** Points at comments that go on where a reader sees the next line: Caffe knows no line end of a carriage return alone. */
import { phrase, t } from '../l10n/text';
import type { SyntaxTree } from '../syntax/tree';
import type { DocumentRule } from './rule';

export const lineEnds: DocumentRule<{ tree: SyntaxTree }> = {
  code: 'syntax/line-end',
  severity: 'warning',
  title: phrase('Line end of old Macs'),
  doc: phrase('The file ends lines with a carriage return alone, as Macs did before 2001. Caffe takes that for a blank, so a comment goes on over what looks like the next lines. Save the file with LF or CRLF.'),
  *check({ tree }) {
    const comment = tree.comments.find(({ text }) => text.includes('\r'));
    if (comment === undefined) return;
    yield {
      start: comment.start, end: comment.start + comment.text.indexOf('\r'),
      message: t('For Caffe this comment goes on after its line, which ends with a carriage return alone: save the file with LF or CRLF.'),
    };
  },
};
