/** Marks relics: fields that Caffe still reads, with what has taken their place. */
import { phrase, t } from '../../l10n/text';
import { deprecationOf } from '../../schema/docs';
import { fieldSchemaFor } from '../../schema/schema';
import type { SchemaRule } from './visit';

export const deprecatedField: SchemaRule = {
  code: 'schema/deprecated-field',
  severity: 'hint',
  title: phrase('Deprecated field'),
  doc: phrase('Caffe still reads this field but has a better one for the same purpose.'),
  checkField({ field, schema, context }, report) {
    const deprecation = schema.deprecated === undefined ? undefined : deprecationOf(schema.message, schema.name);
    if (deprecation === undefined) return;
    const [message = '', successor = ''] = deprecation.successor.split('.');
    if (fieldSchemaFor(message, successor, context.dialect) === undefined) return;
    report({
      start: field.start, end: field.nameEnd, message: t`\`${field.name}\` is deprecated. ${deprecation.advice()}`,
      tags: ['deprecated'], data: { successor },
    });
  },
};
