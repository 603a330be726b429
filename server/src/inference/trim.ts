/** The job behind `atrous trim`: a .caffemodel with the weights of the net's own layers and nothing else. */
import type { LayerAnalysis } from '../analysis/analysis';
import { t } from '../l10n/text';
import { knownShape } from '../net/shape';
import type { WeightSupply } from '../onnx/supply';
import { caffemodelPieces, type WrittenLayer } from '../weights/write-caffemodel';
import { writeWhole } from './export/write-model';
import type { StageClock } from './job';
import type { TrimJob, TrimResult } from './messages';
import { lineAt, prepareNet, withAssumedInputs } from './model';
import { InferenceError } from './problem';
import { openWeights } from './weights';

/** @throws InferenceError where the files do not fit together, or the result cannot be written */
export function trimWeights({ net: source, weights: choice, output }: TrimJob, clock: StageClock): TrimResult {
  clock.begin('loading');
  const { analysis } = withAssumedInputs(prepareNet(source, new Map()), new Map());
  const weights = openWeights(choice);
  try {
    const supply = weights.supply(analysis.layers, (layer) => lineAt(source.text, layer.node.start));
    const kept = analysis.layers.filter(({ blobs }) => blobs.length > 0);
    if (kept.length === 0) throw new InferenceError({ code: 'trim/nothing', message: t('The net has no layer with weights.') });
    clock.begin('writing');
    let bytes = 0;
    writeWhole(output, (write) => {
      for (const piece of caffemodelPieces(analysis.net.name, writtenLayers(kept, supply))) {
        write(piece);
        bytes += piece.length;
      }
    });
    return { kind: 'trim', file: output, layers: kept.length, bytes, notes: weights.notes };
  } finally {
    weights.close();
  }
}

/** Layers one at a time, so that the weights of one are in memory. */
function* writtenLayers(layers: readonly LayerAnalysis[], supply: WeightSupply): Generator<WrittenLayer> {
  for (const { layer } of layers) {
    const blobs = supply.blobs(layer).map((blob) => ({ shape: knownShape(blob.shape) ?? [], values: blob.values() }));
    yield { name: layer.name, type: layer.type, blobs };
  }
}
