/** Fixes that remove, rename and move fields. */
import { appendTo, removeField } from '../../edits/field-edits';
import { insertAt, replaceRange } from '../../edits/text-edit';
import { t } from '../../l10n/text';
import { rootMessages } from '../../schema/document-kind';
import { dialects } from '../../schema/dialects';
import { closestName } from '../../schema/suggestion';
import { messageSchema, type MessageSchema } from '../../schema/schema';
import { pathAt } from '../../syntax/paths';
import type { FieldNode, MessageNode } from '../../syntax/tree';
import type { Finding } from '../rule';
import { holderOf } from '../schema/unknown-field';
import { fieldAt, optional, preferred, textOf, type Fix, type FixContext, type Fixer } from './fix';
import { replacement } from './schema';

const remove: Fixer = (context, finding) => {
  const { field } = fieldAt(context, finding.start) ?? {};
  return field === undefined ? [] : optional(t`Remove \`${field.name}\``, removeField(context.tree.text, field));
};

/** Moves the field into the message beside it that it belongs into. */
const moveInside: Fixer = (context, finding) => {
  const { field, parent, message } = siteOf(context, finding);
  const name = field && parent && message && holderOf({ field, parent, message });
  const holder = parent?.fields.findLast((other) => other.name === name)?.value;
  if (field === undefined || name === undefined || holder?.kind !== 'message') return [];
  const { text } = context.tree;
  return preferred(t`Move it into \`${name}\``, removeField(text, field), appendTo(text, holder, [textOf(context, field)]));
};

/** The field at a finding, the message around it, and that message's schema. */
function siteOf(context: FixContext, { start }: Finding): { field?: FieldNode | undefined; parent?: MessageNode | undefined; message?: MessageSchema | undefined } {
  const path = pathAt(context.tree, start);
  const parent = path.findLast((node): node is MessageNode => node.kind === 'message');
  const owner = parent && path[path.indexOf(parent) - 1];
  const type = owner === undefined ? (context.kind === 'other' ? undefined : rootMessages[context.kind]) : fieldAt(context, owner.start)?.schema?.typeName;
  return { field: fieldAt(context, start)?.field, parent, message: type === undefined ? undefined : messageSchema(type) };
}

/** A misplaced field moves; one that nothing is known of goes. */
const unknownField: Fixer = (context, finding) => {
  const better = [...replacement(context, finding), ...moveInside(context, finding)];
  return better.length > 0 ? better : remove(context, finding);
};

/** Either the field is the wrong one, or it is too much. */
const unreadParam: Fixer = (context, finding) => [...replacement(context, finding), ...remove(context, finding)];

/** A backslash that starts no escape stands for itself; in paths a slash does as well. */
const escape: Fixer = (context, finding): readonly Fix[] => {
  const text = textOf(context, finding);
  if (!text.startsWith('\\')) return [];
  return [...optional(t('Write `/`'), replaceRange({ start: finding.start, end: finding.start + 1 }, '/')), ...optional(t('Write `\\\\`'), insertAt(finding.start, '\\'))];
};

/** Both braces. */
const template: Fixer = (context, finding) => {
  const name = textOf(context, finding).replace(/[${}]/g, '');
  return preferred(t`Write \`${`\${${name}}`}\``, replaceRange(finding, `\${${name}}`));
};

const directiveWords = ['define', 'dialect', 'shape'];

/** The word, or the dialect, that was probably meant. */
const directive: Fixer = (context, finding) => {
  const [, lead = '', word = '', between = '', name = ''] = /^(#\s*atrous:\s*)([a-z]*)(\s*=?\s*)(\S*)/.exec(textOf(context, finding)) ?? [];
  const at = finding.start + lead.length;
  const isWord = directiveWords.includes(word);
  const [wrong, start] = isWord ? [name, at + word.length + between.length] : [word, at];
  const meant = closestName(wrong, isWord ? (word === 'dialect' ? dialects.map(({ id }) => id) : []) : directiveWords);
  return meant === undefined ? [] : preferred(t`Change to \`${meant}\``, replaceRange({ start, end: start + wrong.length }, meant));
};

export const fieldFixers: Readonly<Record<string, Fixer>> = {
  'schema/unknown-field': unknownField,
  'schema/unread-param': unreadParam,
  'schema/directive': directive,
  'syntax/escape': escape,
  'syntax/template': template,
  'syntax/extension-name': remove,
};
