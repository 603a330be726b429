/** Convolution and Deconvolution, with groups, holes and any number of spatial axes. */
import { phrase, t } from '../l10n/text';
import { unknownDim, type Dim, type Shape } from '../net/shape';
import type { Fields } from '../schema/fields';
import type { KernelGeometry, LayerDefinition, LayerQuery, ParameterBlob, ShapedQuery, WindowPair } from './definition';
import { atLeast, canonicalAxis, checkAtLeast, combine, differ, firstBottom, known, outputsOf, placeOf, product, quotient, sum } from './dims';
import { holeFields, kernelFields, keepsSize, kernelOf, positionsOf, reach, readKernel, windowsOf } from './kernels';
import { alike } from './mending';
import { choices, set, type Remedy } from './remedy';
import { lowerConvolution } from './lowering/convolution';

const paramOf = ({ layer }: LayerQuery): ReturnType<LayerQuery['layer']['param']> => layer.param('convolution_param');

/** The axis of the channels; the spatial axes follow it. */
const channelAxis = (query: LayerQuery, shape: Shape): number => {
  const fields = paramOf(query);
  return canonicalAxis(fields.has('axis') ? fields.number('axis') : 1, shape.length) ?? 1;
};

/** Spatial axes of the first bottom. */
const spatialAxes = (query: LayerQuery): number => {
  const shape = firstBottom(query);
  return Math.max(0, shape.length - channelAxis(query, shape) - 1);
};

const geometryOf = (query: LayerQuery): ReturnType<typeof readKernel>['geometry'] => readKernel(paramOf(query), spatialAxes(query)).geometry;

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

/** The largest number of groups, up to the given one, into which both numbers of channels divide. */
function fittingGroup(group: number, inputs: number, outputs: number): number {
  const common = [inputs, outputs].every(Number.isSafeInteger) ? commonDivisor(inputs, outputs) : 1;
  let largest = 1;
  for (let divisor = 1; divisor * divisor <= common; divisor++) {
    if (common % divisor !== 0) continue;
    for (const candidate of [divisor, common / divisor]) if (candidate <= group && candidate > largest) largest = candidate;
  }
  return largest;
}

function checkGroups(query: LayerQuery, channels: Dim | undefined): void {
  const fields = paramOf(query);
  const group = known(fields.number('group')) ?? 1;
  const outputs = known(fields.number('num_output'));
  const asMany = typeof channels === 'number' ? channels : undefined;
  if (!fields.has('num_output')) query.refuse('missing-parameter', t('Say how many channels come out: `num_output`.'), undefined, { remedies: choices('num_output', [asMany]), madeBy: [0] });
  else if (outputs !== undefined && outputs < 1) query.refuse('bad-parameter', t`\`num_output\` must be at least ${1}.`, placeOf(fields, 'num_output'), { remedies: choices('num_output', [asMany]) });
  if (group < 1) {
    checkAtLeast(query, fields, 'group');
    return;
  }
  if (typeof channels === 'number' && channels % group !== 0) {
    query.refuse('group', t`The ${channels} channels that come in do not divide into ${group} groups.`, placeOf(fields, 'group'), {
      remedies: choices('group', [fittingGroup(group, channels, outputs ?? 0), outputs === group ? channels : undefined, 1]), madeBy: [0],
    });
  }
  if (outputs !== undefined && outputs % group !== 0) {
    const fits = Math.ceil(outputs / group) * group;
    query.refuse('group', t`\`num_output\` ${outputs} does not divide into ${group} groups.`, placeOf(fields, 'num_output'), {
      remedies: [set('num_output', fits), ...choices('group', [fittingGroup(group, outputs, asMany ?? 0)])],
    });
  }
}

/** All bottoms of one layer pass through the same weights, so they must have the same shape. */
function checkBottoms(query: LayerQuery): void {
  const { bottoms: [first, ...others], layer, refuse } = query;
  for (const [index, other] of others.entries()) {
    const isSame = first === undefined || other === undefined || (first.length === other.length && !first.some((dim, axis) => differ(dim, other[axis])));
    if (isSame) continue;
    refuse('shape-mismatch', t`All bottoms must have the shape of the first, ${first.join('×')}; this one is ${other.join('×')}.`, layer.bottoms[index + 1]?.node, { remedies: alike(query, index + 1), madeBy: [0, index + 1] });
  }
}

