/** Reports score maps that are enlarged or compared with labels beside the pixels that they look at. */
import type { Analysis, LayerAnalysis } from '../../analysis/analysis';
import { fieldCentre, type AxisField } from '../../analysis/axis-field';
import { equals, toNumber } from '../../analysis/rational';
import { joinAnd } from '../../l10n/lists';
import { phrase, say, t } from '../../l10n/text';
import type { Blob } from '../../net/net';
import { layerTitle, placeOfLayer, type NetContext, type NetRule } from '../net-rule';
import type { Report } from '../rule';
import { wrongCrops } from './crop-alignment';
import { axes, nameOf, sizeAlong, windowsOf, type Axis } from './kernel';
import { misalignmentAt } from './misaligned-paths';
import { below, enlarges, inPixels, pixels, producerOf, windowAlong } from './paths';

/** Less than a pixel of shift is no more than a label's own blur: DeepLab v1 itself is half a pixel off. */
const tolerated = 1;

/** A map about as fine as its input: sizes other than 8·k + 1 stretch it a little. */
const isFullResolution = ({ stride, whole }: AxisField): boolean => !whole && Math.abs(toNumber(stride) - 1) < 0.25;

function enlargesMap(layer: LayerAnalysis): boolean {
  const window = windowAlong(layer, 0, 1);
  return enlarges(window) || (window?.kind === 'spread' && window.stride > 1);
}

/** The enlarging layer that one of a layer's bottoms comes from. */
function enlargerBefore(layer: LayerAnalysis, enlargers: ReadonlyMap<Blob, LayerAnalysis>): LayerAnalysis | undefined {
  if (enlargers.size === 0) return undefined;
  for (const [bottom, { blob }] of layer.layer.bottoms.entries()) {
    const enlarger = blob && windowsOf(layer, bottom) !== 'none' ? enlargers.get(blob) : undefined;
    if (enlarger !== undefined) return enlarger;
  }
  return undefined;
}

/** For each blob below an enlarging layer, that layer: the last one on its way. */
function enlargersIn(analysis: Analysis): Map<Blob, LayerAnalysis> {
  const found = new Map<Blob, LayerAnalysis>();
  for (const layer of analysis.layers) {
    const enlarger = enlargesMap(layer) ? layer : enlargerBefore(layer, found);
    if (enlarger !== undefined) for (const { blob } of layer.layer.tops) if (blob !== undefined) found.set(blob, enlarger);
  }
  return found;
}

const resultCategories: readonly (string | undefined)[] = ['loss', 'evaluation', 'output', 'crf'];

/** Nothing is computed further from it. */
const isResult = (analysis: Analysis, blob: Blob): boolean =>
  blob.consumers.every(({ index }) => resultCategories.includes(analysis.layers[index]?.definition?.category));

/** Where the unit that is drawn at pixel 0 really looks, along the axes where that is too far away. */
interface Drawn {
  centre: number;
  axis: Axis;
}

/** How far the first unit of a map as large as its input looks from its pixel; nothing where that is near enough. */
function shiftsOf(analysis: Analysis, blob: Blob): Drawn[] {
  const [field, ...others] = analysis.fieldsOf(blob) ?? [];
  if (field === undefined || others.length > 0) return [];
  return axes.flatMap((axis) => {
    const [size, wanted] = [sizeAlong(analysis.shapeOf(blob), axis), sizeAlong(analysis.inputs[field.input]?.shape, axis)];
    const centre = fieldCentre(field.axes[axis]);
    return size === wanted && isFullResolution(field.axes[axis]) && Math.abs(centre) >= tolerated ? [{ centre, axis }] : [];
  });
}

const directions = { down: [phrase('down'), phrase('to the right')], up: [phrase('up'), phrase('to the left')] } as const;

/** `down and to the right` */
const directionText = (drawn: readonly Drawn[]): string => joinAnd(drawn.map(({ centre, axis }) => say(directions[centre < 0 ? 'down' : 'up'][axis])));

