/** Semantic tokens: names of layers and blobs, layer types, enum values and variables, which a regular expression cannot tell apart. */
import type { Range, SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver-types';
import { layersIn } from '../net/layer-source';
import { scalarsOf } from '../net/nodes';
import { rootMessages } from '../schema/document-kind';
import { valuesOf } from '../schema/fields';
import type { FieldSchema } from '../schema/schema';
import type { FieldNode, ScalarNode } from '../syntax/tree';
import { byBlock } from './by-block';
import { schemaOf } from './cursor';
import { parameterNodes } from './names';
import type { Snapshot } from './snapshot';
import { variablesOf } from './variables';

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

/** Without the quotes. */
const contents = ({ form, start, end }: ScalarNode): { start: number; end: number } => (form === 'string' ? { start: start + 1, end: end - 1 } : { start, end });

const nameToken = (type: TokenType, node: ScalarNode, isDeclaration: boolean): Token => ({ ...contents(node), type, isDeclaration });

/** The names that a block gives and reads: of layers, blobs and shared parameters. */
function* nameTokens({ context: { kind, variables, dialect } }: Snapshot, block: FieldNode): Generator<Token> {
  if (kind !== 'net') return;
  if (block.name === 'input') for (const node of scalarsOf(block)) yield nameToken('variable', node, true);
  if (block.name !== 'layer' && block.name !== 'layers') return;
  for (const { nameNode, bottoms, tops, fields } of layersIn(block, { variables, dialect })) {
    if (nameNode) yield nameToken('class', nameNode, true);
    for (const { node } of tops) yield nameToken('variable', node, true);
    for (const { node } of bottoms) yield nameToken('variable', node, false);
    for (const node of parameterNodes(fields)) yield nameToken('parameter', node, true);
  }
}

const layerMessages: ReadonlySet<string> = new Set(['LayerParameter', 'V1LayerParameter', 'V0LayerParameter']);

function typeOfValue({ kind, name, message }: FieldSchema, scalar: ScalarNode): TokenType | undefined {
  if (scalar.form === 'template') return 'macro';
  if (name === 'type' && layerMessages.has(message)) return 'type';
  return kind === 'enum' && scalar.form === 'identifier' ? 'enumMember' : undefined;
}

/** The values of a field, and of all messages in it. */
function* valueTokens(snapshot: Snapshot, field: FieldNode, type: string | undefined): Generator<Token> {
  const schema = schemaOf(snapshot, type, field.name);
  for (const value of valuesOf(field.value)) {
    if (value.kind === 'message') for (const inner of value.fields) yield* valueTokens(snapshot, inner, schema?.typeName);
    else if (schema) yield* scalarTokens(snapshot.tree.text, schema, value);
  }
}

function* scalarTokens(text: string, schema: FieldSchema, scalar: ScalarNode): Generator<Token> {
  const type = typeOfValue(schema, scalar);
  if (type) yield { ...contents(scalar), type, isDeclaration: false };
  else for (const { template } of variablesOf(text, scalar, schema)) yield { ...template, type: 'macro', isDeclaration: false };
}

/** A token may not cross lines. */
const isOnOneLine = (text: string, { start, end }: Token): boolean => end > start && !text.slice(start, end).includes('\n');

/** Where a token stands: lines from the first of its block, characters in the first from where the block starts. */
interface Place {
  line: number;
  character: number;
  length: number;
  type: number;
  modifiers: number;
}

const placesIn = byBlock((snapshot, block): readonly Place[] => {
  const { tree, document, context: { kind } } = snapshot;
  if (kind === 'other') return [];
  const origin = document.positionAt(block.start);
  return [...nameTokens(snapshot, block), ...valueTokens(snapshot, block, rootMessages[kind])]
    .filter((token) => isOnOneLine(tree.text, token))
    .sort((a, b) => a.start - b.start)
    .filter((token, index, all) => token.start >= (all[index - 1]?.end ?? 0))
    .map(({ start, end, type, isDeclaration }) => {
      const { line, character } = document.positionAt(start);
      return {
        line: line - origin.line, character: line === origin.line ? character - origin.character : character,
        length: end - start, type: types.indexOf(type), modifiers: isDeclaration ? 1 : 0,
      };
    });
});

/** All tokens, or those of the blocks that `range` touches: five numbers each, line and character relative to the one before. */
export function semanticTokens(snapshot: Snapshot, range?: Range): SemanticTokens {
  const { tree, document } = snapshot;
  const [from, to] = range ? [document.offsetAt(range.start), document.offsetAt(range.end)] : [0, tree.text.length];
  const data: number[] = [];
  let before = { line: 0, character: 0 };
  for (const block of tree.root.fields) {
    if (block.end < from || block.start > to) continue;
    const origin = document.positionAt(block.start);
    for (const { line, character, length, type, modifiers } of placesIn(snapshot, block)) {
      const at = { line: origin.line + line, character: line === 0 ? origin.character + character : character };
      const lines = at.line - before.line;
      data.push(lines, lines === 0 ? at.character - before.character : at.character, length, type, modifiers);
      before = at;
    }
  }
  return { data };
}
