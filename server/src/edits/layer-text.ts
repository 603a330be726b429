/** Writes new layers as text, in the layout and the generation of a file. */
import { definitionOf } from '../layers/index';
import type { Generation } from '../net/net';
import { indentUnitOf, lineBreakOf } from './field-edits';

/** A line of a message, or a message within. */
export type Line = string | readonly [name: string, lines: readonly Line[]];

export interface NewLayer {
  name: string;
  /** The V2 type. */
  type: string;
  bottoms: readonly string[];
  tops: readonly string[];
  /** What else stands in it. */
  lines?: readonly Line[];
}

export interface LayerStyle {
  unit: string;
  lineBreak: string;
  generation: Generation;
}

export const styleOf = (text: string, generation: Generation): LayerStyle => ({ unit: indentUnitOf(text), lineBreak: lineBreakOf(text), generation });

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

function written(line: Line, depth: number, unit: string): string[] {
  if (typeof line === 'string') return [unit.repeat(depth) + line];
  const [name, lines] = line;
  return [`${unit.repeat(depth)}${name} {`, ...lines.flatMap((inner) => written(inner, depth + 1, unit)), `${unit.repeat(depth)}}`];
}

/** The type as V2 and V1 files have it. */
const typeText = (type: string, generation: Generation): string => (generation === 'V2' ? quoted(type) : (definitionOf(type)?.v1?.[0] ?? quoted(type)));

/** The block of one layer, without a line break at its end. */
export function layerText({ name, type, bottoms, tops, lines = [] }: NewLayer, { unit, lineBreak, generation }: LayerStyle): string {
  const own = [
    `name: ${quoted(name)}`, `type: ${typeText(type, generation)}`,
    ...bottoms.map((bottom) => `bottom: ${quoted(bottom)}`), ...tops.map((top) => `top: ${quoted(top)}`),
  ];
  return written([generation === 'V2' ? 'layer' : 'layers', [...own, ...lines]], 0, unit).join(lineBreak);
}
