/** Ways out that several layer types share: bottoms brought to one size, to four axes, to as many channels. */
import { t } from '../l10n/text';
import { formatShape, knownShape, type Shape } from '../net/shape';
import type { LayerQuery } from './definition';
import { differ } from './dims';
import type { LayerRemedy, Remedy } from './remedy';

const nameOf = ({ layer }: LayerQuery, bottom: number): string => layer.bottoms[bottom]?.name ?? '';

/** One bottom cut or resized to the height and width of another. */
function resized(query: LayerQuery, bottom: number, reference: number): LayerRemedy[] {
  const [from, to] = [query.bottoms[bottom] ?? [], query.bottoms[reference] ?? []];
  const [height, width] = to.slice(2);
  if (typeof height !== 'number' || typeof width !== 'number') return [];
  const isLarger = [2, 3].every((axis) => Number(from[axis]) >= Number(to[axis]));
  const name = nameOf(query, bottom);
  const crop: LayerRemedy = { kind: 'layer', type: 'Crop', bottom, reference, title: t`Cut \`${name}\` to the size of \`${nameOf(query, reference)}\` with a Crop layer` };
  const interp: LayerRemedy = {
    kind: 'layer', type: 'Interp', bottom, lines: [`height: ${height}`, `width: ${width}`],
    title: t`Resize \`${name}\` to ${height}×${width} with an Interp layer`,
  };
  return isLarger ? [crop, interp] : [interp];
}

/** As many channels as the other bottom has, where a layer says how many it makes. */
const withChannels = (bottom: number, channels: number): Remedy => ({ kind: 'fields', changes: [{ field: 'num_output', value: channels }], producerOf: bottom });

/** What makes a bottom like the first one, where they differ in height and width alone, or in channels alone. */
export function alike(query: LayerQuery, index: number, except?: number): readonly Remedy[] {
  const [first, other] = [query.bottoms[0], query.bottoms[index]];
  if (first?.length !== 4 || other?.length !== 4) return [];
  const differing = [0, 1, 2, 3].filter((axis) => axis !== except && differ(first[axis], other[axis]));
  if (differing.every((axis) => axis >= 2)) {
    const isFirstLarger = [2, 3].every((axis) => Number(first[axis]) >= Number(other[axis]));
    return isFirstLarger ? [...resized(query, 0, index), ...resized(query, index, 0)] : [...resized(query, index, 0), ...resized(query, 0, index)];
  }
  const [mine, theirs] = [first[1], other[1]];
  if (differing.join() !== '1' || typeof mine !== 'number' || typeof theirs !== 'number') return [];
  return [withChannels(index, mine), withChannels(0, theirs)];
}

/** The factor by which one map is finer than the other, corner on corner; undefined where there is none. */
function factorBetween(fine: Shape | undefined, coarse: Shape | undefined): number | undefined {
  const [large, small] = [knownShape(fine)?.slice(-2), knownShape(coarse)?.slice(-2)];
  const factors = large?.map((size, axis) => (size - 1) / ((small?.[axis] ?? 1) - 1));
  const [factor] = factors ?? [];
  return factor !== undefined && factor > 1 && Number.isInteger(factor) && factors?.every((one) => one === factor) === true ? factor : undefined;
}

/** Labels brought to the places of the prediction, or the prediction to those of the labels, as DeepLab does. */
export function labelsPerPlace(query: LayerQuery): readonly Remedy[] {
  const [prediction, labels] = query.bottoms;
  const factor = factorBetween(labels, prediction);
  if (factor === undefined) return [];
  return [
    { kind: 'layer', type: 'Interp', bottom: 1, lines: [`shrink_factor: ${factor}`], title: t`Shrink \`${nameOf(query, 1)}\` by ${factor} with an Interp layer` },
    { kind: 'layer', type: 'Interp', bottom: 0, lines: [`zoom_factor: ${factor}`], title: t`Enlarge \`${nameOf(query, 0)}\` by ${factor} with an Interp layer` },
  ];
}

/** The shape with a batch of one before it, or one place after it; undefined where it is no map for another reason. */
function asMap(shape: readonly number[] | undefined): readonly number[] | undefined {
  if (shape?.length === 3) return [1, ...shape];
  return shape?.length === 2 ? [...shape, 1, 1] : undefined;
}

/** Refuses a first bottom that has not four axes: batch, channels, height, width. True where it has. */
export function checkFourAxes(query: LayerQuery, index = 0): boolean {
  const { layer, bottoms, refuse } = query;
  const [shape, connection] = [bottoms[index], layer.bottoms[index]];
  if (shape === undefined || shape.length === 4) return true;
  const map = asMap(knownShape(shape));
  const title = map && t`Reshape \`${connection?.name ?? ''}\` to ${formatShape(map)} with a Reshape layer`;
  const isStated = ['Input', 'DummyData'].includes(connection?.blob?.producer?.type ?? '') && shape.length === 3;
  const remedies: Remedy[] = map === undefined || title === undefined ? [] : [
    ...(isStated ? [{ kind: 'fields', changes: [{ field: 'shape.dim', value: map }], title: t`Set the shape ${formatShape(map)}`, producerOf: index } as const] : []),
    { kind: 'layer', type: 'Reshape', bottom: index, title, lines: [`shape { ${map.map((dim, axis) => `dim: ${axis === 0 && shape.length === 2 ? 0 : dim}`).join(' ')} }`] },
  ];
  refuse('axis-count', t`${layer.type} works on 4 axes (batch, channels, height, width); this blob has ${shape.length}: ${formatShape(shape)}.`, connection?.node, { remedies, madeBy: [index] });
  return false;
}
