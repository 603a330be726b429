/** Semantic tokens: names of layers and blobs, layer types, enum values and variables, which a regular expression cannot tell apart. */
import type { Range, SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver-types';
import { rootMessages } from '../schema/document-kind';
import { valuesOf } from '../schema/fields';
import type { FieldSchema } from '../schema/schema';
import type { MessageNode, ScalarNode } from '../syntax/tree';
import { schemaOf } from './cursor';
import { namesIn, type NameKind, type Occurrence } from './names';
import type { Snapshot } from './snapshot';

const types = ['class', 'variable', 'parameter', 'type', 'enumMember', 'macro'] as const;
const modifiers = ['declaration'] as const;

type TokenType = (typeof types)[number];

export const legend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

interface Token {
  start: number;
  end: number;
  type: TokenType;
  isDeclaration: boolean;
}

const nameTypes: Readonly<Record<NameKind, TokenType>> = { blob: 'variable', layer: 'class', parameter: 'parameter' };

/** Without the quotes. */
const contents = ({ form, start, end }: ScalarNode): { start: number; end: number } => (form === 'string' ? { start: start + 1, end: end - 1 } : { start, end });

const nameToken = (kind: NameKind, { node, role }: Occurrence): Token => ({ ...contents(node), type: nameTypes[kind], isDeclaration: role === 'write' });

const layerMessages: ReadonlySet<string> = new Set(['LayerParameter', 'V1LayerParameter', 'V0LayerParameter']);

function typeOfValue({ kind, name, message }: FieldSchema, scalar: ScalarNode): TokenType | undefined {
  if (scalar.form === 'template') return 'macro';
  if (name === 'type' && layerMessages.has(message)) return 'type';
  return kind === 'enum' && scalar.form === 'identifier' ? 'enumMember' : undefined;
}

/** The values of a message, and of all messages in it. */
function* valueTokens(snapshot: Snapshot, message: MessageNode, type: string | undefined): Generator<Token> {
  for (const field of message.fields) {
    const schema = schemaOf(snapshot, type, field.name);
    for (const value of valuesOf(field.value)) {
      if (value.kind === 'message') yield* valueTokens(snapshot, value, schema?.typeName);
      else if (schema) yield* valueToken(schema, value);
    }
  }
}

function* valueToken(schema: FieldSchema, scalar: ScalarNode): Generator<Token> {
  const type = typeOfValue(schema, scalar);
  if (type) yield { ...contents(scalar), type, isDeclaration: false };
}

/** Five numbers for each token: line and character relative to the one before, length, type, modifiers. */
function encode({ document }: Snapshot, tokens: readonly Token[]): number[] {
  let [line, character] = [0, 0];
  return tokens.flatMap(({ start, end, type, isDeclaration }) => {
    const position = document.positionAt(start);
    const delta = position.line - line;
    const numbers = [delta, delta === 0 ? position.character - character : position.character, end - start, types.indexOf(type), isDeclaration ? 1 : 0];
    [line, character] = [position.line, position.character];
    return numbers;
  });
}

/** A token may not cross lines. */
const isOnOneLine = (text: string, { start, end }: Token): boolean => end > start && !text.slice(start, end).includes('\n');

/** All tokens, or those of the blocks that `range` touches. */
export function semanticTokens(snapshot: Snapshot, range?: Range): SemanticTokens {
  const { tree, document, context } = snapshot;
  if (context.kind === 'other') return { data: [] };
  const [from, to] = range ? [document.offsetAt(range.start), document.offsetAt(range.end)] : [0, tree.text.length];
  const blocks = { ...tree.root, fields: tree.root.fields.filter(({ start, end }) => end >= from && start <= to) };
  const names = namesIn(snapshot).flatMap(({ kind, occurrences }) => occurrences.map((occurrence) => nameToken(kind, occurrence)));
  const tokens = [...names, ...valueTokens(snapshot, blocks, rootMessages[context.kind])]
    .filter((token) => token.end >= from && token.start <= to && isOnOneLine(tree.text, token))
    .sort((a, b) => a.start - b.start)
    .filter((token, index, all) => token.start >= (all[index - 1]?.end ?? 0));
  return { data: encode(snapshot, tokens) };
}
