/** Rules that look at a net of one phase: how its layers are wired, and what the analysis makes of it. */
import type { Analysis } from '../analysis/analysis';
import { t } from '../l10n/text';
import type { Layer, Net } from '../net/net';
import type { NetProblem } from '../net/problems';
import type { SourceRange } from '../syntax/tree';
import type { DocumentContext, Report, RuleInfo } from './rule';

export interface NetContext extends DocumentContext {
  net: Net;
  /** What the making of the net came across. */
  problems: readonly NetProblem[];
  analysis: Analysis;
}

/** A rule for any net; what it says in both phases is shown once. */
export interface NetRule<Context = NetContext> extends RuleInfo {
  check(context: Context): Iterable<Report>;
}

/** Where a finding about a layer as such is shown: its name, or what else begins the block. */
export const placeOfLayer = ({ node, nameNode, typeNode }: Layer): SourceRange => {
  const { start, end } = nameNode ?? typeNode ?? { start: node.start, end: node.nameEnd };
  return { start, end };
};

/** The problems of one kind. */
export const problemsOf = <Kind extends NetProblem['kind']>(context: NetContext, kind: Kind): Extract<NetProblem, { kind: Kind }>[] =>
  context.problems.filter((problem): problem is Extract<NetProblem, { kind: Kind }> => problem.kind === kind);

/** Start and end of a node without the rest of it. */
export const rangeOfNode = ({ start, end }: SourceRange): SourceRange => ({ start, end });

/** A layer by its name, or by its type where it has none. */
export function layerTitle({ name, type }: Layer): string {
  if (name !== '') return `\`${name}\``;
  return type === '' ? t('a layer without a name') : t`a ${type} without a name`;
}
