/** Where a completion is asked for: at a field's name or at its value, and which text it replaces. */
import { readDirectives } from '../../schema/directives';
import type { FieldSchema } from '../../schema/schema';
import type { FieldNode, SourceRange } from '../../syntax/tree';
import { cursorAt, schemaOf, type Enclosing } from '../cursor';
import type { Snapshot } from '../snapshot';

export interface Site {
  offset: number;
  inside: Enclosing;
  /** The messages around, the document first. */
  enclosing: readonly Enclosing[];
  on: 'name' | 'value';
  /** The field whose value is asked for. */
  field: FieldNode | undefined;
  schema: FieldSchema | undefined;
  /** The word that the choice replaces; in a string its contents, without the quotes. */
  replaced: SourceRange;
  /** The quote that the word stands behind, if it is in a string. */
  quote: '"' | "'" | undefined;
}

const wordBefore = /[A-Za-z0-9_$.+-]*$/;
const wordAfter = /^[A-Za-z0-9_]*/;

/** An open string of this line, as `type: "Conv` with the cursor behind it. */
const stringBefore = /^[^"'#]*(?:"[^"\\]*(?:\\.[^"\\]*)*"[^"'#]*|'[^'\\]*(?:\\.[^'\\]*)*'[^"'#]*)*(["'])((?:[^"'\\]|\\.)*)$/;

/** The line at the offset, in two parts. */
export function lineAround(text: string, offset: number): { before: string; after: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { before: text.slice(start, offset), after: text.slice(offset, end < 0 ? text.length : end) };
}

function isInComment(before: string): boolean {
  return /^(?:[^"'#]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*#/.test(before);
}

/** The field whose value stands, or would stand, behind the colon or bracket before the cursor. */
function fieldBefore({ node }: Enclosing, offset: number): FieldNode | undefined {
  return node.fields.filter(({ colon, start }) => colon >= 0 && start < offset && colon < offset).at(-1);
}

/** What the cursor's word follows, blanks left out. */
function characterBefore(text: string, offset: number): string {
  let at = offset - 1;
  while (at >= 0 && /\s/.test(text[at] ?? '')) at--;
  return text[at] ?? '';
}

/** Undefined where nothing can be completed: in comments. */
export function siteAt(snapshot: Snapshot, offset: number): Site | undefined {
  const { text } = snapshot.tree;
  const { before, after } = lineAround(text, offset);
  if (isInComment(before)) return undefined;
  const { inside, enclosing, field: under } = cursorAt(snapshot, offset);
  const string = stringBefore.exec(before);
  const quote = string?.[1] as Site['quote'];
  const word = string?.[2] ?? wordBefore.exec(before)?.[0] ?? '';
  const rest = quote === undefined ? (wordAfter.exec(after)?.[0] ?? '') : restOfString(after, quote);
  const start = offset - word.length;
  const previous = characterBefore(text, quote === undefined ? start : start - 1);
  const isValue = quote !== undefined || previous === ':' || (under?.value?.kind === 'list' && (previous === '[' || previous === ','));
  const field = isValue ? (under ?? fieldBefore(inside, offset)) : undefined;
  const schema = field && schemaOf(snapshot, inside.type, field.name);
  return { offset, inside, enclosing, on: isValue ? 'value' : 'name', field, schema, replaced: { start, end: offset + rest.length }, quote };
}

/** Whether nothing but the word at the cursor stands in a document that could become anything. */
export function isBlank({ context, tree }: Snapshot, { offset }: Site): boolean {
  const isTold = readDirectives(tree).protoMessage !== undefined;
  return context.kind === 'other' && !isTold && tree.root.fields.every(({ start, end }) => start <= offset && offset <= end);
}

/** The rest of the string's contents, where it is closed in this line; nothing otherwise. */
function restOfString(after: string, quote: string): string {
  const end = after.indexOf(quote);
  return end < 0 ? '' : after.slice(0, end);
}
