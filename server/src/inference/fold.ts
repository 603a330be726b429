/** A net with its normalisation folded into the convolutions: text and weights together. */
import type { Analysis, LayerAnalysis } from '../analysis/analysis';
import { applyEdits } from '../edits/text-edit';
import { t } from '../l10n/text';
import { knownShape } from '../net/shape';
import { fold } from '../refactorings/fold-normalization';
import { foldableChains } from '../refactorings/fold-normalization/chains';
import { foldedBlobs } from '../refactorings/fold-normalization/weights';
import { netsOf } from '../rules/nets';
import { documentContext } from '../rules/rules';
import { parse } from '../syntax/parser';
import { caffemodelPieces, type WrittenLayer } from '../weights/write-caffemodel';
import { writeWhole } from './export/write-model';
import type { StageClock } from './job';
import type { FoldJob, FoldResult } from './messages';
import { lineAt } from './model';
import { InferenceError } from './problem';
import { openWeights } from './weights';

/** Writes the folded net and its weights. @throws InferenceError where there is nothing to fold, or a file cannot be read or written */
export function foldNet({ net, weights: choice, output }: FoldJob, clock: StageClock): FoldResult {
  clock.begin('loading');
  const tree = parse(net.text);
  const context = documentContext(tree, { variables: new Map(net.variables) });
  const nets = context.kind === 'net' ? netsOf(context) : [];
  const analysis = nets.find((candidate) => candidate.net.phase === 'TEST')?.analysis;
  const result = fold({ ...context, nets });
  if (analysis === undefined || result === undefined) {
    throw new InferenceError({ code: 'fold/nothing', message: t('No BatchNorm, BN, Scale or Bias layer follows a convolution that nothing else reads: there is nothing to fold.') });
  }
  if ('obstacle' in result) throw new InferenceError({ code: 'fold/obstacle', message: result.obstacle });
  const weights = openWeights(choice);
  try {
    const supply = weights.supply(analysis.layers, (layer) => lineAt(net.text, layer.node.start));
    const valuesOf = ({ layer }: LayerAnalysis): Float32Array[] => supply.blobs(layer).map((blob) => blob.values());
    clock.begin('writing');
    const text = new TextEncoder().encode(applyEdits(net.text, result.edits));
    let bytes = text.length;
    writeWhole(output.weights, (write) => {
      for (const piece of caffemodelPieces(analysis.net.name, foldedLayers(analysis, valuesOf))) {
        write(piece);
        bytes += piece.length;
      }
    });
    writeWhole(output.net, (write) => write(text));
    const chains = foldableChains(analysis);
    return { kind: 'fold', convolutions: chains.length, layers: chains.reduce((count, { links }) => count + links.length, 0), bytes, notes: weights.notes };
  } finally {
    weights.close();
  }
}

/** The layers of the folded net that have weights; those that share them all come with them, as Caffe writes them. */
function* foldedLayers(analysis: Analysis, valuesOf: (layer: LayerAnalysis) => readonly Float32Array[]): Generator<WrittenLayer> {
  const chains = new Map(foldableChains(analysis).map((chain) => [chain.convolution, chain]));
  const gone = new Set([...chains.values()].flatMap(({ links }) => links.map(({ result }) => result)));
  for (const layer of analysis.layers) {
    if (layer.blobs.length === 0 || gone.has(layer)) continue;
    const { name, type } = layer.layer;
    const chain = chains.get(layer);
    const blobs = chain ? foldedBlobs(analysis, chain, valuesOf) : asTheyAre(layer, valuesOf(layer));
    if (blobs === undefined) throw new InferenceError({ code: 'net/unknown-shape', message: t`The sizes of layer "${name}" are not known, so its weights cannot be folded. Give the net's input a size.` });
    yield { name, type, blobs };
  }
}

function asTheyAre({ blobs }: LayerAnalysis, values: readonly Float32Array[]): WrittenLayer['blobs'] {
  return blobs.flatMap(({ shape }, index) => {
    const [known, kept] = [knownShape(shape), values[index]];
    return known && kept ? [{ shape: known, values: kept }] : [];
  });
}
