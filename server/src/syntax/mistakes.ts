/** The words for each mistake that the grammar recognises, with the place to underline. */
import { t, type Words } from '../l10n/text';
import type { Token } from './tokens';
import type { FieldNode, ListNode, ScalarNode, SourceRange, SyntaxProblem } from './tree';

export function equalsSign(token: Token): SyntaxProblem {
  return problem('equals-sign', range(token), t('A field takes ":" before its value, not "=".'));
}

export function missingColon(field: FieldNode, value: SourceRange): SyntaxProblem {
  return problem('missing-colon', value, t`A colon is missing between \`${field.name}\` and its value.`);
}

export function missingValue(field: FieldNode): SyntaxProblem {
  const what = field.name === '' ? t('This field') : `\`${field.name}\``;
  return problem('missing-value', field, t`${what} has no value: write one after a colon, or a block in braces.`);
}

export function unreadableValue(token: Token): SyntaxProblem {
  const hint = token.image.startsWith('+') ? t('a number has no "+" before it') : t('text needs quotes around it');
  return problem('invalid-value', range(token), t`\`${shorten(token.image)}\` is no value: ${hint}.`);
}

export function minusSign(scalar: ScalarNode): SyntaxProblem {
  return problem('minus-sign', scalar, t('A minus sign needs a number or "inf" after it.'));
}

export function namelessMessage(message: SourceRange, text: string): SyntaxProblem {
  const brace = { start: message.start, end: message.start + 1 };
  return problem('missing-name', brace, t`A field name is missing before this \`${text[message.start] ?? ''}\`.`);
}

export function extensionName(open: Token, end: number): SyntaxProblem {
  return problem('extension-name', { start: open.startOffset, end }, t('Caffe has no extensions: a field is named by a plain word without brackets.'));
}

/** For a run of tokens where the name of a field should stand. */
export function strayTokens(first: Token, last: Token): SyntaxProblem {
  const place = { start: first.startOffset, end: last.end };
  if (/^[,;\]]/.test(first.image)) return unexpected(first, place);
  return problem('missing-name', place, t`A field name is missing before \`${shorten(first.image)}\`.`);
}

export function unexpected(token: Token, place: SourceRange = range(token)): SyntaxProblem {
  return problem('unexpected', place, t`\`${shorten(token.image)}\` has no place here: delete it.`);
}

export function missingComma(element: SourceRange): SyntaxProblem {
  return problem('missing-comma', element, t('The values of a list need a comma between them.'));
}

export function semicolonInList(token: Token): SyntaxProblem {
  return problem('missing-comma', range(token), t('The values of a list are separated by commas, not semicolons.'));
}

export function escape(start: number, end: number, message: Words): SyntaxProblem {
  return problem('escape', { start, end }, t`${message}.`);
}

export function nestedList(token: Token): SyntaxProblem {
  return problem('nested-list', range(token), t('A list cannot stand inside a list.'));
}

/** At the last line of the list, for that is where the bracket belongs. */
export function missingBracket(list: ListNode, text: string): SyntaxProblem {
  const line = Math.max(list.start, text.lastIndexOf('\n', list.end - 1) + 1);
  const indentation = text.slice(line, list.end).search(/\S/);
  return problem('missing-bracket', { start: line + indentation, end: list.end }, t('This list is not closed: add "]" at its end.'));
}

export function shorten(image: string): string {
  return image.length > 40 ? `${image.slice(0, 39)}…` : image;
}

function problem(code: string, { start, end }: SourceRange, message: Words): SyntaxProblem {
  return { code, start, end, message };
}

function range(token: Token): SourceRange {
  return { start: token.startOffset, end: token.end };
}
