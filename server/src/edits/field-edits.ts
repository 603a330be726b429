/** Inserts, replaces and removes fields of a text without changing the layout around them. */
import type { FieldNode, MessageNode, SourceRange } from '../syntax/tree';
import { insertAt, replaceRange, type TextEdit } from './text-edit';

/** Where the line of an offset starts. */
export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** The white space at the start of the line of an offset. */
export const indentAt = (text: string, offset: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';

/** The line break that the text uses. */
export const lineBreakOf = (text: string): string => (/\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n');

/** One level of indentation in the text: the first that a field has. */
export const indentUnitOf = (text: string): string => /^[^\n#]*\{[^\n]*\r?\n([ \t]+)\S/m.exec(text)?.[1] ?? '  ';

const standsFirst = (text: string, offset: number): boolean => text.slice(lineStart(text, offset), offset).trim() === '';

/** A field may be followed by `,` or `;`. */
function endWithSeparator(text: string, end: number): number {
  const separator = /^[ \t]*[,;]/.exec(text.slice(end, end + 20));
  return separator ? end + separator[0].length : end;
}

/** True where nothing but a comment follows in the line. */
const standsLast = (text: string, offset: number): boolean => /^[ \t]*(#.*)?$/.test(text.slice(offset, lineEnd(text, offset)));

/** Adds fields after another: each on a line of its own where that one has one, past the comment in its line. */
export function insertAfter(text: string, field: SourceRange, added: readonly string[]): TextEdit {
  const end = endWithSeparator(text, field.end);
  if (!standsFirst(text, field.start) || !standsLast(text, end)) return insertAt(end, added.map((line) => ` ${line}`).join(''));
  const separator = lineBreakOf(text) + indentAt(text, field.start);
  return insertAt(lineEnd(text, end), added.map((line) => separator + line).join(''));
}

/** Adds fields at the end of a message. */
export function appendTo(text: string, message: MessageNode, added: readonly string[]): TextEdit {
  const last = message.fields.at(-1);
  if (last !== undefined) return insertAfter(text, last, added);
  const close = message.close < 0 ? message.end : message.close;
  return replaceRange({ start: message.start + 1, end: Math.max(message.start + 1, close) }, ` ${added.join(' ')} `);
}

/** Removes a field, with its line where nothing else stands there. */
export function removeField(text: string, field: SourceRange): TextEdit {
  const end = endWithSeparator(text, field.end);
  const [first, last] = [lineStart(text, field.start), lineEnd(text, end)];
  if (standsFirst(text, field.start) && text.slice(end, last).trim() === '') {
    const hasBreak = text.startsWith('\r\n', last) ? 2 : last < text.length ? 1 : 0;
    return replaceRange({ start: first, end: last + hasBreak }, '');
  }
  const spaces = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return replaceRange({ start: field.start, end: end + spaces }, '');
}

/** Gives a field another name and value, where it stands. */
export const rewriteField = (field: FieldNode, newText: string): TextEdit => replaceRange(field, newText);
