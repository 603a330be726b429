/** Reports layers whose type is not known or that have too many or too few bottoms and tops. */
import { phrase, t, type Words } from '../../l10n/text';
import { definitionOf, layerDefinitions } from '../../layers/index';
import type { Arity, Category } from '../../layers/definition';
import type { Layer } from '../../net/net';
import { closestName } from '../../schema/suggestion';
import type { LayerRule } from '../layer-rule';
import { layerTitle, placeOfLayer, problemsOf, rangeOfNode, type NetRule } from '../net-rule';
import type { Report } from '../rule';

const typeNames = layerDefinitions.map(({ type }) => type);

const types = new Set(typeNames);

export const unknownLayerType: LayerRule = {
  code: 'wiring/unknown-layer-type',
  severity: 'warning',
  isOfText: true,
  title: phrase('Unknown layer type'),
  doc: phrase('No Caffe fork that Atrous knows has a layer of this type, so Caffe stops with «Unknown layer type» unless your own build registers it. Shapes after it are unknown; `# atrous: shape BLOB=1x21x65x65` states them.'),
  *checkLayers({ layers, dialect }) {
    for (const { layer } of layers) {
      if (layer.type === '' || types.has(layer.type)) continue;
      const replacement = closestName(layer.type, typeNames);
      const advice = replacement === undefined
        ? t('If your Caffe has it, state the shapes of its tops with `# atrous: shape BLOB=…`.')
        : t`Did you mean \`${replacement}\`?`;
      yield {
        ...rangeOfNode(layer.typeNode ?? placeOfLayer(layer)),
        severity: replacement !== undefined || dialect === 'bvlc' ? 'error' : 'warning',
        message: t`No known Caffe has a layer of type \`${layer.type}\`. ${advice}`,
        ...(replacement === undefined ? {} : { data: { replacement } }),
      };
    }
  },
};

export const missingType: LayerRule = {
  code: 'wiring/missing-layer-type',
  severity: 'error',
  isOfText: true,
  title: phrase('Layer without a type'),
  doc: phrase('Every layer needs a `type`, such as `type: "Convolution"`.'),
  *checkLayers({ layers }) {
    for (const { layer } of layers) {
      if (layer.type !== '' || layer.typeNode !== undefined) continue;
      yield { ...placeOfLayer(layer), message: t('This layer has no `type`. Say what it computes, such as `type: "Convolution"`.') };
    }
  },
};

type Noun = 'bottom' | 'top';

const blobs = (count: number, noun: Noun): Words => {
  if (noun === 'bottom') return count === 1 ? t('1 bottom') : t`${count} bottoms`;
  return count === 1 ? t('1 top') : t`${count} tops`;
};

/** `exactly 1 bottom`, `2 or 3 bottoms`, `at least 2 bottoms`. */
function wanted({ min, max }: Arity, noun: Noun): Words {
  if (min === max && min === 0) return noun === 'bottom' ? t('no bottoms') : t('no tops');
  if (min === max) return t`exactly ${blobs(min, noun)}`;
  if (max === Infinity) return t`at least ${blobs(min, noun)}`;
  return max === min + 1 ? t`${min} or ${blobs(max, noun)}` : t`from ${min} to ${blobs(max, noun)}`;
}

const fits = ({ min, max }: Arity, count: number): boolean => count >= min && count <= max;

/** Forks give these other bottoms and tops, and a deployed net does without them. */
const trainingCategories: readonly Category[] = ['data', 'loss', 'evaluation', 'output'];

function* counts(layer: Layer): Iterable<Report> {
  const definition = definitionOf(layer.type);
  if (definition === undefined) return;
  const severity = trainingCategories.includes(definition.category) ? 'warning' : 'error';
  const sides = [['bottom', definition.bottoms, layer.bottoms], ['top', definition.tops, layer.tops]] as const;
  for (const [noun, arity, connections] of sides) {
    if (fits(arity, connections.length)) continue;
    const spare = connections[arity.max];
    yield {
      ...rangeOfNode(spare?.node ?? placeOfLayer(layer)),
      severity,
      message: t`${layer.type} takes ${wanted(arity, noun)}, and ${layerTitle(layer)} has ${connections.length}. ${spare ? t('Remove what is too much.') : t('Add what is missing.')}`,
    };
  }
  if (definition.isPairwise && sides.every(([, arity, connections]) => fits(arity, connections.length))) yield* unpaired(layer);
}

/** A bottom without its top, or a top without its bottom. */
function* unpaired(layer: Layer): Iterable<Report> {
  const { bottoms, tops, type } = layer;
  if (bottoms.length === tops.length) return;
  const spare = bottoms[tops.length] ?? tops[bottoms.length];
  yield {
    ...rangeOfNode(spare?.node ?? placeOfLayer(layer)),
    message: t`${type} makes one top of each bottom, and ${layerTitle(layer)} has ${blobs(bottoms.length, 'bottom')} and ${blobs(tops.length, 'top')}. Remove what is too much, or add what is missing.`,
  };
}

export const arity: LayerRule = {
  code: 'wiring/arity',
  severity: 'error',
  isOfText: true,
  title: phrase('Wrong number of bottoms or tops'),
  doc: phrase('Every layer type takes a certain number of bottoms and makes a certain number of tops; Caffe checks both before it builds the layer.'),
  *checkLayers({ layers }) {
    for (const { layer } of layers) yield* counts(layer);
  },
};

export const duplicateName: NetRule = {
  code: 'wiring/duplicate-layer-name',
  severity: 'warning',
  title: phrase('Layer name used twice'),
  doc: phrase('Weights are matched by layer name: of two layers with one name, both get the same weights from a file, or neither. Give each a name of its own.'),
  *check(context) {
    for (const { layer, earlier } of problemsOf(context, 'duplicate-name')) {
      yield {
        ...placeOfLayer(layer),
        message: t`Another layer is named \`${layer.name}\` too, and weights are matched by name. Give this one a name of its own.`,
        related: [{ ...placeOfLayer(earlier), message: t`The first \`${layer.name}\` stands here.` }],
      };
    }
  },
};
