/** The rules of the group `weights`: whether a `.caffemodel` fits the net. They find nothing where no weights are known. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { phrase, t } from '../../l10n/text';
import { isProblem, type StoredLayer } from '../../weights/caffemodel';
import { fits, type WeightMismatch } from '../../weights/mismatch';
import { layerTitle, placeOfLayer, type NetContext, type NetRule } from '../net-rule';
import type { DocumentWeights, Report } from '../rule';
import { matchedWeights, type MatchedWeights } from './matched';

const matched = ({ analysis, weights }: NetContext): MatchedWeights | undefined => matchedWeights(analysis, weights);

/** Weights that merely lie beside the net may be another's. */
const severityOf = ({ isChosen }: DocumentWeights): Report['severity'] => (isChosen ? 'error' : 'warning');

function* mismatches(context: NetContext, code: WeightMismatch['code']): Iterable<Report> {
  const { match, weights } = matched(context) ?? {};
  for (const mismatch of match?.mismatches ?? []) {
    if (mismatch.code !== code || !weights) continue;
    const { layer, message, places, changes } = mismatch;
    yield {
      ...placeOfLayer(layer), message: t`${message} (${weights.name})`, severity: severityOf(weights) ?? 'error', related: places,
      ...(changes.length > 0 && { data: { changes } }),
    };
  }
}

const shapeMismatch: NetRule = {
  code: 'weights/shape-mismatch',
  severity: 'error',
  title: phrase('Weights of another shape'),
  doc: phrase('Caffe gives a layer the weights that the file holds under its name, and refuses those of another shape. Either the layer has changed since training, or it was meant to learn anew and needs a name that the file does not know.'),
  check: (context) => mismatches(context, 'weights/shape-mismatch'),
};

const blobCount: NetRule = {
  code: 'weights/blob-count',
  severity: 'error',
  title: phrase('Another number of weight blobs'),
  doc: phrase('A layer has as many weight blobs in the net as under its name in the file, or Caffe refuses the file. Mostly a bias was added or left out: `bias_term`.'),
  check: (context) => mismatches(context, 'weights/blob-count'),
};

const damagedBlob: NetRule = {
  code: 'weights/damaged-blob',
  severity: 'error',
  title: phrase('Damaged weights of a layer'),
  doc: phrase('A weight blob of the file has another number of values than its shape says, or values that are no floating-point numbers. Caffe refuses it where a layer of the net takes it; other layers of the file may be as they like.'),
  check: (context) => mismatches(context, 'weights/damaged-blob'),
};

/** A layer of the file that the net does not name, with blobs that would fit. */
const namesake = ({ blobs }: LayerAnalysis, unused: readonly StoredLayer[]): StoredLayer | undefined =>
  unused.find((stored) => stored.blobs.length === blobs.length && stored.blobs.every((blob, i) => fits(blobs[i]?.shape ?? [], blob)));

const missingLayer: NetRule = {
  code: 'weights/missing-layer',
  severity: 'info',
  title: phrase('Layer without trained weights'),
  doc: phrase('The file has no weights under the name of this layer, so it starts from its fillers. That is how a new classifier is put onto a trained net; anywhere else the name has changed since training.'),
  *check(context) {
    const { match, weights, isForeign } = matched(context) ?? {};
    if (!match || !weights || isForeign) return;
    const missing = new Set(match.missing);
    const refused = new Set(match.mismatches.map(({ layer }) => layer));
    for (const result of context.analysis.layers) {
      if (!missing.has(result.layer) || refused.has(result.layer)) continue;
      const other = namesake(result, match.unused);
      const hint = other ? t` The file has weights of the same shapes for "${other.name}", which the net does not have.` : '';
      yield { ...placeOfLayer(result.layer), message: t`${weights.name} has no weights for ${layerTitle(result.layer)}, so it starts from its fillers.${hint}`, ...(other && { data: { storedName: other.name } }) };
    }
  },
};

/** Where something about the net as a whole is said: at its name, or its first layer. */
const placeOfNet = ({ tree, net }: NetContext): { start: number; end: number } => {
  const name = tree.root.fields.find((field) => field.name === 'name');
  const [first] = net.layers;
  return name ? { start: name.start, end: name.end } : first ? placeOfLayer(first) : { start: 0, end: 0 };
};

const foreign: NetRule = {
  code: 'weights/no-layer',
  severity: 'error',
  title: phrase('Weights of another net'),
  doc: phrase('The file has weights for none of the layers of the net, by name. It belongs to another net.'),
  *check(context) {
    const { weights, isForeign } = matched(context) ?? {};
    if (weights?.isChosen && isForeign) yield { ...placeOfNet(context), message: t`${weights.name} has weights for none of the net's layers. Choose the weights that belong to this net.` };
  },
};

const unreadable: NetRule = {
  code: 'weights/unreadable',
  severity: 'error',
  title: phrase('Weights that cannot be read'),
  doc: phrase('The file that belongs to the net is cut off, damaged, or no `.caffemodel`.'),
  *check(context) {
    const { weights } = context;
    if (weights && isProblem(weights.index)) yield { ...placeOfNet(context), severity: severityOf(weights) ?? 'error', message: t`${weights.name}: ${weights.index.message}` };
  },
};

export const weightsRules: readonly NetRule[] = [unreadable, foreign, shapeMismatch, blobCount, damagedBlob, missingLayer];
