/** Reports enum values in quotes. */
import { phrase } from '../../l10n/text';
import type { SchemaRule } from './visit';

export const enumAsString: SchemaRule = {
  code: 'schema/enum-as-string',
  severity: 'error',
  title: phrase('Enum value in quotes'),
  doc: phrase('Enum values are written as bare names (`pool: MAX`), never in quotes. Remove the quotes.'),
  checkScalar({ node, reading }, _, report) {
    if (reading.kind !== 'problem' || reading.code !== 'enum-as-string') return;
    report({ start: node.start, end: node.end, message: reading.message, data: { replacement: node.value } });
  },
};
