/** What a layer's block says, as flat pairs of path and value, so that blocks of any generation and spelling can be compared. */
import type { Layer } from '../net/net';
import { synonymOf } from '../schema/equivalents';
import { Fields, valuesOf } from '../schema/fields';
import { anyFieldSchema, fieldSchemaFor, type FieldSchema } from '../schema/schema';
import { readScalar, showScalar } from '../schema/values';
import type { FieldNode, MessageNode, ScalarNode } from '../syntax/tree';

/** `convolution_param.stride`; the value as it is compared and shown, and what holds where it is missing. */
export interface Setting {
  path: string;
  value: string;
  /** Caffe's own value; undefined where the schema names none. */
  otherwise: string | undefined;
}

/** What a layer is called and wired to is compared by itself. */
const wiring: ReadonlySet<string> = new Set(['name', 'type', 'bottom', 'top']);

/** Of two names for one thing, the one to compare by. */
const canonicalName = (message: string, field: string): string => [field, synonymOf(message, field) ?? field].sort()[0] ?? field;

/** Numbers, enums and templates in one spelling each. */
function valueText(scalar: ScalarNode, schema: FieldSchema | undefined, { variables }: Fields): string {
  const reading = schema && readScalar(scalar, schema, variables);
  if (reading?.kind === 'known') return typeof reading.value === 'string' && schema?.kind === 'string' ? JSON.stringify(reading.value) : String(reading.value);
  if (reading?.kind === 'open') return `\${${reading.symbol}}`;
  return showScalar(scalar);
}

const defaultText = (schema: FieldSchema | undefined): string | undefined => (schema?.default === undefined ? undefined : String(schema.default));

/** The fields of one name, which a repeated field may have many of. */
function collectField(path: string, nodes: readonly FieldNode[], schema: FieldSchema | undefined, fields: Fields, found: Setting[]): void {
  const values = nodes.flatMap(({ value }) => valuesOf(value));
  const messages = values.filter((value): value is MessageNode => value.kind === 'message');
  const kept = schema?.repeated ? messages : messages.slice(-1);
  for (const [index, message] of kept.entries()) {
    const inner = new Fields(message, schema?.typeName ?? '', fields.variables, fields.dialect);
    collect(inner, schema?.repeated ? `${path}[${index}]` : path, found);
  }
  const scalars = values.filter((value) => value.kind === 'scalar').map((value) => valueText(value, schema, fields));
  if (scalars.length === 0) return;
  const value = schema?.repeated && scalars.length > 1 ? `[${scalars.join(', ')}]` : (scalars.at(-1) ?? '');
  found.push({ path, value, otherwise: defaultText(schema) });
}

function collect(fields: Fields, prefix: string, found: Setting[]): void {
  const byName = new Map<string, FieldNode[]>();
  for (const node of fields.source?.fields ?? []) {
    if (node.name === '' || (prefix === '' && wiring.has(node.name))) continue;
    const name = canonicalName(fields.type, node.name);
    byName.set(name, [...(byName.get(name) ?? []), node]);
  }
  for (const [name, nodes] of byName) {
    const schema = fieldSchemaFor(fields.type, name, fields.dialect) ?? anyFieldSchema(fields.type, name);
    collectField(prefix === '' ? name : `${prefix}.${name}`, nodes, schema, fields, found);
  }
}

/** All values that a layer's block states, besides its name, type and wiring, in the order of the file. */
export function settingsOf({ fields }: Layer): readonly Setting[] {
  const found: Setting[] = [];
  collect(fields, '', found);
  return found;
}
