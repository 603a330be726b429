/** Completion of field names: what the message may hold here, what it must hold first. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { definitionOf, layerDefinitions } from '../../layers/index';
import { maskOf } from '../../schema/dialect-set';
import { rootMessages } from '../../schema/document-kind';
import { fieldSchemaFor, messageSchema, type FieldSchema } from '../../schema/schema';
import type { Snapshot } from '../snapshot';
import type { Choice } from './item';
import { isBlank, type Site } from './site';

/** What nearly every layer and net has, in the order in which people write it. */
const usual: readonly string[] = ['name', 'layer', 'input', 'input_shape', 'net', 'base_lr', 'lr_policy', 'type', 'bottom', 'top', 'num_output', 'kernel_size'];

const layerMessages: ReadonlySet<string> = new Set(['LayerParameter', 'V1LayerParameter']);

const allParams: ReadonlySet<string> = new Set(layerDefinitions.flatMap(({ param }) => param ?? []));

/** `"$0"`, `{ … }`, or nothing, behind the name. */
function insertion({ name, kind }: FieldSchema): Pick<Choice, 'insert' | 'isSnippet' | 'continues'> {
  if (kind === 'message') return { insert: `${name} {\n  $0\n}`, isSnippet: true };
  if (kind === 'string' || kind === 'bytes') return { insert: `${name}: "$0"`, isSnippet: true, continues: true };
  return { insert: `${name}: `, continues: kind === 'enum' || kind === 'bool' };
}

const typeText = ({ kind, typeName, repeated, default: otherwise }: FieldSchema): string =>
  [repeated ? 'repeated' : '', typeName ?? kind, otherwise === undefined ? '' : `= ${String(otherwise)}`].filter((part) => part !== '').join(' ');

function rankOf(field: FieldSchema, ownParam: string | undefined): number {
  if (field.name === ownParam || field.required) return 0;
  if (usual.includes(field.name)) return 1;
  return field.deprecated === undefined ? 5 : 9;
}

/** The parameter message that belongs to the layer's type; undefined outside layers and for unknown types. */
function ownParamOf(snapshot: Snapshot, { inside }: Site): string | undefined {
  if (inside.type === undefined || !layerMessages.has(inside.type)) return undefined;
  const type = snapshot.layerAt(inside.node.start)?.result.layer.type;
  return type === undefined ? undefined : definitionOf(type)?.param;
}

/** In a layer of a known type the parameters of other types have no place. */
const belongs = ({ name, message }: FieldSchema, ownParam: string | undefined): boolean =>
  ownParam === undefined || !layerMessages.has(message) || !allParams.has(name) || name === ownParam;

/** The messages that the fields here may be of: in a document without any it is open whether it becomes a net or a solver. */
const messagesAt = (snapshot: Snapshot, site: Site): readonly string[] =>
  isBlank(snapshot, site) ? Object.values(rootMessages) : site.inside.type === undefined ? [] : [site.inside.type];

/** Fields of the message that the dialect has and that may be given once more. */
export function fieldNameChoices(snapshot: Snapshot, site: Site): Choice[] {
  const choices = messagesAt(snapshot, site).flatMap((type) => fieldsOf(type, snapshot, site));
  return [...new Map(choices.map((choice) => [choice.label, choice])).values()];
}

function fieldsOf(type: string, snapshot: Snapshot, site: Site): Choice[] {
  const { node } = site.inside;
  const message = messageSchema(type);
  if (!message) return [];
  const { dialect } = snapshot.context;
  const present = new Set(node.fields.filter(({ start, end }) => site.offset < start || site.offset > end).map(({ name }) => name));
  const ownParam = ownParamOf(snapshot, site);
  return [...message.fields.values()]
    .filter(({ mask }) => (mask & maskOf(dialect)) !== 0)
    .map((field) => fieldSchemaFor(message.name, field.name, dialect) ?? field)
    .filter((field) => (field.repeated || !present.has(field.name)) && belongs(field, ownParam))
    .map((field) => ({
      label: field.name,
      kind: field.kind === 'message' ? CompletionItemKind.Struct : CompletionItemKind.Field,
      detail: typeText(field),
      doc: field.doc,
      rank: rankOf(field, ownParam),
      order: Math.max(0, usual.indexOf(field.name)),
      deprecated: field.deprecated !== undefined,
      ...insertion(field),
    }));
}
