/** The card of a field, an enum value or a template variable. */
import { joinCommas } from '../../l10n/lists';
import { say, t } from '../../l10n/text';
import { dialects } from '../../schema/dialects';
import { enumSchema, type FieldSchema } from '../../schema/schema';
import type { ScalarNode } from '../../syntax/tree';
import type { Cursor } from '../cursor';
import type { Snapshot } from '../snapshot';

/** More dialects than this are counted, not listed. */
const mostDialects = 4;

/** `DeepLab v1, CCNN`; nothing where nearly every dialect has it. */
function dialectsText({ dialects: having }: Pick<FieldSchema, 'dialects'>): string | undefined {
  const titles = dialects.filter(({ id }) => having.has(id)).map(({ title }) => title);
  if (titles.length === 0 || titles.length > dialects.length / 2) return undefined;
  const listed = joinCommas(titles.slice(0, mostDialects));
  return titles.length > mostDialects ? t`${listed} and ${titles.length - mostDialects} more` : listed;
}

function fieldCard({ name, kind, typeName, repeated, required, default: otherwise, doc, deprecated, ...rest }: FieldSchema): string {
  const label = [repeated ? t('repeated') : undefined, required ? t('required') : undefined, typeName ?? kind].filter((word) => word !== undefined).join(' ');
  const value = otherwise === undefined ? undefined : t`default \`${String(otherwise)}\``;
  const only = dialectsText(rest);
  const head = [`**${name}** · ${label}`, value].filter((part) => part !== undefined).join(' · ');
  const parts = [head, doc && say(doc), deprecated && `*${deprecated()}*`, only && t`Only in ${only}.`];
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

function enumValueCard({ typeName }: FieldSchema, scalar: ScalarNode): string | undefined {
  const value = typeName === undefined ? undefined : enumSchema(typeName)?.values.get(scalar.value);
  if (!value) return undefined;
  return [`**${value.name}** = ${value.number} · ${typeName}`, value.doc && say(value.doc)].filter((part) => part !== undefined).join('\n\n');
}

/** A `${NAME}` or a bare word where a number belongs. */
function variableCard(snapshot: Snapshot, name: string): string {
  const value = snapshot.context.variables.get(name);
  const text = value === undefined
    ? t`The file does not say its value. Give it one with \`# atrous: define ${name}=…\` or the setting \`atrous.variables\`.`
    : t`is \`${value}\` here`;
  return `**\${${name}}** · ${text}`;
}

const isVariable = (snapshot: Snapshot, schema: FieldSchema, scalar: ScalarNode): boolean =>
  scalar.form === 'template' || snapshot.context.variables.has(scalar.value) && scalar.form === 'identifier' && schema.kind !== 'enum';

/** Markdown about what exactly is under the cursor; undefined where there is nothing to say beyond the layer. */
export function fieldMarkdown(snapshot: Snapshot, { schema, on, scalar }: Cursor): string | undefined {
  if (!schema) return undefined;
  if (on === 'name') return fieldCard(schema);
  if (!scalar) return undefined;
  if (isVariable(snapshot, schema, scalar)) return variableCard(snapshot, scalar.value);
  return schema.kind === 'enum' ? enumValueCard(schema, scalar) : undefined;
}
