/** Reports names that are no value of their enum in the file's dialect. */
import { joinCommas } from '../../l10n/lists';
import { phrase, t } from '../../l10n/text';
import { maskHas, setOf } from '../../schema/dialect-set';
import { enumSchema } from '../../schema/schema';
import { closestName } from '../../schema/suggestion';
import type { Report } from '../rule';
import { listDialects, titleOf } from './dialect-words';
import type { KnownFieldVisit, SchemaRule } from './visit';

/** The other dialects that know an enum value, or what was probably meant. */
function adviceOnEnum(value: string, { schema: { typeName = '' }, context: { dialect } }: KnownFieldVisit): Pick<Report, 'message' | 'data'> {
  const values = enumSchema(typeName)?.values;
  const foreign = values?.get(value);
  const own = [...(values?.values() ?? [])].filter(({ mask }) => maskHas(mask, dialect)).map(({ name }) => name);
  if (foreign !== undefined) {
    const dialects = [...setOf(foreign.mask)];
    return { message: t`It is a value of ${listDialects(dialects)}, which ${titleOf(dialect)} lacks.`, data: { dialects } };
  }
  const replacement = closestName(value, own);
  if (replacement !== undefined) return { message: t`Did you mean \`${replacement}\`?`, data: { replacement } };
  return { message: own.length <= 8 ? t`It takes ${joinCommas(own)}.` : t('Correct the name.') };
}

export const unknownEnumValue: SchemaRule = {
  code: 'schema/unknown-enum-value',
  severity: 'error',
  title: phrase('Unknown enum value'),
  doc: phrase('The field takes one of a fixed list of names, and this is none of them in the file\'s dialect.'),
  checkScalar({ node, reading }, visit, report) {
    if (reading.kind !== 'problem' || reading.code !== 'unknown-enum-value') return;
    const advice = adviceOnEnum(node.value, visit);
    report({ start: node.start, end: node.end, ...advice, message: t`${reading.message} ${advice.message}` });
  },
};
