/** Reports names that no Caffe fork knows as a field of the message, and says what was probably meant. */
import { phrase, t, type Words } from '../../l10n/text';
import { anyFieldSchema, messageSchema, type MessageSchema } from '../../schema/schema';
import { closestName } from '../../schema/suggestion';
import { rootMessages } from '../../schema/document-kind';
import type { FieldVisit, SchemaRule } from './visit';

/** The fields of a message that are messages and have a field of that name. */
const holders = (message: MessageSchema, name: string): string[] =>
  [...message.fields.values()]
    .filter(({ kind, typeName }) => kind === 'message' && messageSchema(typeName ?? '')?.fields.has(name) === true)
    .map((field) => field.name);

/** The one message beside a field that it belongs into; undefined where there is none, or more than one. */
export function holderOf({ field, parent, message }: Pick<FieldVisit, 'field' | 'parent' | 'message'>): string | undefined {
  const present = new Set(parent.fields.map(({ name }) => name));
  const [holder, ...others] = holders(message, field.name).filter((name) => present.has(name));
  return others.length > 0 ? undefined : holder;
}

/** Where a field stands that was put into the wrong message, as advice; undefined where that cannot be told. */
function rightPlace(visit: FieldVisit): string | undefined {
  const { field, message, context } = visit;
  if (context.kind !== 'other' && message.name !== rootMessages[context.kind]) {
    if (anyFieldSchema(rootMessages[context.kind], field.name) !== undefined) return t('It belongs at the top level, outside the braces.');
  }
  const holder = holderOf(visit);
  return holder === undefined ? undefined : t`It belongs inside \`${holder} { … }\`.`;
}

const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();

/** Whether a field is named after the layer's type, as in Caffes that brought both: `PSROIPooling`, `psroi_pooling_param`. */
function belongsToType({ field, parent }: FieldVisit): boolean {
  const type = parent.fields.find(({ name }) => name === 'type')?.value;
  return type?.kind === 'scalar' && plain(field.name) === `${plain(type.value)}param`;
}

/** The nearest name of a field, first among those of the document's dialect. */
function suggestionFor({ field, message, context }: FieldVisit): string | undefined {
  const ofDialect = [...message.fields.values()].filter(({ dialects }) => dialects.has(context.dialect)).map(({ name }) => name);
  return closestName(field.name, ofDialect) ?? closestName(field.name, message.fields.keys());
}

function adviceFor(replacement: string | undefined, isForeign: boolean): Words {
  if (isForeign) return t('No known Caffe has it: only the one that brought this layer type can read the file.');
  return replacement === undefined ? t('Remove it, or correct its name.') : t`Did you mean \`${replacement}\`?`;
}

export const unknownField: SchemaRule = {
  code: 'schema/unknown-field',
  severity: 'error',
  title: phrase('Unknown field'),
  doc: phrase('No Caffe fork has a field of this name in this message, so Caffe refuses the file. Correct the name, or move the field to the message that it belongs to.'),
  checkUnknown(visit, report) {
    const { field, message } = visit;
    if (message.fields.has(field.name)) return;
    const place = rightPlace(visit);
    const isForeign = belongsToType(visit);
    const replacement = place === undefined && !isForeign ? suggestionFor(visit) : undefined;
    const advice = place ?? adviceFor(replacement, isForeign);
    report({
      start: field.start, end: field.nameEnd,
      message: t`\`${field.name}\` is not a field of ${message.name}. ${advice}`,
      ...(replacement === undefined ? {} : { data: { replacement } }),
    });
  },
};