function reportDrawn(analysis: Analysis, enlarger: LayerAnalysis, drawn: readonly [Drawn, ...Drawn[]]): Report {
  const [{ centre, axis }] = drawn;
  const score = producerOf(analysis, enlarger.layer.bottoms[0]?.blob);
  const field = score?.topFields[0]?.[0]?.axes[axis];
  const related = score === undefined || field === undefined ? [] : [{
    ...placeOfLayer(score.layer),
    message: t`Unit i of \`${nameOf(score)}\` looks at pixel ${pixels(fieldCentre(field))} + ${pixels(toNumber(field.stride))}·i.`,
  }];
  return {
    ...placeOfLayer(enlarger.layer), related,
    message: t`What ${layerTitle(enlarger.layer)} enlarges is drawn ${inPixels(Math.abs(centre))} too far ${directionText(drawn)}: the unit that comes to lie on pixel 0 looks at pixel ${pixels(centre)}. Poolings 3×3 with pad 1 keep units on their pixels, 2×2 ones with pad 1 move them by half a stride each; cropping after enlarging moves the map back.`,
  };
}

/** Scores and labels that a loss compares unit by unit, though they look at different places. */
function reportCompared(layer: LayerAnalysis): Report | undefined {
  const [score, label] = [layer.bottomFields[0]?.[0], layer.bottomFields[1]?.[0]];
  if (score === undefined || label === undefined || score.input === label.input || layer.bottomShapes[0]?.length !== 4) return undefined;
  const [seen, truth] = [score.axes[1], label.axes[1]];
  const shift = fieldCentre(seen) - fieldCentre(truth);
  if (seen.whole || truth.whole || !equals(seen.stride, truth.stride) || !(Math.abs(shift) >= tolerated)) return undefined;
  const [scoreName, labelName] = layer.layer.bottoms.map(({ name }) => `\`${name}\``);
  return {
    ...placeOfLayer(layer.layer),
    message: t`${layerTitle(layer.layer)} compares ${scoreName ?? ''} with labels ${inPixels(Math.abs(shift))} beside it: unit 0 of ${scoreName ?? ''} looks at pixel ${pixels(fieldCentre(seen))}, that of ${labelName ?? ''} at pixel ${pixels(fieldCentre(truth))}. Crop the labels by that much (Interp takes a negative \`pad_beg\`), or change the padding of the net.`,
  };
}

/** Blobs whose alignment is already known to be wrong for another reason. */
const explained = (context: NetContext): Set<Blob> => {
  const crops = new Set(wrongCrops(context.analysis.layers).map(({ layer }) => layer));
  return below(context.analysis, (layer) => crops.has(layer) || (layer.misalignments.length > 0 && misalignmentAt(context, layer) !== undefined));
};

export const scoreAlignment: NetRule = {
  code: 'atrous/score-alignment',
  severity: 'warning',
  title: phrase('Scores beside their pixels'),
  doc: phrase('Align-corners enlarging draws unit i of a score map at pixel 8·i, and labels shrunk by 8 are taken from there; but the unit looks at the centre of its receptive field. With 3×3 poolings of pad 1 that is pixel 8·i too; with the 2×2 poolings of pad 1 in the first DeepLab nets it is 8·i - 7.5, which those nets undo by cropping. Reported is a shift of a pixel or more.'),
  *check(context) {
    const { analysis } = context;
    const enlargers = enlargersIn(analysis);
    const ignored = explained(context);
    const reported = new Set<LayerAnalysis>();
    for (const [blob, enlarger] of enlargers) {
      const [first, ...others] = reported.has(enlarger) || ignored.has(blob) || !isResult(analysis, blob) ? [] : shiftsOf(analysis, blob);
      if (first === undefined) continue;
      reported.add(enlarger);
      yield reportDrawn(analysis, enlarger, [first, ...others]);
    }
    for (const layer of analysis.layers) {
      const scores = layer.layer.bottoms[0]?.blob;
      if (layer.definition?.category !== 'loss' || scores === undefined || ignored.has(scores)) continue;
      const enlarger = enlargers.get(scores);
      const report = enlarger !== undefined && reported.has(enlarger) ? undefined : reportCompared(layer);
      if (report !== undefined) yield report;
    }
  },
};
