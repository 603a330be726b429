/** The quick fixes, by the entry of a finding's data that asks for them. */
import { joinCommas, quoted } from '../../l10n/lists';
import { t } from '../../l10n/text';
import { fieldSchemaFor, type FieldSchema } from '../../schema/schema';
import { dialectNamed } from '../../schema/dialects';
import { cursorAt, type Enclosing } from '../cursor';
import { fixesFor as ruleFixes } from '../../rules/fixes';
import { upgrades } from '../../refactorings/upgrade';
import type { Finding } from '../../rules/rule';
import type { Snapshot } from '../snapshot';
import { firstLine, replace, wholeLine, type Fix, type Fixer } from './fix';

const texts = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');

/** What the rules themselves know to do. */
const fromRules = (snapshot: Snapshot, finding: Finding): Fix[] =>
  ruleFixes({ ...snapshot.context, nets: snapshot.nets }, finding).map(({ title, isPreferred, edits }) =>
    ({ title, isPreferred, edits: edits.map((edit) => replace(snapshot, edit, edit.newText)) }));

/** A file is offered at most so many dialects. */
const mostDialects = 3;

const dialects: Fixer = (snapshot, _, value) =>
  texts(value).slice(0, mostDialects).flatMap((id) => {
    const dialect = dialectNamed(id);
    return dialect ? [{ title: t`This file is for ${dialect.title}`, edits: [firstLine(snapshot, `# atrous: dialect=${dialect.id}`)], isPreferred: false }] : [];
  });

/** A placeholder gets the number that segmentation nets have most often: 20 classes of PASCAL VOC and the background. */
const name: Fixer = (snapshot, _, value) =>
  texts(value).map((word) => ({ title: t`Give \`${word}\` a value in this file`, edits: [firstLine(snapshot, `# atrous: define ${word}=21`)], isPreferred: false }));

/** A shape that the file does not tell, to be corrected: a map of scores. */
const blob: Fixer = (snapshot, _, value) =>
  texts(value).map((word) => ({ title: t`State the shape of \`${word}\` in this file`, edits: [firstLine(snapshot, `# atrous: shape ${word}=1x21x65x65`)], isPreferred: false }));

/** All layers in the format of today, where Caffe would read the result. */
const upgrade: Fixer = (snapshot) =>
  upgrades({ ...snapshot.context, nets: snapshot.nets }, 0).flatMap((refactoring) => {
    const upgraded = refactoring.result();
    return 'obstacle' in upgraded ? [] : [{ title: refactoring.title, edits: upgraded.edits.map((edit) => replace(snapshot, edit, edit.newText)), isPreferred: false }];
  });

/** A value to start from. */
function valueText({ kind, default: otherwise }: FieldSchema): string {
  if (kind === 'message') return ' { }';
  if (otherwise !== undefined) return `: ${kind === 'string' ? `"${String(otherwise)}"` : String(otherwise)}`;
  return kind === 'string' || kind === 'bytes' ? ': ""' : kind === 'bool' ? ': false' : ': 0';
}

/** The message that lacks something: the one that the finding's field holds, or else the one around it. */
function messageOf(snapshot: Snapshot, { start }: Finding): Enclosing {
  const { field, schema, inside } = cursorAt(snapshot, start);
  return field?.value?.kind === 'message' && field.start === start ? { node: field.value, type: schema?.typeName, field } : inside;
}

function addFields(snapshot: Snapshot, { node, type }: Enclosing, names: readonly string[]): Fix['edits'] {
  const fields = names.map((field) => {
    const schema = type === undefined ? undefined : fieldSchemaFor(type, field, snapshot.context.dialect);
    return `${field}${schema ? valueText(schema) : ': '}`;
  });
  const last = node.fields.at(-1);
  const at = last?.end ?? (node.close < 0 ? node.end : node.close);
  const { character, line } = snapshot.document.positionAt(last?.start ?? at);
  const lineText = snapshot.document.getText({ start: { line, character: 0 }, end: { line, character } });
  const isOwnLine = last !== undefined && lineText.trim() === '';
  const separator = isOwnLine ? `\n${lineText}` : ' ';
  const text = last ? fields.map((field) => `${separator}${field}`).join('') : `${fields.join(' ')} `;
  return [replace(snapshot, { start: at, end: at }, text)];
}

const missing: Fixer = (snapshot, finding, value) => {
  const message = messageOf(snapshot, finding);
  const names = texts(value).filter((field) => !message.node.fields.some((present) => present.name === field));
  if (names.length === 0) return [];
  return [{ title: t`Add ${joinCommas(quoted(names))}`, edits: addFields(snapshot, message, names), isPreferred: true }];
};

const remove: Fixer = (snapshot, finding, value) => {
  const { field } = cursorAt(snapshot, finding.start);
  if (value !== true || !field) return [];
  return [{ title: t`Remove \`${field.name}\``, edits: [replace(snapshot, wholeLine(snapshot, field), '')], isPreferred: true }];
};

export const fixers: Readonly<Record<string, Fixer>> = { dialects, name, missing, remove, blob, upgrade };

/** All fixes for a finding. */
export const fixesFor = (snapshot: Snapshot, finding: Finding): Fix[] => [
  ...fromRules(snapshot, finding),
  ...Object.entries(finding.data ?? {}).flatMap(([entry, value]) => (Object.hasOwn(fixers, entry) ? (fixers[entry]?.(snapshot, finding, value) ?? []) : [])),
];
