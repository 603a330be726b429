/** What a quick fix is, and how fixers find what a finding speaks of. */
import type { Words } from '../../l10n/text';
import type { TextEdit } from '../../edits/text-edit';
import type { LayerAnalysis } from '../../analysis/analysis';
import { rootMessages } from '../../schema/document-kind';
import { anyFieldSchema, fieldSchemaFor, type FieldSchema } from '../../schema/schema';
import { pathAt } from '../../syntax/paths';
import type { FieldNode, ScalarNode } from '../../syntax/tree';
import type { AnalyzedNet } from '../nets';
import type { DocumentContext, Finding } from '../rule';

/** What fixes may look at: the document, and the nets that it describes. */
export interface FixContext extends DocumentContext {
  nets: readonly AnalyzedNet[];
}

export interface Fix {
  /** What it does, as an order: `Set dilation 2 and pad 2`. */
  title: Words;
  edits: readonly TextEdit[];
  /** True for the fix to take where nobody chooses. */
  isPreferred: boolean;
}

/** The fixes for a finding of one rule. */
export type Fixer = (context: FixContext, finding: Finding) => readonly Fix[];

/** The layer that a finding stands in, with the net that has it. */
export function layerAt({ nets }: FixContext, { start }: Finding): { layer: LayerAnalysis; net: AnalyzedNet } | undefined {
  for (const net of nets) {
    const layer = net.analysis.layers.find(({ layer: { node } }) => node.start <= start && start < node.end);
    if (layer !== undefined) return { layer, net };
  }
  return undefined;
}

/** A field with what the schema knows of it. */
export interface FieldSite {
  field: FieldNode;
  schema: FieldSchema | undefined;
  /** The scalar at the place, where it stands on one. */
  scalar: ScalarNode | undefined;
}

/** The innermost field around a place. */
export function fieldAt({ tree, kind, dialect }: DocumentContext, offset: number): FieldSite | undefined {
  let type: string | undefined = kind === 'other' ? undefined : rootMessages[kind];
  let site: FieldSite | undefined;
  for (const node of pathAt(tree, offset)) {
    if (node.kind === 'field') {
      const schema: FieldSchema | undefined = type === undefined ? undefined : (fieldSchemaFor(type, node.name, dialect) ?? anyFieldSchema(type, node.name));
      site = { field: node, schema, scalar: undefined };
      type = schema?.typeName;
    }
    if (node.kind === 'scalar' && site !== undefined) site.scalar = node;
  }
  return site;
}

export const textOf = ({ tree: { text } }: DocumentContext, { start, end }: { start: number; end: number }): string => text.slice(start, end);

/** One fix that nobody has to choose. */
export const preferred = (title: Words, ...edits: TextEdit[]): readonly Fix[] => (edits.length === 0 ? [] : [{ title, edits, isPreferred: true }]);

/** One fix among others, or one that changes more than the wording. */
export const optional = (title: Words, ...edits: TextEdit[]): readonly Fix[] => (edits.length === 0 ? [] : [{ title, edits, isPreferred: false }]);

/** A name that is not taken: the wish itself, or with a number behind it. */
export function freeName(wish: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wish)) return wish;
  let number = 2;
  while (taken.has(`${wish}_${number}`)) number += 1;
  return `${wish}_${number}`;
}
