/** Reports lists where one value belongs. */
import { phrase, t } from '../../l10n/text';
import type { SchemaRule } from './visit';

export const listForSingular: SchemaRule = {
  code: 'schema/list-for-singular',
  severity: 'error',
  title: phrase('List for a single value'),
  doc: phrase('Only repeated fields take a list in brackets. Write one value.'),
  checkField({ field, schema }, report) {
    if (schema.repeated || field.value?.kind !== 'list') return;
    report({ start: field.value.start, end: field.value.end, message: t`\`${field.name}\` takes one value, not a list in brackets.` });
  },
};
