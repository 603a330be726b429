/** Reports fields that may stand once and stand again. */
import type { SchemaRule } from './visit';

export const repeatedSingular: SchemaRule = {
  code: 'schema/repeated-singular',
  severity: 'error',
  title: 'Field given twice',
  doc: 'The field may stand once in its message, and stands there again. Caffe refuses the file. Remove all but one.',
  checkField({ field, schema, earlier, message }, report) {
    if (earlier === undefined || schema === undefined || schema.repeated) return;
    report({
      start: field.start, end: field.nameEnd,
      message: `\`${field.name}\` is given a second time; ${message.name} takes one. Remove this one or the other.`,
      related: [{ start: earlier.start, end: earlier.nameEnd, message: `\`${field.name}\` is given here first.` }],
    });
  },
};