type Resize = (size: number, kernel: number, stride: number, pad: number, dilation: number) => number;

/** Output size of a convolution. */
const shrink: Resize = positionsOf;

/** Output size of a deconvolution: stride·(in - 1) + reach - 2·pad. */
const grow: Resize = (size, kernel, stride, pad, dilation) => stride * (size - 1) + reach(kernel, dilation) - 2 * pad;

/** A padding with which the map keeps its size, or a hole with which the kernel just fits, the same along all axes. */
function fittingKernel(fields: Fields, { kernel, pad, dilation }: KernelGeometry, spatial: readonly number[]): readonly Remedy[] {
  const [size = 1] = kernel;
  const isSquare = [kernel, pad, dilation].every((values) => values.every((value) => value === values[0]));
  if (!isSquare || ['pad_h', 'pad_w', 'kernel_h', 'kernel_w'].some((name) => fields.has(name))) return [];
  const [same, room] = [(reach(size, dilation[0] ?? 1) - 1) / 2, Math.min(...spatial) + 2 * (pad[0] ?? 0)];
  const hole = holeFields.find((name) => fields.has(name));
  const fitting = size > 1 ? Math.floor((room - 1) / (size - 1)) : 0;
  const kernels = room < size ? choices('kernel_size', [room % 2 === 0 ? room - 1 : room]).filter(() => room > 1) : [];
  return [...(Number.isInteger(same) ? choices('pad', [same]) : []), ...(hole !== undefined && fitting > 0 ? choices(hole, [fitting]) : kernels)];
}

function outputSizes(query: LayerQuery, spatial: readonly Dim[], resize: Resize): readonly Dim[] {
  const geometry = kernelOf(query, paramOf(query), spatial.length);
  const sizes = spatial.map((dim, axis) => {
    if (geometry === undefined) return unknownDim;
    const numbers = [geometry.kernel[axis] ?? 1, geometry.stride[axis] ?? 1, geometry.pad[axis] ?? 0, geometry.dilation[axis] ?? 1] as const;
    return keepsSize(...numbers) ? dim : combine([dim], (size) => resize(size, ...numbers));
  });
  const axis = sizes.findIndex((size) => typeof size === 'number' && size < 1);
  if (geometry !== undefined && axis >= 0) {
    const [kernel, dilation, pad] = [geometry.kernel[axis] ?? 1, geometry.dilation[axis] ?? 1, geometry.pad[axis] ?? 0];
    const holes = dilation > 1 ? t` with dilation ${dilation} reaches over ${reach(kernel, dilation)}` : '';
    query.refuse('no-output', t`The kernel of ${kernel}${holes} does not fit into ${String(spatial[axis])} units with padding ${pad}.`, undefined, {
      remedies: fittingKernel(paramOf(query), geometry, spatial.map(Number)), madeBy: [0],
    });
    return sizes.map((size) => (typeof size === 'number' ? Math.max(0, size) : size));
  }
  return sizes;
}

const shapesBy = (resize: Resize) => (query: LayerQuery): readonly Shape[] => {
  const bottom = firstBottom(query);
  const axis = channelAxis(query, bottom);
  checkBottoms(query);
  checkGroups(query, bottom[axis]);
  const shape = [...bottom.slice(0, axis), outputsOf(paramOf(query)), ...outputSizes(query, bottom.slice(axis + 1), resize)];
  return query.layer.tops.map(() => shape);
};

/** Weights (out, in / group, kernel…) for a convolution, (in, out / group, kernel…) for a deconvolution; then the bias. */
const parametersOf = (isTransposed: boolean, isDepthwise: boolean) => (query: LayerQuery): readonly ParameterBlob[] => {
  const fields = paramOf(query);
  const bottom = firstBottom(query);
  const channels = bottom[channelAxis(query, bottom)] ?? '?';
  const outputs = outputsOf(fields);
  const group = isDepthwise ? channels : fields.number('group');
  const kernel: readonly Dim[] = geometryOf(query)?.kernel ?? new Array<Dim>(spatialAxes(query)).fill('?');
  const [rows, columns] = isTransposed ? [channels, outputs] : [outputs, channels];
  const perGroup = quotient(columns, group);
  const channelAxes = isTransposed ? [undefined, 'num_output'] : ['num_output', undefined];
  const weights: ParameterBlob = { role: phrase('weights'), shape: [rows, perGroup, ...kernel], axes: [...channelAxes, ...kernelFields(fields, kernel.length)], filler: 'weight_filler' };
  return fields.flag('bias_term') ? [weights, { role: phrase('bias'), shape: [outputs], axes: ['num_output'], filler: 'bias_filler' }] : [weights];
};

