/** Reports paths that meet though units of one index look at different places on them. */
import type { LayerAnalysis, Misalignment } from '../../analysis/analysis';
import { equals, formatRational, rational, toNumber } from '../../analysis/rational';
import { fieldCentre, type AxisField } from '../../analysis/axis-field';
import { phrase, t } from '../../l10n/text';
import { layerTitle, placeOfLayer, type NetContext, type NetRule } from '../net-rule';
import type { RelatedPlace, Report, Severity } from '../rule';
import { wrongCrops } from './crop-alignment';
import { sizeAlong } from './kernel';
import { below, centreOf, halfCell, inPixels, pixels, producerOf, sourceOf } from './paths';

type Path = Misalignment['paths'][number];

/** How far the second path looks from the first, in pixels, at the first and at the last unit. */
interface Shift {
  atFirst: number;
  atLast: number | undefined;
}

function shiftOf(layer: LayerAnalysis, { axis, paths: [a, b] }: Misalignment): Shift {
  const size = sizeAlong(layer.bottomShapes[a.bottom], axis);
  const at = (unit: number): number => centreOf(b.field, unit) - centreOf(a.field, unit);
  return { atFirst: at(0), atLast: size === undefined ? undefined : at(size - 1) };
}

const largest = ({ atFirst, atLast }: Shift): number => Math.max(Math.abs(atFirst), Math.abs(atLast ?? 0));

/** The cells of a pyramid are drawn at the map's corners, which shifts them by less than half a cell: that is how PSPNet is made. */
function isPyramid({ analysis }: NetContext, layer: LayerAnalysis, { axis, paths }: Misalignment, shift: number): boolean {
  return paths.some(({ bottom }) => shift <= (halfCell(analysis, sourceOf(analysis, layer.layer.bottoms[bottom]?.blob), axis) ?? -1));
}

/** `3 + 4·i` */
const lookText = (field: AxisField): string =>
  `${pixels(fieldCentre(field))} + ${equals(field.stride, rational(1)) ? 'i' : `${formatRational(field.stride)}·i`}`;

function relatedPath({ analysis }: NetContext, layer: LayerAnalysis, { bottom, field }: Path): RelatedPlace[] {
  const producer = producerOf(analysis, layer.layer.bottoms[bottom]?.blob);
  const name = layer.layer.bottoms[bottom]?.name ?? '';
  return producer === undefined ? [] : [{ ...placeOfLayer(producer.layer), message: t`Unit i of \`${name}\` looks at pixel ${lookText(field)}.` }];
}

/** Half a unit is what other rounding of a pooling makes; more is a mistake. */
function severityOf({ paths: [a, b] }: Misalignment, shift: Shift): Severity {
  return largest(shift) > Math.max(toNumber(a.field.stride), toNumber(b.field.stride)) / 2 ? 'warning' : 'hint';
}

function distanceText({ atFirst, atLast }: Shift): string {
  if (atLast === undefined || Math.abs(atLast - atFirst) < 0.5) return t`${inPixels(Math.abs(atFirst))} apart`;
  return t`${inPixels(Math.abs(atFirst))} apart at the first unit and ${inPixels(Math.abs(atLast))} at the last`;
}

function reportOf(context: NetContext, layer: LayerAnalysis, misalignment: Misalignment, shift: Shift): Report {
  const { axis, paths } = misalignment;
  const [a, b] = paths.map(({ bottom, field }) => t`\`${layer.layer.bottoms[bottom]?.name ?? ''}\` looks at pixel ${lookText(field)}`);
  return {
    ...placeOfLayer(layer.layer),
    severity: severityOf(misalignment, shift),
    message: t`The paths that meet in ${layerTitle(layer.layer)} are ${distanceText(shift)}, ${axis === 0 ? t('vertically') : t('horizontally')}: unit i of ${a ?? ''}, that of ${b ?? ''}. Give both paths the same strides, and padding that moves their centres alike.`,
    related: paths.flatMap((path) => relatedPath(context, layer, path)),
  };
}

/** What disagrees at a layer, other than the cells of a pyramid. */
export function misalignmentAt(context: NetContext, layer: LayerAnalysis): { misalignment: Misalignment; shift: Shift } | undefined {
  const misalignment = layer.misalignments.find(({ axis }) => axis === 1) ?? layer.misalignments[0];
  if (misalignment === undefined) return undefined;
  const shift = shiftOf(layer, misalignment);
  return isPyramid(context, layer, misalignment, largest(shift)) ? undefined : { misalignment, shift };
}

export const misalignedPaths: NetRule = {
  code: 'atrous/misaligned-paths',
  severity: 'warning',
  title: phrase('Paths that meet are not aligned'),
  doc: phrase('Where paths meet in an Eltwise or Concat, units of one index are added or joined, so they should look at the same place of the picture: same stride, same centre. Padding that is not symmetric and poolings of another size move one path against the other. A shift of at most half a unit is only hinted at; the cells of a pyramid pooling, which are larger than their shift, are left alone, and so is what follows from a mistake reported before.'),
  *check(context) {
    const crops = new Set(wrongCrops(context.analysis.layers).map(({ layer }) => layer));
    const reports = new Map<LayerAnalysis, Report>();
    for (const layer of context.analysis.layers) {
      const found = layer.misalignments.length > 0 ? misalignmentAt(context, layer) : undefined;
      if (found !== undefined) reports.set(layer, reportOf(context, layer, found.misalignment, found.shift));
    }
    const isCause = (layer: LayerAnalysis): boolean => crops.has(layer) || reports.get(layer)?.severity === 'warning';
    const consequences = below(context.analysis, isCause);
    for (const [layer, report] of reports) {
      if (!layer.layer.bottoms.some(({ blob }) => blob !== undefined && consequences.has(blob))) yield report;
    }
  },
};
