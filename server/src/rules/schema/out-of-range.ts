/** Reports numbers that do not fit their field's type. */
import { phrase } from '../../l10n/text';
import type { SchemaRule } from './visit';

export const outOfRange: SchemaRule = {
  code: 'schema/out-of-range',
  severity: 'error',
  title: phrase('Number out of range'),
  doc: phrase('The number does not fit the field\'s type, such as a negative number for an unsigned field.'),
  checkScalar({ node, reading }, _, report) {
    if (reading.kind === 'problem' && reading.code === 'out-of-range') report({ start: node.start, end: node.end, message: reading.message });
  },
};
