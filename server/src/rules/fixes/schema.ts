/** Fixes for fields and values that the schema does not allow. */
import { removeField } from '../../edits/field-edits';
import { toDilation, toHole } from '../../edits/hole-edits';
import { replaceRange } from '../../edits/text-edit';
import { t } from '../../l10n/text';
import { pathAt } from '../../syntax/paths';
import type { FieldNode, MessageNode, ScalarNode } from '../../syntax/tree';
import { fieldAt, optional, preferred, textOf, type FixContext, type Fixer } from './fix';

/** The wrong word for the right one; quotes stay as they are, except around enum values. */
export const replacement: Fixer = (context, finding) => {
  const word = finding.data?.['replacement'];
  if (typeof word !== 'string') return [];
  const text = textOf(context, finding);
  const isQuoted = finding.code !== 'schema/enum-as-string' && /^(["']).*\1$/.test(text);
  return preferred(t`Change to \`${word}\``, replaceRange(finding, isQuoted ? `${text[0] ?? ''}${word}${text[0] ?? ''}` : word));
};

/** The field of that name after the finding's start, and the message around it. */
function fieldWithParent(context: FixContext, offset: number): { field: FieldNode; parent: MessageNode } | undefined {
  let parent: MessageNode | undefined;
  let found: { field: FieldNode; parent: MessageNode } | undefined;
  for (const node of pathAt(context.tree, offset)) {
    if (node.kind === 'message') parent = node;
    else if (node.kind === 'field' && parent !== undefined) found = { field: node, parent };
  }
  return found;
}

const repeatedSingular: Fixer = (context, finding) => {
  const site = fieldWithParent(context, finding.start);
  const [related] = finding.related ?? [];
  const earlier = site?.parent.fields.find(({ start }) => start === related?.start);
  if (site === undefined || earlier === undefined) return [];
  const { text } = context.tree;
  const isSame = textOf(context, earlier) === textOf(context, site.field);
  return [
    { title: t`Remove this \`${site.field.name}\``, edits: [removeField(text, site.field)], isPreferred: isSame },
    ...(isSame ? [] : optional(t`Remove the first \`${site.field.name}\``, removeField(text, earlier))),
  ];
};

const listForSingular: Fixer = (context, finding) => {
  const value = fieldAt(context, finding.start)?.field.value;
  const [only, ...others] = value?.kind === 'list' ? value.elements : [];
  return only === undefined || others.length > 0 ? [] : preferred(t('Remove the brackets'), replaceRange(finding, textOf(context, only)));
};

const foreignField: Fixer = (context, finding) => {
  const site = fieldWithParent(context, finding.start);
  const { text } = context.tree;
  if (site?.field.name === 'dilation') return preferred(t('Write `hole`'), ...toHole(text, site.parent));
  if (site?.field.name.startsWith('hole') === true) return preferred(t('Write `dilation`'), ...toDilation(text, site.parent));
  return replacement(context, finding);
};

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const booleans: Readonly<Record<string, string>> = { yes: 'true', on: 'true', no: 'false', off: 'false' };

/** The value as its field takes it, where that is clear. */
function converted(scalar: ScalarNode, text: string, kind: string): string | undefined {
  if (kind === 'string' || kind === 'bytes') return scalar.form === 'string' ? undefined : quoted(text);
  if (kind === 'bool') {
    const word = scalar.value.toLowerCase();
    return word === 'true' || word === 'false' ? word : booleans[word];
  }
  if (kind === 'message' || kind === 'enum') return undefined;
  const isWhole = !['float', 'double'].includes(kind);
  const number = Number(scalar.value.replace(/f$/i, ''));
  if (scalar.value.trim() === '' || Number.isNaN(number) || (isWhole && !Number.isInteger(number))) return undefined;
  return `${scalar.negative ? '-' : ''}${number}`;
}

const wrongType: Fixer = (context, finding) => {
  const { scalar, schema } = fieldAt(context, finding.start) ?? {};
  if (scalar === undefined || schema === undefined || scalar.start !== finding.start) return [];
  const text = converted(scalar, textOf(context, scalar), schema.kind);
  return text === undefined ? [] : preferred(t`Write \`${text}\``, replaceRange(scalar, text));
};

const messageExpected: Fixer = (context, finding) => {
  const { field, schema } = fieldAt(context, finding.start) ?? {};
  if (field === undefined || schema?.typeName === undefined || field.value?.kind !== 'scalar') return [];
  return optional(t('Write an empty block'), replaceRange(field, `${field.name} { }`));
};

/** Of a negative number where none may be, the sign goes. */
const outOfRange: Fixer = (context, finding) => {
  const text = textOf(context, finding);
  return /^-\s*\d+$/.test(text) ? optional(t`Write \`${text.slice(1).trim()}\``, replaceRange(finding, text.slice(1).trim())) : [];
};

export const schemaFixers: Readonly<Record<string, Fixer>> = {
  'schema/foreign-field': foreignField,
  'schema/repeated-singular': repeatedSingular,
  'schema/list-for-singular': listForSingular,
  'schema/wrong-type': wrongType,
  'schema/out-of-range': outOfRange,
  'schema/message-expected': messageExpected,
};
