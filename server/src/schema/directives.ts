/** Reads the comments that speak to Atrous: `# atrous: define NAME=VALUE`, `dialect=ID`, `shape BLOB=1x3x9x9`, and `# proto-message:`. */
import { t, type Words } from '../l10n/text';
import type { Comment, SourceRange, SyntaxTree } from '../syntax/tree';
import { dialectNamed, dialects, type DialectId } from './dialects';

/** Values of `${NAME}` and of placeholder words, by name. */
export type Variables = ReadonlyMap<string, string>;

export const sameVariables = (a: Variables, b: Variables): boolean =>
  a === b || (a.size === b.size && (a.size === 0 || [...a].every(([name, value]) => b.get(name) === value)));

/** A comment that should speak to Atrous but cannot be understood. */
export interface DirectiveProblem extends SourceRange {
  message: Words;
}

export interface Directives {
  variables: Variables;
  dialect: DialectId | undefined;
  /** Shapes stated for net inputs, by blob. */
  shapes: ReadonlyMap<string, readonly number[]>;
  /** The message named by a `# proto-message:` header, without its package. */
  protoMessage: string | undefined;
  /** The file named by a `# proto-file:` header. */
  protoFile: string | undefined;
  problems: readonly DirectiveProblem[];
}

interface Reading {
  variables: Map<string, string>;
  shapes: Map<string, readonly number[]>;
  dialect: DialectId | undefined;
  protoMessage: string | undefined;
  protoFile: string | undefined;
  problems: DirectiveProblem[];
}

const directive = /^#\s*atrous:\s*(.*?)\s*$/;
const header = /^#\s*proto-(message|file):\s*(\S+)\s*$/;
const assignment = /^([^\s=]+)\s*=\s*(.+)$/;
const shapeText = /^\d+([x×,]\d+)*$/;

/** The words of the directive language; each takes what follows it and says what is wrong, or nothing. */
const words: Readonly<Record<string, (argument: string, reading: Reading) => Words | undefined>> = {
  define(argument, reading) {
    const [, name, value] = assignment.exec(argument) ?? [];
    if (name === undefined || value === undefined) return t('Write `define NAME=VALUE`.');
    reading.variables.set(name, value);
    return undefined;
  },
  dialect(argument, reading) {
    const name = argument.replace(/^=\s*/, '');
    const dialect = dialectNamed(name);
    if (dialect === undefined) return t`There is no dialect "${name}"; the dialects are ${dialects.map(({ id }) => id).join(', ')}.`;
    reading.dialect = dialect.id;
    return undefined;
  },
  shape(argument, reading) {
    const [, blob, text] = assignment.exec(argument) ?? [];
    if (blob === undefined || text === undefined || !shapeText.test(text)) return t('Write `shape BLOB=1x3x513x513`.');
    reading.shapes.set(blob, text.split(/[x×,]/).map(Number));
    return undefined;
  },
};

function readDirective(comment: Comment, body: string, reading: Reading): void {
  const [, word = '', argument = ''] = /^([a-z]*)\s*(.*)$/.exec(body) ?? [];
  const read = Object.hasOwn(words, word) ? words[word] : undefined;
  const problem = read === undefined
    ? t`There is no directive "${word}"; write \`define NAME=VALUE\`, \`dialect=ID\` or \`shape BLOB=1x3x513x513\`.`
    : read(argument, reading);
  if (problem !== undefined) reading.problems.push({ start: comment.start, end: comment.end, message: problem });
}

function readComment(comment: Comment, reading: Reading): void {
  const body = directive.exec(comment.text)?.[1];
  if (body !== undefined) {
    readDirective(comment, body, reading);
    return;
  }
  const [, which, name] = header.exec(comment.text) ?? [];
  if (which === 'message') reading.protoMessage = name?.slice(name.lastIndexOf('.') + 1);
  if (which === 'file') reading.protoFile = name;
}

const known = new WeakMap<readonly Comment[], Directives>();

/** All directives of a document, wherever they stand; of two definitions of one name the later one holds. Read once for each tree. */
export function readDirectives({ comments }: Pick<SyntaxTree, 'comments'>): Directives {
  let directives = known.get(comments);
  if (directives === undefined) {
    directives = read(comments);
    known.set(comments, directives);
  }
  return directives;
}

function read(comments: readonly Comment[]): Directives {
  const reading: Reading = {
    variables: new Map(), shapes: new Map(), dialect: undefined, protoMessage: undefined, protoFile: undefined, problems: [],
  };
  for (const comment of comments) readComment(comment, reading);
  return reading;
}
