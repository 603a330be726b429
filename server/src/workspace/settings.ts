/** The user's settings: asked of the editor per folder where it can tell, and defaults otherwise. */
import type { Connection } from 'vscode-languageserver/node';
import type { Presentation, SnapshotSettings } from '../features/snapshot';
import { defaultSettings, type Settings } from '../protocol/settings';
import { dialectNamed } from '../schema/dialects';

/** What an editor may send: any part, of any type. */
type Unchecked = Partial<Record<keyof Settings, unknown>>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `value` where it has the type of the default, part by part. */
function conform<Value>(value: unknown, otherwise: Value): Value {
  if (!isRecord(otherwise)) return typeof value === typeof otherwise ? (value as Value) : otherwise;
  if (!isRecord(value)) return otherwise;
  const known = Object.entries(otherwise).map(([name, part]) => [name, conform(value[name], part)]);
  return Object.fromEntries(known) as Value;
}

const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** Settings as the editor sent them, with defaults for what is missing or has another type. */
export function readSettings(sent: unknown): Settings {
  const settings = conform(sent, defaultSettings);
  const { variables } = isRecord(sent) ? (sent as Unchecked) : {};
  const known = isRecord(variables) ? Object.entries(variables).filter((entry): entry is [string, string | number] => isPlain(entry[1])) : [];
  return { ...settings, variables: Object.fromEntries(known), phase: settings.phase === 'TRAIN' ? 'TRAIN' : 'TEST' };
}

/** The settings that apply to a document. */
export async function fetchSettings(connection: Connection, uri: string | undefined): Promise<Settings> {
  return readSettings(await connection.workspace.getConfiguration({ ...(uri !== undefined && { scopeUri: uri }), section: 'atrous' }));
}

/** The part of the settings that a snapshot depends on, and how the editor shows things. */
export function snapshotSettings({ variables, dialect, phase }: Settings, presentation: Presentation): SnapshotSettings {
  const named = dialectNamed(dialect);
  const texts = Object.entries(variables).map(([name, value]) => [name, String(value)] as const);
  return { phase, presentation, variables: new Map(texts), ...(named && { dialect: named.id }) };
}
