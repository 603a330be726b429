/** The insides of quoted strings. */
import type { ScalarNode, SourceRange } from '../syntax/tree';

/** What stands between the quotes of a string; the whole scalar where there are none. */
export function contentsOf(text: string, { start, end }: ScalarNode): SourceRange {
  const isQuoted = end - start >= 2 && /["']/.test(text[start] ?? '') && text[start] === text[end - 1];
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}
