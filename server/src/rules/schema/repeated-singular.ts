/** Reports fields that may stand once and stand again. */
import { phrase, t } from '../../l10n/text';
import type { SchemaRule } from './visit';

export const repeatedSingular: SchemaRule = {
  code: 'schema/repeated-singular',
  severity: 'error',
  title: phrase('Field given twice'),
  doc: phrase('The field may stand once in its message, and stands there again. Caffe refuses the file. Remove all but one.'),
  checkAgain({ field, schema, message }, earlier, report) {
    if (schema.repeated) return;
    report({
      start: field.start, end: field.nameEnd,
      message: t`\`${field.name}\` is given a second time; ${message.name} takes one. Remove this one or the other.`,
      related: [{ start: earlier.start, end: earlier.nameEnd, message: t`\`${field.name}\` is given here first.` }],
    });
  },
};
