/** Reports numbers that do not fit their field's type. */
import { problemsOf } from './scalar-problems';
import type { SchemaRule } from './visit';

export const outOfRange: SchemaRule = {
  code: 'schema/out-of-range',
  severity: 'error',
  title: 'Number out of range',
  doc: 'The number does not fit the field\'s type, such as a negative number for an unsigned field.',
  *checkField(visit) {
    for (const { node, message } of problemsOf(visit, 'out-of-range')) yield { start: node.start, end: node.end, message };
  },
};
