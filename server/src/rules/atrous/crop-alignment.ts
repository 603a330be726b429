/** Reports Crop layers that cut beside the place that their second bottom looks at. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { fieldCentre } from '../../analysis/axis-field';
import { equals, toNumber } from '../../analysis/rational';
import { phrase, t } from '../../l10n/text';
import type { DialectId } from '../../schema/dialects';
import { fieldSchemaFor } from '../../schema/schema';
import type { LayerReport, LayerRule } from '../layer-rule';
import { layerTitle, placeOfLayer } from '../net-rule';
import { axes, formatPair, sizeAlong, type Axis, type Pair } from './kernel';
import { inPixels, windowAlong } from './paths';

/** A crop along one axis: where it starts, and where it should. */
interface Cut {
  offset: number;
  wanted: number;
  /** Input pixels between units. */
  stride: number;
}

/** A layer whose cut is wrong along an axis at least. */
export interface WrongCrop {
  layer: LayerAnalysis;
  cuts: readonly [Cut, Cut];
}

/** Undefined where the two bottoms cannot be compared. */
function cutAlong(layer: LayerAnalysis, axis: Axis): Cut | undefined {
  const [own, reference] = [layer.bottomFields[0]?.[0], layer.bottomFields[1]?.[0]];
  const window = windowAlong(layer, 0, axis);
  if (own === undefined || reference === undefined || own.input !== reference.input || window?.kind !== 'taps') return undefined;
  const [seen, target] = [own.axes[axis], reference.axes[axis]];
  if (seen.whole || target.whole || !equals(seen.stride, target.stride)) return undefined;
  const stride = toNumber(seen.stride);
  return { offset: window.start, wanted: Math.round((fieldCentre(target) - fieldCentre(seen)) / stride), stride };
}

/** Whether the map is large enough to be cut there. */
function fits({ bottomShapes: [from, to] }: LayerAnalysis, { wanted }: Cut, axis: Axis): boolean {
  const [size, kept] = [sizeAlong(from, axis), sizeAlong(to, axis)];
  return wanted >= 0 && (size === undefined || kept === undefined || wanted + kept <= size);
}

/** The crops among layers that would start elsewhere if they followed what their bottoms look at. */
export function wrongCrops(layers: readonly LayerAnalysis[]): WrongCrop[] {
  return layers.filter(({ definition }) => definition?.param === 'crop_param').flatMap((layer) => {
    if (layer.layer.bottoms.length !== 2 || layer.layer.param('crop_param').number('axis') !== 2) return [];
    const [height, width] = axes.map((axis) => cutAlong(layer, axis));
    if (height === undefined || width === undefined || !fits(layer, height, 0) || !fits(layer, width, 1)) return [];
    return height.offset === height.wanted && width.offset === width.wanted ? [] : [{ layer, cuts: [height, width] }];
  });
}

function reportOf({ layer, cuts: [height, width] }: WrongCrop): LayerReport {
  const [own, reference] = layer.layer.bottoms.map(({ name }) => name);
  const fields = layer.layer.param('crop_param');
  const node = fields.values('offset')[0];
  const wanted: Pair = [height.wanted, width.wanted];
  const shift = Math.max(...[height, width].map((cut) => Math.abs(cut.wanted - cut.offset) * cut.stride));
  const from = node === undefined ? t('at offset 0, because it has none') : t`at offset ${formatPair([height.offset, width.offset])}`;
  const forks = node === undefined ? t(' Forks of FCN’s time work the offset out themselves; BVLC Caffe does not.') : '';
  return {
    ...(node === undefined ? placeOfLayer(layer.layer) : { start: node.start, end: node.end }),
    severity: node === undefined ? 'info' : 'warning',
    message: t`${layerTitle(layer.layer)} cuts \`${own ?? ''}\` ${from}, which leaves it ${inPixels(shift)} beside \`${reference ?? ''}\`. With offset ${formatPair(wanted)} both look at the same place.${forks}`,
    data: { offset: wanted },
    madeBy: [0, 1],
  };
}

/** Forks whose Crop has no parameters work the offset out themselves. */
const takesOffset = (dialect: DialectId): boolean => fieldSchemaFor('LayerParameter', 'crop_param', dialect) !== undefined;

export const cropAlignment: LayerRule = {
  code: 'atrous/crop-alignment',
  severity: 'warning',
  title: phrase('Crop beside its reference'),
  doc: phrase('A Crop cuts its first bottom to the size of the second, from `offset` on. Nets that pad much at their start, such as FCN with 100 pixels, need the offset at which both look at the same place of the picture: 19 at the end of FCN-32s, 31 at that of FCN-8s. Without a stated offset Caffe takes 0.'),
  *checkLayers({ layers, dialect }) {
    if (!takesOffset(dialect)) return;
    for (const wrong of wrongCrops(layers)) yield reportOf(wrong);
  },
};
