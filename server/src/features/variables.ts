/** The variables of a document: those that its templates name, and those that have a value. */
import type { Snapshot } from './snapshot';

const template = /\$\{([A-Za-z_]\w*)\}/g;

/** Each name once: as it first stands in the text, then those that are only defined. */
export const namesUsed = ({ tree: { text }, context: { variables } }: Snapshot): readonly string[] =>
  [...new Set([...[...text.matchAll(template)].map(([, name = '']) => name), ...variables.keys()])];

/** The name of the template around the offset that has no value yet. */
export function openVariableAt({ tree: { text }, context: { variables } }: Snapshot, offset: number): string | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  for (const match of text.slice(start, end < 0 ? text.length : end).matchAll(template)) {
    const from = start + match.index;
    if (from <= offset && offset <= from + match[0].length && !variables.has(match[1] ?? '')) return match[1];
  }
  return undefined;
}
