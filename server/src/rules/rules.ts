/** The table of all rules, by group, and the check of a document's text against those that need no net. */
import { readDirectives, sameVariables, type Variables } from '../schema/directives';
import { inferDialect } from '../schema/dialect';
import type { DialectId } from '../schema/dialects';
import { documentKind } from '../schema/document-kind';
import { anyFieldSchema } from '../schema/schema';
import type { SyntaxTree } from '../syntax/tree';
import { atrousRules } from './atrous';
import { keepFindings } from './kept-findings';
import type { LayerRule } from './layer-rule';
import type { NetRule } from './net-rule';
import type { DocumentContext, DocumentWeights, FileLookup, Finding, FolderNames, RuleInfo } from './rule';
import { checkSchemaOfBlock, checkSchemaOfDocument, schemaRules } from './schema';
import { shapeRules } from './shape';
import { checkSolver, solverRules } from './solver';
import { checkSyntax, syntaxRules } from './syntax';
import { weightsRules } from './weights';
import { whileSame } from './while-same';
import { wiringRules } from './wiring';

const rulesOfNets: readonly (LayerRule | NetRule)[] = [...wiringRules, ...shapeRules, ...atrousRules, ...weightsRules];

/** The rules that look at a net's layers one by one. */
export const layerRules: readonly LayerRule[] = rulesOfNets.filter((rule) => 'checkLayers' in rule);

/** The rules that look at a net as a whole. */
export const netRules: readonly NetRule[] = rulesOfNets.filter((rule) => 'check' in rule);

/** Every rule that can find something: what settings, docs and SARIF list. */
export const rules: readonly RuleInfo[] = [...syntaxRules, ...schemaRules, ...rulesOfNets, ...solverRules];

/** What the user says about a document from outside. */
export interface DocumentSettings {
  /** Used where the file has no `# atrous: dialect=…`. */
  dialect?: DialectId;
  /** Used where the file has no `# atrous: define NAME=…`. */
  variables?: Variables;
  /** Answers for files that the document names. */
  fileExists?: FileLookup;
  /** Lists folders, for names that were mistyped. */
  namesIn?: FolderNames;
  /** The weights that the net is run with. */
  weights?: DocumentWeights;
}

/** What reaches the rules as it is, where it is known. */
const pick = ({ fileExists, namesIn, weights }: DocumentSettings): Pick<DocumentSettings, 'fileExists' | 'namesIn' | 'weights'> =>
  ({ ...(fileExists && { fileExists }), ...(namesIn && { namesIn }), ...(weights && { weights }) });

const sharedVariables = whileSame<Variables>(sameVariables);

/** What is known of a document from its text: its kind, dialect and variables. */
export function documentContext(tree: SyntaxTree, settings: DocumentSettings = {}): DocumentContext {
  const kind = documentKind(tree);
  const variables = sharedVariables(new Map([...(settings.variables ?? []), ...readDirectives(tree).variables]));
  const { dialect } = inferDialect(tree, settings.dialect, kind);
  return { tree, kind, dialect, variables, ...pick(settings) };
}

const checkBlock = keepFindings(checkSchemaOfBlock);

/** The top-level blocks that a misplaced field may belong into. */
function blockNames({ root }: SyntaxTree): readonly string[] {
  const names = new Set<string>();
  let last = '';
  // Most nets are one `layer` after another.
  for (const { name } of root.fields) if (name !== last) names.add((last = name));
  return [...names].filter((name) => anyFieldSchema('NetParameter', name)?.kind === 'message').sort();
}

const sharedKey = whileSame<string>((a, b) => a === b);

/** All that block findings depend on besides the block. */
const keyOf = ({ tree, kind, dialect, variables }: DocumentContext): string =>
  sharedKey([kind, dialect, ...blockNames(tree), ...[...variables].map(([name, value]) => `${name}=${value}`)].join('\n'));

/** The findings of the groups `syntax`, `schema` and `solver`, in document order. */
export function checkText(context: DocumentContext): Finding[] {
  const key = keyOf(context);
  const findings = [...checkSyntax(context.tree), ...checkSchemaOfDocument(context), ...checkSolver(context)];
  for (const block of context.tree.root.fields) findings.push(...checkBlock(block, context, key));
  return findings.sort(inOrder);
}

/** Orders findings by place. */
export const inOrder = (a: Finding, b: Finding): number => a.start - b.start || a.end - b.end;
