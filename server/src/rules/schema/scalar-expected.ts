/** Reports messages where one value belongs. */
import { phrase, t } from '../../l10n/text';
import { valuesOf } from '../../schema/fields';
import { expectedNoun } from '../../schema/values';
import type { SchemaRule } from './visit';

export const scalarExpected: SchemaRule = {
  code: 'schema/scalar-expected',
  severity: 'error',
  title: phrase('Single value expected'),
  doc: phrase('The field takes one value, not a message in braces.'),
  checkField({ field, schema }, report) {
    if (schema.kind === 'message') return;
    if (field.value?.kind === 'list' && field.value.elements.length === 0 && field.colon === -1) {
      report({ start: field.start, end: field.nameEnd, message: t`A colon is missing between \`${field.name}\` and its value.`, data: { replacement: `${field.name}:` } });
    }
    for (const value of valuesOf(field.value)) {
      if (value.kind === 'message') report({ start: field.start, end: field.nameEnd, message: t`\`${field.name}\` takes ${expectedNoun(schema.kind)}, not a message in braces: write \`${field.name}: …\`.` });
    }
  },
};
