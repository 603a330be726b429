/** Changes of a text as lists of replaced ranges: what fixes and refactorings are made of. */
import type { SourceRange } from '../syntax/tree';

/** Replaces [start, end), in UTF-16 offsets of the text before all edits. */
export interface TextEdit extends SourceRange {
  newText: string;
}

export const replaceRange = ({ start, end }: SourceRange, newText: string): TextEdit => ({ start, end, newText });

export const insertAt = (offset: number, newText: string): TextEdit => ({ start: offset, end: offset, newText });

/** By place; edits at one place keep their order. */
export const sortEdits = (edits: readonly TextEdit[]): TextEdit[] => [...edits].sort((a, b) => a.start - b.start || a.end - b.end);

/** Whether no two edits change the same character. */
export function areDisjoint(edits: readonly TextEdit[]): boolean {
  const sorted = sortEdits(edits);
  return sorted.every((edit, index) => edit.start >= (sorted[index - 1]?.end ?? 0));
}

/** The text after all edits. @throws RangeError where two of them overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  if (!areDisjoint(edits)) throw new RangeError('Edits must not overlap.');
  let result = '';
  let position = 0;
  for (const { start, end, newText } of sortEdits(edits)) {
    result += text.slice(position, start) + newText;
    position = end;
  }
  return result + text.slice(position);
}
