/** Tells nets and solvers from prototxt of other programs, by a header or by content. */
import type { SyntaxTree } from '../syntax/tree';
import { readDirectives } from './directives';
import { anyFieldSchema } from './schema';

/** `other`: not Caffe, or nothing to tell by. */
export type DocumentKind = 'net' | 'solver' | 'other';

/** The message that a document of this kind is. */
export const rootMessages: Readonly<Record<Exclude<DocumentKind, 'other'>, string>> = { net: 'NetParameter', solver: 'SolverParameter' };

const kindsByMessage: ReadonlyMap<string, DocumentKind> = new Map([['NetParameter', 'net'], ['SolverParameter', 'solver']]);

/** Fields that only nets hold, at the top level; one of them decides. */
const netMarks: ReadonlySet<string> = new Set(['layer', 'layers', 'input', 'input_dim', 'input_shape']);

/** How many of the top-level field names a message has. */
const known = (names: readonly string[], message: string): number =>
  names.filter((name) => anyFieldSchema(message, name) !== undefined).length;

/** What the document holds: the header `# proto-message:` decides, then fields that only a net has, then the fuller match. */
export function documentKind(tree: SyntaxTree): DocumentKind {
  const { protoMessage } = readDirectives(tree);
  if (protoMessage !== undefined) return kindsByMessage.get(protoMessage) ?? 'other';
  if (tree.root.fields.some(({ name }) => netMarks.has(name))) return 'net';
  const names = [...new Set(tree.root.fields.map(({ name }) => name))];
  const asSolver = known(names, 'SolverParameter');
  const asNet = known(names, 'NetParameter');
  if (asSolver > 0 && asSolver >= asNet && asSolver * 2 >= names.length) return 'solver';
  return asNet * 2 > names.length ? 'net' : 'other';
}
