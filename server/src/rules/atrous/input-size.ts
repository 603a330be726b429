/** Reports inputs whose size the strides do not divide, so that align-corners enlarging stretches the map. */
import { analyze } from '../../analysis/analyze';
import type { Analysis, LayerAnalysis } from '../../analysis/analysis';
import { fieldCentre } from '../../analysis/axis-field';
import { phrase, t, type Words } from '../../l10n/text';
import { unknownDim } from '../../net/shape';
import { layerTitle, placeOfLayer, type NetContext, type NetRule } from '../net-rule';
import type { Report } from '../rule';
import { axes, nameOf, sizeAlong, type Axis } from './kernel';
import { centreOf, enlarges, halfCell, pixels, producerOf, windowAlong } from './paths';
import { placeOfSize } from './sizes';

/** Half a pixel at the far edge cannot be seen. */
const tolerated = 0.5;

/** Sizes that only a larger number divides are none that a user would choose. */
const largestDivisor = 512;

/** An enlarging layer whose last unit is drawn beside what it looks at, because of the input's size. */
interface Misfit {
  enlarger: LayerAnalysis;
  input: number;
  size: number;
  /** Where the last unit looks. */
  centre: number;
  /** The size that the enlarged map comes back with. */
  result: number | undefined;
}

function misfitOf(analysis: Analysis, layer: LayerAnalysis, axis: Axis): Misfit | undefined {
  const [field] = layer.bottomFields[0] ?? [];
  const units = sizeAlong(layer.bottomShapes[0], axis);
  if (field === undefined || units === undefined || field.axes[axis].whole || halfCell(analysis, layer, axis) !== undefined) return undefined;
  const size = sizeAlong(analysis.inputs[field.input]?.shape, axis);
  if (size === undefined || Math.abs(fieldCentre(field.axes[axis])) > tolerated) return undefined;
  const centre = centreOf(field.axes[axis], units - 1);
  if (Math.abs(centre - (size - 1)) <= tolerated) return undefined;
  return { enlarger: layer, input: field.input, size, centre, result: sizeAlong(layer.topShapes[0], axis) };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/**
 * The number that should divide size - 1: every stride, as a fraction of input pixels, that is enlarged again. It is 8 for
 * a net of stride 8, and 32 where a scale of 0.75 comes in: its units are 8 / 0.75 = 32/3 pixels apart.
 */
function divisorOf(analysis: Analysis, input: number, axis: Axis): number | undefined {
  const { net, options, inputs, layers } = analysis;
  const open = new Map(inputs.map(({ blob, shape }) => [blob.name, shape?.map((dim, index) => (index < 2 ? dim : unknownDim)) ?? []]));
  const nominal = analyze(net, { inputs: open, ...(options.stated && { stated: options.stated }) });
  const strides = layers
    .filter((layer) => enlarges(windowAlong(layer, 0, axis)) && halfCell(analysis, layer, axis) === undefined)
    .flatMap(({ layer: { index } }) => nominal.layers[index]?.bottomFields[0]?.filter((field) => field.input === input && !field.axes[axis].whole) ?? [])
    .map((field) => field.axes[axis].stride.numerator);
  const divisor = strides.reduce((all, stride) => (stride === 0 ? all : (all * stride) / gcd(all, stride)), 1);
  return divisor > 1 && divisor <= largestDivisor ? divisor : undefined;
}

function reportOf(context: NetContext, { enlarger, input, size, centre, result }: Misfit, divisor: number, axis: Axis): Report | undefined {
  const blob = context.analysis.inputs[input];
  const below = Math.floor((size - 1) / divisor);
  if (blob === undefined || (size - 1) % divisor === 0) return undefined;
  const [smaller, larger] = [below * divisor + 1, (below + 1) * divisor + 1];
  const score = enlarger.layer.bottoms[0]?.name ?? '';
  const extent = (pixels: number): Words => (axis === 0 ? t`${pixels} high` : t`${pixels} wide`);
  const back = result === undefined || result === size || Math.abs(result - size) > divisor ? '' : t` The map comes back ${extent(result)}.`;
  const fitting = t`${larger} (k = ${below + 1}) fits.`;
  const producer = producerOf(context.analysis, enlarger.layer.bottoms[0]?.blob);
  return {
    ...placeOfSize(context, blob, axis),
    message: t`The input is ${extent(size)}, which is not ${divisor}·k + 1: the last unit of \`${score}\` looks at pixel ${pixels(centre)}, and ${layerTitle(enlarger.layer)} draws it at the edge, ${size - 1}.${back} ${smaller > 1 ? t`${smaller} (k = ${below}) or ${fitting}` : fitting}`,
    related: [enlarger, ...(producer ? [producer] : [])].map((layer) => ({ ...placeOfLayer(layer.layer), message: layer === enlarger ? t`\`${nameOf(layer)}\` enlarges the map.` : t`\`${nameOf(layer)}\` makes the map.` })),
    data: { sizes: smaller > 1 ? [smaller, larger] : [larger] },
  };
}

export const inputSize: NetRule = {
  code: 'atrous/input-size',
  severity: 'warning',
  title: phrase('Input size that the strides do not divide'),
  doc: phrase('Align-corners enlarging maps the first and the last unit of a map onto the first and the last pixel. The last unit looks at the last pixel only where the stride divides size - 1: a DeepLab of stride 8 takes sizes 8·k + 1, such as 321 and 513, and one with scales 0.5 and 0.75 takes 32·k + 1. Other sizes stretch the segmentation, or do not fit together where scales meet, and Caffe stops.'),
  *check(context) {
    const reported = new Set<number>();
    for (const axis of axes) {
      for (const layer of context.analysis.layers) {
        const misfit = enlarges(windowAlong(layer, 0, axis)) ? misfitOf(context.analysis, layer, axis) : undefined;
        if (misfit === undefined) continue;
        const divisor = divisorOf(context.analysis, misfit.input, axis);
        const report = divisor === undefined ? undefined : reportOf(context, misfit, divisor, axis);
        if (report !== undefined && !reported.has(report.start)) {
          reported.add(report.start);
          yield report;
        }
        break;
      }
    }
  },
};
