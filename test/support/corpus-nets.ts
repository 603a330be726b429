/** Nets of the corpus made ready to be run with random weights: at their own size, or smaller where that would cost too much. */
import type { Analysis } from '../../server/src/analysis/analysis';
import { prepareNet, withAssumedInputs } from '../../server/src/inference/model';
import { knownShape, type Shape } from '../../server/src/net/shape';
import { documentKind } from '../../server/src/schema/document-kind';
import { parse } from '../../server/src/syntax/parser';
import { corpusFiles, type CorpusFile } from './corpus';

/** Words that stand for numbers in DeepLab's templates. */
export const templateWords = [['NUM_LABELS', '21'], ['EXP', 'voc12'], ['NET_ID', 'net']] as const;

/** The files that hold a net, without those whose text is damaged. */
export const corpusNets = (): CorpusFile[] => corpusFiles().filter(({ text }) => {
  const tree = parse(text);
  return tree.problems.length === 0 && documentKind(tree) === 'net';
});

/** A net's own name for itself, for jobs of the host. */
export const sourceOf = ({ path, text }: CorpusFile) => ({ path, text, variables: templateWords });

/** Heights and widths that most nets can take, in falling order. */
const sizes = [513, 321, 257, 225, 193, 129, 97, 65];

export interface SizedInputs {
  /** Multiply-accumulates of a run. */
  macs: number;
  /** Shapes of inputs in place of the net's own; empty where the net runs as it is. */
  shapes: ReadonlyMap<string, readonly number[]>;
}

/** The largest size at which a net costs no more than `mostMacs`, and no larger than its own; the cheapest that it takes where all cost more. */
export function affordableInputs(file: CorpusFile, mostMacs: number): SizedInputs {
  const own = withAssumedInputs(prepareNet(sourceOf(file), new Map()), new Map()).analysis;
  let best: SizedInputs = { macs: own.totals.macs, shapes: new Map() };
  for (const size of sizes) {
    if (best.macs <= mostMacs) break;
    const shapes = smallerInputs(own, size);
    const { analysis } = withAssumedInputs(prepareNet(sourceOf(file), shapes), shapes);
    const { macs } = analysis.totals;
    if (macs < best.macs && analysis.layers.every(({ refusals }) => refusals.length === 0)) best = { macs, shapes };
  }
  return best;
}

/** One picture of at most `size` pixels a side for each input that takes more. */
function smallerInputs({ inputs }: Analysis, size: number): Map<string, readonly number[]> {
  const small = (shape: readonly number[]): readonly number[] => [1, ...shape.slice(1).map((dim, axis) => (axis === 0 ? dim : Math.min(dim, size)))];
  return new Map(inputs.flatMap(({ blob, shape }: { blob: { name: string }; shape: Shape | undefined }) => {
    const known = knownShape(shape);
    return known?.length === 4 ? [[blob.name, small(known)] as const] : [];
  }));
}
