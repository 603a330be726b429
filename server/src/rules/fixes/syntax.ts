/** Fixes for violations of the text format. */
import { insertAt, replaceRange } from '../../edits/text-edit';
import { lineEnd, removeField } from '../../edits/field-edits';
import { t } from '../../l10n/text';
import { fieldAt, optional, preferred, textOf, type FixContext, type Fixer } from './fix';
import type { Finding } from '../rule';

/** The field whose value stands at the finding. */
const ownerOf = (context: FixContext, { start }: Finding) => {
  const site = fieldAt(context, start);
  return site !== undefined && site.field.nameEnd <= start ? site.field : undefined;
};

const missingColon: Fixer = (context, finding) => {
  const field = ownerOf(context, finding);
  return field === undefined ? [] : preferred(t('Add the colon'), insertAt(field.nameEnd, ':'));
};

const equalsSign: Fixer = (_, finding) => preferred(t('Write a colon'), replaceRange(finding, ':'));

const closers: Readonly<Record<string, string>> = { '}': '>', '>': '}' };

const mismatchedBrace: Fixer = (context, finding) => {
  const closer = closers[textOf(context, finding)];
  return closer === undefined ? [] : preferred(t`Write \`${closer}\``, replaceRange(finding, closer));
};

const remove: Fixer = (context, finding) => preferred(t`Remove \`${textOf(context, finding).slice(0, 20)}\``, replaceRange(finding, ''));

/** The finding's string begins or ends without its quote. */
const unclosedString: Fixer = (context, finding) => {
  const text = textOf(context, finding);
  const quote = finding.data?.['quote'] === "'" ? "'" : '"';
  if (finding.data?.['lacks'] === 'start') return preferred(t('Add the opening quote'), insertAt(finding.start, quote));
  const end = finding.start + text.trimEnd().length;
  return preferred(t('Close the string'), insertAt(end, quote));
};

const missingBrace: Fixer = (context, finding) => {
  if (finding.data?.['opener'] !== undefined) return preferred(t('Add the opening brace'), insertAt(finding.end, ' {'));
  const closer = finding.data?.['closer'];
  if (typeof closer !== 'string') return [];
  const { text } = context.tree;
  const isLastOfLine = text.slice(finding.end, lineEnd(text, finding.end)).trim() === '';
  return preferred(t`Add the missing \`${closer}\``, insertAt(finding.end, isLastOfLine ? `\n${indentOfBlock(context, finding)}${closer}` : ` ${closer}`));
};

/** The indentation of the line where the block opens whose brace is missing. */
function indentOfBlock({ tree: { text } }: FixContext, { data }: Finding): string {
  const line = Number(data?.['line'] ?? 1);
  return /^[ \t]*/.exec(text.split('\n')[line - 1] ?? '')?.[0] ?? '';
}

const missingBracket: Fixer = (_, finding) => preferred(t('Close the list'), insertAt(finding.end, ']'));

const missingComma: Fixer = (context, finding) => {
  if (textOf(context, finding) === ';') return preferred(t('Write a comma'), replaceRange(finding, ','));
  const before = context.tree.text.slice(0, finding.start).trimEnd().length;
  return preferred(t('Add the comma'), insertAt(before, ','));
};

const commentStyle: Fixer = (context, finding) => {
  const text = textOf(context, finding);
  if (text.startsWith('//')) return preferred(t('Write `#`'), replaceRange({ start: finding.start, end: finding.start + 2 }, '#'));
  const [, contents] = /^\/\*+\s*(.*?)\s*\*+\/$/.exec(text) ?? [];
  const isLastOfLine = context.tree.text.slice(finding.end, lineEnd(context.tree.text, finding.end)).trim() === '';
  return contents === undefined || !isLastOfLine ? [] : preferred(t('Write `#`'), replaceRange(finding, `# ${contents}`));
};

/** What stands for characters that word processors and web pages put in. */
const plainCharacters: Readonly<Record<string, string>> = {
  '“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '‘': "'", '’': "'", '\u00a0': ' ', '\u2013': '-', '\u2212': '-', '\uff1a': ':',
};

const foreignCharacter: Fixer = (context, finding) => {
  const plain = [...textOf(context, finding)].map((character) => plainCharacters[character] ?? '').join('');
  return preferred(plain.trim() === '' ? t('Remove the character') : t`Write \`${plain}\``, replaceRange(finding, plain));
};

const invalidValue: Fixer = (context, finding) => {
  const text = textOf(context, finding);
  if (/^\+[\d.]/.test(text)) return preferred(t('Remove the `+`'), replaceRange({ start: finding.start, end: finding.start + 1 }, ''));
  return text.includes('"') ? [] : optional(t('Add quotes'), replaceRange(finding, `"${text.replaceAll('\\', '\\\\')}"`));
};

/** A field without a value goes. */
const missingValue: Fixer = (context, finding) => {
  const field = fieldAt(context, finding.start)?.field;
  return field === undefined || field.value !== undefined ? [] : optional(t`Remove \`${field.name}\``, removeField(context.tree.text, field));
};

/** The elements of the inner list stand in the outer one. */
const nestedList: Fixer = ({ tree: { text } }, { start, end }) => {
  const [, elements = ''] = /^([^[\]]*)\]/.exec(text.slice(end, lineEnd(text, end))) ?? [];
  if (elements.trim() === '') return [];
  const close = end + elements.length;
  return preferred(t('Remove the inner brackets'), replaceRange({ start, end }, ''), replaceRange({ start: close, end: close + 1 }, ''));
};

/** A decimal with a zero before it, or a number that a name follows at once. */
const number: Fixer = (context, finding) => {
  const text = textOf(context, finding);
  if (/^0\d+$/.test(text)) return preferred(t`Write \`${text.replace(/^0+(?=\d)/, '')}\``, replaceRange(finding, text.replace(/^0+(?=\d)/, '')));
  const [, digits, word] = /^(\d+)([A-Za-z_]\w*)$/.exec(text) ?? [];
  if (digits === undefined || word === undefined) return [];
  return [...optional(t('Put a space between them'), insertAt(finding.start + digits.length, ' ')), ...optional(t`Write \`${digits}\``, replaceRange(finding, digits))];
};

const minusSign: Fixer = (context, finding) => (textOf(context, finding).startsWith('-') ? optional(t('Remove the minus sign'), replaceRange({ start: finding.start, end: finding.start + 1 }, '')) : []);

/** Every carriage return that stands alone becomes a line end that Caffe knows. */
const lineEnds: Fixer = ({ tree: { text } }) =>
  preferred(t('End the lines with LF'), ...[...text.matchAll(/\r(?!\n)/g)].map(({ index }) => replaceRange({ start: index, end: index + 1 }, '\n')));

export const syntaxFixers: Readonly<Record<string, Fixer>> = {
  'syntax/missing-colon': missingColon,
  'syntax/equals-sign': equalsSign,
  'syntax/mismatched-brace': mismatchedBrace,
  'syntax/extra-brace': remove,
  'syntax/unexpected': remove,
  'syntax/unclosed-string': unclosedString,
  'syntax/missing-brace': missingBrace,
  'syntax/missing-bracket': missingBracket,
  'syntax/missing-comma': missingComma,
  'syntax/comment-style': commentStyle,
  'syntax/foreign-character': foreignCharacter,
  'syntax/invalid-value': invalidValue,
  'syntax/line-end': lineEnds,
  'syntax/missing-value': missingValue,
  'syntax/nested-list': nestedList,
  'syntax/number': number,
  'syntax/minus-sign': minusSign,
};
