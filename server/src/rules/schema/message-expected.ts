/** Reports scalars where a message belongs. */
import { phrase, t } from '../../l10n/text';
import { valuesOf } from '../../schema/fields';
import type { SchemaRule } from './visit';

export const messageExpected: SchemaRule = {
  code: 'schema/message-expected',
  severity: 'error',
  title: phrase('Message expected'),
  doc: phrase('The field holds a message, so its value stands in braces: `convolution_param { num_output: 64 }`.'),
  checkField({ field, schema }, report) {
    if (schema.kind !== 'message') return;
    for (const value of valuesOf(field.value)) {
      if (value.kind === 'scalar') report({ start: value.start, end: value.end, message: t`\`${field.name}\` takes a message: write \`${field.name} { … }\`.` });
    }
  },
};
