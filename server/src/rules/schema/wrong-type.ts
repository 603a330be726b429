/** Reports values that are not of their field's type. */
import { phrase, t } from '../../l10n/text';
import { expectedNoun } from '../../schema/values';
import type { SchemaRule } from './visit';

export const wrongType: SchemaRule = {
  code: 'schema/wrong-type',
  severity: 'error',
  title: phrase('Wrong type of value'),
  doc: phrase('The value is not of the type that the field takes: text without quotes, a fraction for an integer, a hexadecimal float, and so on. protobuf converts nothing.'),
  checkScalar({ node, reading }, { field, schema }, report) {
    if (reading.kind !== 'problem' || reading.code !== 'wrong-type') return;
    report({ start: node.start, end: node.end, message: t`${reading.message} \`${field.name}\` takes ${expectedNoun(schema.kind)}.` });
  },
};
