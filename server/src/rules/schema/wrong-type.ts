/** Reports values that are not of their field's type. */
import { expectedNoun } from '../../schema/values';
import type { SchemaRule } from './visit';

export const wrongType: SchemaRule = {
  code: 'schema/wrong-type',
  severity: 'error',
  title: 'Wrong type of value',
  doc: 'The value is not of the type that the field takes: text without quotes, a fraction for an integer, a hexadecimal float, and so on. protobuf converts nothing.',
  checkField({ field, schema, problems }, report) {
    for (const { node, reading } of problems) {
      if (reading.code !== 'wrong-type') continue;
      report({ start: node.start, end: node.end, message: `${reading.message} \`${field.name}\` takes ${expectedNoun(schema?.kind ?? 'message')}.` });
    }
  },
};
