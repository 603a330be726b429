/** The nets that a file describes: one for each phase that it is meant to be run in. */
import type { Analysis } from '../analysis/analysis';
import { analyze } from '../analysis/analyze';
import { readNet, type BuiltNet } from '../net/buildNet';
import { readDirectives } from '../schema/directives';
import type { DocumentContext } from './rule';

export interface AnalyzedNet extends BuiltNet {
  analysis: Analysis;
}

/** The names of blobs that layers of this net read though nothing produces them. */
const missing = ({ problems }: BuiltNet): string[] =>
  problems.flatMap((problem) => (problem.kind === 'unknown-bottom' ? [problem.bottom.name] : []));

const produces = ({ net }: BuiltNet, name: string): boolean => net.blobs.some((blob) => blob.name === name);

/** Whether a net lacks something only because its phase leaves out the layers that the other phase has. */
const isUnmeant = (built: BuiltNet, other: BuiltNet): boolean =>
  built.net.layers.length === 0 || missing(built).some((name) => produces(other, name));

/**
 * The nets of a document. Without phase rules all phases are alike, so there is one, of the phase TEST. A file that can
 * only train (its data layer is left out in TEST, say) has one too, of the phase TRAIN. From `previous`, the nets of the
 * text before an edit, is kept what the edit does not reach.
 */
export function netsOf(context: DocumentContext, previous: readonly AnalyzedNet[] = []): readonly AnalyzedNet[] {
  const { shapes } = readDirectives(context.tree);
  return builtNets(context).map((built) => {
    const earlier = previous.find(({ net }) => net.phase === built.net.phase)?.analysis;
    return { ...built, analysis: analyze(built.net, { stated: shapes, ...(earlier && { previous: earlier }) }) };
  });
}

function builtNets({ tree, kind, variables, dialect }: DocumentContext): readonly BuiltNet[] {
  if (kind !== 'net') return [];
  const { build, hasRules } = readNet(tree, { variables, dialect });
  const test = build('TEST');
  if (!hasRules) return [test];
  const train = build('TRAIN');
  const [isTestUnmeant, isTrainUnmeant] = [isUnmeant(test, train), isUnmeant(train, test)];
  if (isTestUnmeant === isTrainUnmeant) return [test, train];
  return isTestUnmeant ? [train] : [test];
}
