/** Reports names that are no value of their enum in the file's dialect. */
import { maskHas, setOf } from '../../schema/dialect-set';
import { enumSchema, type FieldSchema } from '../../schema/schema';
import { closestName } from '../../schema/suggestion';
import type { Report } from '../rule';
import { listDialects, titleOf } from './dialect-words';
import type { FieldVisit, SchemaRule } from './visit';

/** The other dialects that know an enum value, or what was probably meant. */
function adviceOnEnum(value: string, { typeName = '' }: FieldSchema, visit: FieldVisit): Pick<Report, 'message' | 'data'> {
  const values = enumSchema(typeName)?.values;
  const foreign = values?.get(value);
  const { dialect } = visit.context;
  const own = [...(values?.values() ?? [])].filter(({ mask }) => maskHas(mask, dialect)).map(({ name }) => name);
  if (foreign !== undefined) {
    const dialects = [...setOf(foreign.mask)];
    return { message: `It is a value of ${listDialects(dialects)}, which ${titleOf(dialect)} lacks.`, data: { dialects } };
  }
  const replacement = closestName(value, own);
  if (replacement !== undefined) return { message: `Did you mean \`${replacement}\`?`, data: { replacement } };
  return { message: own.length <= 8 ? `It takes ${own.join(', ')}.` : 'Correct the name.' };
}

export const unknownEnumValue: SchemaRule = {
  code: 'schema/unknown-enum-value',
  severity: 'error',
  title: 'Unknown enum value',
  doc: 'The field takes one of a fixed list of names, and this is none of them in the file\'s dialect.',
  checkField(visit, report) {
    const { problems, schema } = visit;
    if (schema?.kind !== 'enum') return;
    for (const { node, reading } of problems) {
      if (reading.code !== 'unknown-enum-value') continue;
      const advice = adviceOnEnum(node.value, schema, visit);
      report({ start: node.start, end: node.end, ...advice, message: `${reading.message} ${advice.message}` });
    }
  },
};
