/** Reports layers whose type is not known or that have too many or too few bottoms and tops. */
import { definitionOf, layerDefinitions } from '../../layers/index';
import type { Arity, Category } from '../../layers/definition';
import type { Layer } from '../../net/net';
import { closestName } from '../../schema/suggestion';
import { layerTitle, placeOfLayer, rangeOfNode, type NetRule } from '../net-rule';
import type { Report } from '../rule';

const typeNames = layerDefinitions.map(({ type }) => type);

const types = new Set(typeNames);

export const unknownLayerType: NetRule = {
  code: 'wiring/unknown-layer-type',
  severity: 'warning',
  title: 'Unknown layer type',
  doc: 'No Caffe fork that Atrous knows has a layer of this type, so Caffe stops with «Unknown layer type» unless your own build registers it. Shapes after it are unknown; `# atrous: shape BLOB=1x21x65x65` states them.',
  *check({ net, dialect }) {
    for (const layer of net.layers) {
      if (layer.type === '' || types.has(layer.type)) continue;
      const replacement = closestName(layer.type, typeNames);
      const advice = replacement === undefined
        ? 'If your Caffe has it, state the shapes of its tops with `# atrous: shape BLOB=…`.'
        : `Did you mean \`${replacement}\`?`;
      yield {
        ...rangeOfNode(layer.typeNode ?? placeOfLayer(layer)),
        severity: replacement !== undefined || dialect === 'bvlc' ? 'error' : 'warning',
        message: `No known Caffe has a layer of type \`${layer.type}\`. ${advice}`,
        ...(replacement === undefined ? {} : { data: { replacement } }),
      };
    }
  },
};

export const missingType: NetRule = {
  code: 'wiring/missing-layer-type',
  severity: 'error',
  title: 'Layer without a type',
  doc: 'Every layer needs a `type`, such as `type: "Convolution"`.',
  *check({ net }) {
    for (const layer of net.layers) {
      if (layer.type !== '' || layer.typeNode !== undefined) continue;
      yield { ...placeOfLayer(layer), message: 'This layer has no `type`. Say what it computes, such as `type: "Convolution"`.' };
    }
  },
};

const blobs = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `exactly 1 bottom`, `2 or 3 bottoms`, `at least 2 bottoms`. */
function wanted({ min, max }: Arity, noun: string): string {
  if (min === max) return min === 0 ? `no ${noun}s` : `exactly ${blobs(min, noun)}`;
  if (max === Infinity) return `at least ${blobs(min, noun)}`;
  return `${min} ${max === min + 1 ? 'or' : 'to'} ${blobs(max, noun)}`;
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
      message: `${layer.type} takes ${wanted(arity, noun)}, and ${layerTitle(layer)} has ${connections.length}. ${spare ? 'Remove what is too much.' : 'Add what is missing.'}`,
    };
  }
}

export const arity: NetRule = {
  code: 'wiring/arity',
  severity: 'error',
  title: 'Wrong number of bottoms or tops',
  doc: 'Every layer type takes a certain number of bottoms and makes a certain number of tops; Caffe checks both before it builds the layer.',
  *check({ net }) {
    for (const layer of net.layers) yield* counts(layer);
  },
};

export const duplicateName: NetRule = {
  code: 'wiring/duplicate-layer-name',
  severity: 'warning',
  title: 'Layer name used twice',
  doc: 'Weights are matched by layer name: of two layers with one name, both get the same weights from a file, or neither. Give each a name of its own.',
  *check({ net }) {
    const first = new Map<string, Layer>();
    for (const layer of net.layers) {
      const earlier = first.get(layer.name);
      if (layer.name === '') continue;
      if (earlier === undefined) {
        first.set(layer.name, layer);
        continue;
      }
      yield {
        ...placeOfLayer(layer),
        message: `Another layer is named \`${layer.name}\` too, and weights are matched by name. Give this one a name of its own.`,
        related: [{ ...placeOfLayer(earlier), message: `The first \`${layer.name}\` stands here.` }],
      };
    }
  },
};
