/** Marks relics: fields that Caffe still reads, with what has taken their place. */
import type { SchemaRule } from './visit';

export const deprecatedField: SchemaRule = {
  code: 'schema/deprecated-field',
  severity: 'hint',
  title: 'Deprecated field',
  doc: 'Caffe still reads this field but has a better one for the same purpose.',
  checkField({ field, schema }, report) {
    if (schema?.deprecated === undefined) return;
    report({ start: field.start, end: field.nameEnd, message: `\`${field.name}\` is deprecated. ${schema.deprecated}`, tags: ['deprecated'] });
  },
};
