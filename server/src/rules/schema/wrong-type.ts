/** Reports values that are not of their field's type. */
import { expectedNoun } from '../../schema/values';
import { problemsOf } from './scalar-problems';
import type { SchemaRule } from './visit';

export const wrongType: SchemaRule = {
  code: 'schema/wrong-type',
  severity: 'error',
  title: 'Wrong type of value',
  doc: 'The value is not of the type that the field takes: text without quotes, a fraction for an integer, a hexadecimal float, and so on. protobuf converts nothing.',
  *checkField(visit) {
    for (const { node, message } of problemsOf(visit, 'wrong-type')) {
      yield { start: node.start, end: node.end, message: `${message} \`${visit.field.name}\` takes ${expectedNoun(visit.schema?.kind ?? 'message')}.` };
    }
  },
};
