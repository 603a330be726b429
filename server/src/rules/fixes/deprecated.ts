/** Fixes for relics: the field that has taken their place, with the same meaning. */
import { appendTo, indentAt, lineBreakOf, lineStart, removeField } from '../../edits/field-edits';
import { replaceRange, type TextEdit } from '../../edits/text-edit';
import { joinAnd, quoted } from '../../l10n/lists';
import { t } from '../../l10n/text';
import { deprecationOf } from '../../schema/docs';
import { valuesOf } from '../../schema/fields';
import { optimisers } from '../../schema/vocabulary';
import { pathAt } from '../../syntax/paths';
import type { FieldNode, MessageNode } from '../../syntax/tree';
import type { Finding } from '../rule';
import { fieldAt, preferred, textOf, type FixContext, type Fixer } from './fix';

/** The messages around a place, the innermost last. */
const around = ({ tree }: FixContext, { start }: Finding): readonly MessageNode[] => pathAt(tree, start).filter((node): node is MessageNode => node.kind === 'message');

const named = (message: MessageNode, name: string): FieldNode[] => message.fields.filter((field) => field.name === name);

/** The field under another name, or with another name and value. */
const rewritten = (name: string, valueFor?: (text: string) => string | undefined): Fixer => (context, finding) => {
  const { field } = fieldAt(context, finding.start) ?? {};
  if (field?.value === undefined) return [];
  if (valueFor === undefined) return preferred(t`Write \`${name}\``, replaceRange({ start: field.start, end: field.nameEnd }, name));
  const value = valueFor(textOf(context, field.value));
  return value === undefined ? [] : preferred(t`Write \`${`${name}: ${value}`}\``, replaceRange(field, `${name}: ${value}`));
};

const optimiserOf = (old: string): string | undefined => {
  const found = optimisers.find(({ name }) => name.toUpperCase() === old);
  return found && `"${found.name}"`;
};

const shapeBlock = (name: string, dims: readonly string[]): string => `${name} { ${dims.map((dim) => `dim: ${dim}`).join(' ')} }`;

/** Blocks in the place of the first of some fields; the others go. */
function exchanged(text: string, [first, ...others]: readonly FieldNode[], blocks: readonly string[]): TextEdit[] {
  if (first === undefined) return [];
  const isAlone = text.slice(lineStart(text, first.start), first.start).trim() === '';
  const separator = isAlone ? lineBreakOf(text) + indentAt(text, first.start) : ' ';
  return [replaceRange(first, blocks.join(separator)), ...others.map((field) => removeField(text, field))];
}

/** Four numbers for each input become one block. */
const inputShapes: Fixer = (context) => {
  const { root, text } = context.tree;
  const fields = named(root, 'input_dim');
  const dims = fields.flatMap(({ value }) => valuesOf(value)).map((value) => textOf(context, value));
  if (dims.length === 0 || dims.length !== 4 * named(root, 'input').length) return [];
  const blocks = Array.from({ length: dims.length / 4 }, (_, index) => shapeBlock('input_shape', dims.slice(index * 4, index * 4 + 4)));
  return preferred(t`Write \`${'input_shape'}\``, ...exchanged(text, fields, blocks));
};

const oldSizes = ['num', 'channels', 'height', 'width'];

/** The four lists of a DummyData layer become one block for each top, or one for all. */
const dummyShapes: Fixer = (context, finding) => {
  const message = around(context, finding).at(-1);
  if (message === undefined) return [];
  const fields = message.fields.filter(({ name }) => oldSizes.includes(name));
  const lists = oldSizes.map((name) => named(message, name).flatMap(({ value }) => valuesOf(value)).map((value) => textOf(context, value)));
  const count = Math.max(...lists.map(({ length }) => length));
  if (lists.some(({ length }) => length !== 1 && length !== count)) return [];
  const blocks = Array.from({ length: count }, (_, index) => shapeBlock('shape', lists.map((list) => (list.length === 1 ? list[0] : list[index]) ?? '')));
  return preferred(t`Write \`${'shape'}\``, ...exchanged(context.tree.text, fields, blocks));
};

const transformations = ['scale', 'mean_file', 'crop_size', 'mirror'];

/** What a data layer said of its pictures goes into `transform_param`, all of it at once. */
const transformParam: Fixer = (context, finding) => {
  const [layer, own] = around(context, finding).slice(-2);
  if (layer === undefined || own === undefined) return [];
  const { text } = context.tree;
  const fields = own.fields.filter(({ name }) => transformations.includes(name));
  const lines = fields.map((field) => textOf(context, field));
  const there = named(layer, 'transform_param').at(-1)?.value;
  const added = there?.kind === 'message' ? appendTo(text, there, lines) : appendTo(text, layer, [`transform_param { ${lines.join(' ')} }`]);
  return preferred(t`Move ${joinAnd(quoted(fields.map(({ name }) => name)))} into \`transform_param\``, ...fields.map((field) => removeField(text, field)), added);
};

/** By the field that has taken the place. */
const bySuccessor: Readonly<Record<string, Fixer>> = {
  'NetParameter.input_shape': inputShapes,
  'ConcatParameter.axis': rewritten('axis'),
  'SliceParameter.axis': rewritten('axis'),
  'SolverParameter.type': rewritten('type', optimiserOf),
  'LossParameter.normalization': rewritten('normalization', (text) => ({ true: 'VALID', false: 'BATCH_SIZE' })[text]),
  'DummyDataParameter.shape': dummyShapes,
  ...Object.fromEntries(transformations.map((field) => [`TransformationParameter.${field}`, transformParam])),
};

const deprecated: Fixer = (context, finding) => {
  const { schema } = fieldAt(context, finding.start) ?? {};
  const successor = schema && deprecationOf(schema.message, schema.name)?.successor;
  return successor === undefined ? [] : (bySuccessor[successor]?.(context, finding) ?? []);
};

export const deprecatedFixers: Readonly<Record<string, Fixer>> = { 'schema/deprecated-field': deprecated };
