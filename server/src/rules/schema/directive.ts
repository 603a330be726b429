/** Reports comments that address Atrous and cannot be understood. */
import { phrase } from '../../l10n/text';
import { readDirectives } from '../../schema/directives';
import type { DocumentRule } from '../rule';

export const directive: DocumentRule = {
  code: 'schema/directive',
  severity: 'warning',
  title: phrase('Directive not understood'),
  doc: phrase('A comment `# atrous: …` should be `define NAME=VALUE`, `dialect=ID` or `shape BLOB=1x3x513x513`; this one is not, and has no effect.'),
  check: ({ tree }) => readDirectives(tree).problems,
};
