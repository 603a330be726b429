/** The card of a named parameter: which layers share the values. */
import { joinAnd, quoted } from '../../l10n/lists';
import { t } from '../../l10n/text';
import type { FieldSchema } from '../../schema/schema';
import type { Cursor } from '../cursor';
import { nameAt } from '../names';
import type { Snapshot } from '../snapshot';

/** `param { name: "…" }`, or V1's `param: "…"`. */
const isParameterName = ({ message, name, kind }: FieldSchema): boolean => (message === 'ParamSpec' ? name === 'name' : name === 'param' && kind === 'string');

export function parameterMarkdown(snapshot: Snapshot, { scalar, schema, offset }: Cursor): string | undefined {
  if (!scalar || !schema || !isParameterName(schema)) return undefined;
  const { name } = nameAt(snapshot, offset) ?? {};
  if (name?.kind !== 'parameter') return undefined;
  const layers = new Set(name.occurrences.flatMap(({ node }) => snapshot.layerAt(node.start)?.result.layer.name ?? []));
  const text = layers.size > 1 ? t`shared by ${joinAnd(quoted([...layers]))}` : t('not shared: no other layer has a parameter of this name');
  return `**${name.text}** · ${text}`;
}
