/** Reports fields that have one value for each bottom, top or weight blob, and have another number of them. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { phrase, t } from '../../l10n/text';
import type { Category } from '../../layers/definition';
import type { Layer } from '../../net/net';
import { Attachment } from '../../syntax/attachment';
import type { LayerRule } from '../layer-rule';
import { layerTitle, rangeOfNode } from '../net-rule';
import type { Report } from '../rule';

/** Caffe gives a loss that has no top one of its own. */
const topCount = ({ layer, definition }: LayerAnalysis): number => (layer.tops.length === 0 && definition?.category === 'loss' ? 1 : layer.tops.length);

function* perBlob(result: LayerAnalysis): Iterable<Report> {
  const { layer } = result;
  const sides = [['loss_weight', topCount(result), t('top')], ['propagate_down', layer.bottoms.length, t('bottom')]] as const;
  for (const [name, wanted, noun] of sides) {
    const values = layer.fields.has(name) ? layer.fields.values(name) : [];
    if (values.length === 0 || values.length === wanted) continue;
    const spare = layer.fields.nodes(name).length === values.length ? layer.fields.nodes(name)[wanted] : undefined;
    yield {
      ...rangeOfNode(spare ?? layer.fields.node(name) ?? layer.node),
      message: t`Give \`${name}\` once for each ${noun} of ${layerTitle(layer)}, or not at all: there are ${values.length} for ${wanted}.`,
      ...(spare ? { data: { remove: true } } : {}),
    };
  }
}

export const valuesPerBlob: LayerRule = {
  code: 'wiring/values-per-blob',
  severity: 'error',
  isOfText: true,
  title: phrase('Not one value for each blob'),
  doc: phrase('`loss_weight` is given once for each top, and `propagate_down` once for each bottom, or not at all. With another number of them Caffe stops.'),
  *checkLayers({ layers }) {
    for (const layer of layers) yield* perBlob(layer);
  },
};

/** What has no weights whatever the fork; of other layers the weights must be known. */
const withoutWeights: ReadonlySet<Category> = new Set<Category>(['data', 'activation', 'pooling', 'combination', 'resampling', 'shape']);

/** The `param`s of a layer, and those that V1 files write as lists of numbers. */
const paramFields = ['param', 'blobs_lr', 'weight_decay'] as const;

/** How many `param`s a layer has at most, in any of the spellings; read once for each text. */
const counts = new Attachment<Layer['param'], number>();

function paramCount({ param, fields }: Layer): number {
  let count = counts.get(param);
  if (count === undefined) counts.set(param, (count = Math.max(...paramFields.map((name) => (fields.knows(name) ? fields.nodes(name).length : 0)))));
  return count;
}

function* spareParams({ layer, definition, blobs }: LayerAnalysis): Iterable<Report> {
  if (paramCount(layer) <= blobs.length) return;
  if (definition === undefined || definition.keepsParamNames?.(layer) === false) return;
  if (definition.parameters === undefined && !withoutWeights.has(definition.category)) return;
  for (const name of paramFields) {
    const nodes = layer.fields.knows(name) ? layer.fields.nodes(name) : [];
    const spare = nodes[blobs.length];
    if (spare === undefined || nodes.length !== layer.fields.values(name).length) continue;
    const title = layerTitle(layer);
    yield {
      start: spare.start, end: spare.nameEnd,
      message: blobs.length === 0
        ? t`${title} has no weights, so that no \`${name}\` can be for them: remove it.`
        : t`There are ${nodes.length} \`${name}\` for the ${blobs.length} weight blobs of ${title}. Remove what is too much, or give the layer its bias: \`bias_term\`.`,
      data: { remove: true },
    };
  }
}

export const tooManyParams: LayerRule = {
  code: 'wiring/too-many-params',
  severity: 'error',
  title: phrase('More `param` than weight blobs'),
  doc: phrase('Each `param { … }` is for one weight blob of its layer, in order: weights, then bias. With more of them than blobs, as when `bias_term: false` takes the bias away, Caffe stops with «Too many params specified».'),
  *checkLayers({ layers }) {
    for (const layer of layers) yield* spareParams(layer);
  },
};