const window = (kind: 'taps' | 'spread') => (query: ShapedQuery, bottom: number, top: number): WindowPair => {
  const geometry = geometryOf(query);
  if (bottom !== top) return 'none';
  return geometry === undefined ? 'unknown' : windowsOf(kind, geometry);
};

/** Each value of `shapes` (the outputs of a convolution, the inputs of a deconvolution) takes part in that many products. */
const macsOver = (weights: readonly ParameterBlob[], shapes: readonly (Shape | undefined)[]): Dim => {
  const [, ...products] = weights[0]?.shape ?? [];
  return sum(shapes.map((shape) => product([...(shape ?? ['?']), ...products])));
};

/** Weights lie by output, and within it by input and tap; those of a deconvolution by input, and within it by the outputs of its group. */
const scaleOutputsOf = (isTransposed: boolean) => (query: LayerQuery, weights: Float32Array, factor: Float64Array): Float32Array => {
  const outputs = factor.length;
  if (!isTransposed) return weights.map((weight, index) => weight * (factor[Math.floor((index * outputs) / weights.length)] ?? 1));
  const group = known(paramOf(query).number('group')) ?? 1;
  const taps = (kernelOf(query, paramOf(query), spatialAxes(query))?.kernel ?? []).reduce((count, size) => count * size, 1);
  const perGroup = outputs / group;
  return weights.map((weight, index) => {
    const [place, part] = [Math.floor(index / taps) % perGroup, Math.floor((index * group) / weights.length)];
    return weight * (factor[part * perGroup + place] ?? 1);
  });
};

/** Which of the family a layer is: `isDepthwise` has as many groups as channels, whatever `group` says. */
interface Kind {
  isTransposed: boolean;
  isDepthwise: boolean;
}

/** What the layers of the family have in common. */
function family({ isTransposed, isDepthwise }: Kind): Omit<LayerDefinition, 'type' | 'doc'> {
  const parameters = parametersOf(isTransposed, isDepthwise);
  return {
    category: 'convolution',
    param: 'convolution_param',
    bottoms: atLeast(1),
    tops: atLeast(1),
    isPairwise: true,
    shapes: shapesBy(isTransposed ? grow : shrink),
    geometry: geometryOf,
    window: window(isTransposed ? 'spread' : 'taps'),
    parameters,
    macs: (query) => macsOver(parameters(query), isTransposed ? query.bottoms : query.tops),
    scaleOutputs: scaleOutputsOf(isTransposed),
    lower: lowerConvolution(isTransposed ? 'ConvTranspose' : 'Conv', geometryOf, isDepthwise),
  };
}

const convolution: LayerDefinition = {
  ...family({ isTransposed: false, isDepthwise: false }),
  type: 'Convolution',
  v1: ['CONVOLUTION'],
  v0: ['conv'],
  doc: phrase('Slides `num_output` learnt kernels over the map: y[o, i] = b[o] + Σ w[o, c, t] · x[c, i·stride - pad + t·dilation]. '
    + 'With dilation (DeepLab\'s `hole`) the taps stand apart, so that the kernel sees more at the same cost and resolution.'),
};

const deconvolution: LayerDefinition = {
  ...family({ isTransposed: true, isDepthwise: false }),
  type: 'Deconvolution',
  v1: ['DECONVOLUTION'],
  doc: phrase('The transpose of a convolution: every input value stamps its kernel onto the output, `stride` apart. '
    + 'With a `bilinear` filler and `group` equal to the channels it enlarges a map by interpolation.'),
};

/** MobileNet's forks gave one layer two names. */
const depthwise = (type: string): LayerDefinition => ({
  ...family({ isTransposed: false, isDepthwise: true }),
  type,
  doc: phrase('A convolution with as many groups as channels: each channel has a kernel of its own.'),
});

export const convolutionLayers: readonly LayerDefinition[] = [
  convolution, deconvolution, depthwise('DepthwiseConvolution'), depthwise('ConvolutionDepthwise'),
];
