/** The nets that a file describes: one for each phase that it is meant to be run in. */
import type { Analysis } from '../analysis/analysis';
import { analyze } from '../analysis/analyze';
import { readNet, type BuiltNet } from '../net/build-net';
import type { Connection, Phase } from '../net/net';
import { readDirectives } from '../schema/directives';
import type { DocumentContext } from './rule';

export interface AnalyzedNet extends BuiltNet {
  analysis: Analysis;
  /** The net of the other phase, which the file is not meant for. */
  unmeant: BuiltNet | undefined;
}

/** What layers of this net read though nothing before them produces it. */
const missing = ({ problems }: BuiltNet): Connection[] =>
  problems.flatMap((problem) => (problem.kind === 'unknown-bottom' ? [problem.bottom] : []));

const produces = ({ net }: BuiltNet, name: string): boolean => net.blobs.some((blob) => blob.name === name);

/** Whether a net lacks something only because its phase leaves out the layers that the other phase has. */
function isUnmeant(built: BuiltNet, other: BuiltNet): boolean {
  if (built.net.layers.length === 0) return true;
  const lacking = missing(built);
  if (lacking.length === 0) return false;
  // What both lack comes of no phase, also where a layer that works in place produces the name again.
  const lackingInBoth = new Set(missing(other).map(({ node }) => node));
  return lacking.some(({ name, node }) => !lackingInBoth.has(node) && produces(other, name));
}

/**
 * The nets of a document. Without phase rules all phases are alike, so there is one, of the phase TEST. A file that can
 * only train (its data layer is left out in TEST, say) has one too, of the phase TRAIN. From `previous`, the nets of the
 * text before an edit, is kept what the edit does not reach.
 */
export function netsOf(context: DocumentContext, previous: readonly AnalyzedNet[] = []): readonly AnalyzedNet[] {
  const { shapes } = readDirectives(context.tree);
  const { meant, unmeant } = builtNets(context, previous);
  return meant.map((built) => {
    const earlier = previous.find(({ net }) => net.phase === built.net.phase)?.analysis;
    return { ...built, unmeant, analysis: analyze(built.net, { stated: shapes, ...(earlier && { previous: earlier }) }) };
  });
}

function builtNets({ tree, kind, variables, dialect }: DocumentContext, previous: readonly AnalyzedNet[]): { meant: readonly BuiltNet[]; unmeant: BuiltNet | undefined } {
  if (kind !== 'net') return { meant: [], unmeant: undefined };
  const earlier = previous.flatMap((net) => [net, net.unmeant]);
  const reading = readNet(tree, { variables, dialect });
  const build = (phase: Phase): BuiltNet => reading.build(phase, earlier.find((built) => built?.net.phase === phase)?.wiring);
  const test = build('TEST');
  if (!reading.hasRules) return { meant: [test], unmeant: undefined };
  const train = build('TRAIN');
  const [isTestUnmeant, isTrainUnmeant] = [isUnmeant(test, train), isUnmeant(train, test)];
  if (isTestUnmeant === isTrainUnmeant) return { meant: [test, train], unmeant: undefined };
  return isTestUnmeant ? { meant: [train], unmeant: test } : { meant: [test], unmeant: train };
}
