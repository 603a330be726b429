/** Signature help: inside a parameter message, what else it takes. */
import { MarkupKind, type ParameterInformation, type SignatureHelp } from 'vscode-languageserver-types';
import { say } from '../l10n/text';
import { maskOf } from '../schema/dialect-set';
import { messageSchema, type FieldSchema } from '../schema/schema';
import { cursorAt } from './cursor';
import type { Snapshot } from './snapshot';

const parameterText = ({ name, kind, typeName, default: otherwise }: FieldSchema): string =>
  `${name}: ${typeName?.slice(typeName.lastIndexOf('.') + 1) ?? kind}${otherwise === undefined ? '' : ` = ${String(otherwise)}`}`;

/** Above this many fields a list says nothing. */
const mostFields = 24;

export function signatureHelp(snapshot: Snapshot, offset: number): SignatureHelp | undefined {
  const { inside, field } = cursorAt(snapshot, offset);
  const message = inside.type === undefined ? undefined : messageSchema(inside.type);
  if (!message || !inside.field) return undefined;
  const mask = maskOf(snapshot.context.dialect);
  const fields = [...message.fields.values()].filter((candidate) => (candidate.mask & mask) !== 0 && candidate.deprecated === undefined);
  if (fields.length === 0 || fields.length > mostFields) return undefined;
  const parameters: ParameterInformation[] = fields.map((candidate) => ({
    label: parameterText(candidate),
    ...(candidate.doc !== undefined && { documentation: { kind: MarkupKind.Markdown, value: say(candidate.doc) } }),
  }));
  const active = fields.findIndex(({ name }) => name === field?.name);
  const label = `${inside.field.name} { ${parameters.map((parameter) => parameter.label as string).join(', ')} }`;
  return { signatures: [{ label, parameters }], activeSignature: 0, activeParameter: active < 0 ? fields.length : active };
}
