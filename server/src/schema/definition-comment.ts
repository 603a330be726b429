/** Where a comment gives a variable a value: `# atrous: define NAME=VALUE`. */
import type { Comment, SourceRange } from '../syntax/tree';

const definition = /^(#\s*atrous:\s*define\s+)([A-Za-z_]\w*)\s*=/;

/** The name that a comment gives a value, and where it stands; undefined where it gives none. */
export function definitionIn({ text, start }: Comment): SourceRange & { name: string } | undefined {
  const [, before, name] = definition.exec(text) ?? [];
  if (before === undefined || name === undefined) return undefined;
  const from = start + before.length;
  return { name, start: from, end: from + name.length };
}
