/** All findings of a document, from its syntax to its nets. */
import type { SyntaxTree } from '../syntax/tree';
import type { NetContext } from './net-rule';
import { netsOf, type AnalyzedNet } from './nets';
import { findingOf, type DocumentContext, type Finding } from './rule';
import { layerCheck } from './layer-rule';
import { checkText, documentContext, inOrder, layerRules, netRules, type DocumentSettings } from './rules';

/** What makes two findings one: phases mostly agree about a layer. */
const identity = ({ code, start, end }: Finding): string => `${code} ${start} ${end}`;

function checkNets(context: DocumentContext, nets: readonly AnalyzedNet[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const net of nets) {
    for (const finding of checkNet({ ...context, ...net })) if (!found.has(identity(finding))) found.set(identity(finding), finding);
  }
  return [...found.values()];
}

const checkLayers = layerCheck(layerRules);

function* checkNet(context: NetContext): Iterable<Finding> {
  yield* checkLayers(context.analysis.layers, context.dialect, context.net.inputs);
  for (const rule of netRules) for (const report of rule.check(context)) yield findingOf(rule, report);
}

/** What every rule finds in the document, in its order. */
export function checkContext(context: DocumentContext, nets = netsOf(context)): readonly Finding[] {
  return [...checkText(context), ...checkNets(context, nets)].sort(inOrder);
}

/** The same for a document of which nothing is known yet. */
export const check = (tree: SyntaxTree, settings: DocumentSettings = {}): readonly Finding[] => checkContext(documentContext(tree, settings));
