/** Reports enum values in quotes. */
import { problemsOf } from './scalar-problems';
import type { SchemaRule } from './visit';

export const enumAsString: SchemaRule = {
  code: 'schema/enum-as-string',
  severity: 'error',
  title: 'Enum value in quotes',
  doc: 'Enum values are written as bare names (`pool: MAX`), never in quotes. Remove the quotes.',
  *checkField(visit) {
    for (const { node, message } of problemsOf(visit, 'enum-as-string')) {
      yield { start: node.start, end: node.end, message, data: { replacement: node.value } };
    }
  },
};
