/** Reports lists where one value belongs. */
import type { SchemaRule } from './visit';

export const listForSingular: SchemaRule = {
  code: 'schema/list-for-singular',
  severity: 'error',
  title: 'List for a single value',
  doc: 'Only repeated fields take a list in brackets. Write one value.',
  checkField({ field, schema }, report) {
    if (schema.repeated || field.value?.kind !== 'list') return;
    report({ start: field.value.start, end: field.value.end, message: `\`${field.name}\` takes one value, not a list in brackets.` });
  },
};
