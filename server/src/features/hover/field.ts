/** The card of a field, an enum value or a template variable. */
import { joinCommas } from '../../l10n/lists';
import { say, t } from '../../l10n/text';
import { dialects } from '../../schema/dialects';
import { enumSchema, type FieldSchema } from '../../schema/schema';
import { vocabularyOf } from '../../schema/vocabulary';
import type { ScalarNode } from '../../syntax/tree';
import type { Cursor } from '../cursor';
import type { Snapshot } from '../snapshot';
import { variablesOf } from '../variables';

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
  const values = typeName === undefined ? undefined : enumSchema(typeName)?.values;
  const value = values?.get(scalar.value) ?? [...(values?.values() ?? [])].find(({ number }) => String(number) === scalar.value);
  if (!value) return undefined;
  return [`**${value.name}** = ${value.number} · ${typeName}`, value.doc && say(value.doc)].filter((part) => part !== undefined).join('\n\n');
}

/** One of the words that a string field takes, such as a filler's type. */
function wordCard({ message, name }: FieldSchema, scalar: ScalarNode): string | undefined {
  const word = vocabularyOf(message, name)?.find((candidate) => candidate.name === scalar.value);
  return word && `**${word.name}** · ${say(word.doc)}`;
}

/** A `${NAME}` or a bare word where a number belongs. */
export function variableCard(snapshot: Snapshot, name: string): string {
  const value = snapshot.context.variables.get(name);
  const text = value === undefined
    ? t`The file does not say its value. Give it one with \`# atrous: define ${name}=…\` or the setting \`atrous.variables\`.`
    : t`is \`${value}\` here`;
  return `**\${${name}}** · ${text}`;
}

/** The variable under the cursor: a template, one inside a string, or a bare word where a number belongs. */
function variableAt(snapshot: Snapshot, schema: FieldSchema, scalar: ScalarNode, offset: number): string | undefined {
  if (scalar.form === 'template') return scalar.value;
  return variablesOf(snapshot.tree.text, scalar, schema).find(({ template }) => template.start <= offset && offset <= template.end)?.name;
}

/** Markdown about what exactly is under the cursor; undefined where there is nothing to say beyond the layer. */
export function fieldMarkdown(snapshot: Snapshot, { schema, on, scalar, offset }: Cursor): string | undefined {
  if (!schema) return undefined;
  if (on === 'name') return fieldCard(schema);
  if (!scalar) return undefined;
  const variable = variableAt(snapshot, schema, scalar, offset);
  if (variable !== undefined) return variableCard(snapshot, variable);
  return schema.kind === 'enum' ? enumValueCard(schema, scalar) : wordCard(schema, scalar);
}
