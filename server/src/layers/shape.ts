/** Layers that rearrange values without changing them: Flatten, Reshape, Permute, Tile, Im2col and others. */
import { phrase, t } from '../l10n/text';
import { formatShape, unknownDim, type Dim, type Shape } from '../net/shape';
import type { Fields } from '../schema/fields';
import type { LayerDefinition, LayerQuery, ShapedQuery, Window } from './definition';
import { atLeast, axisOf, checkAtLeast, combine, differ, exactly, firstBottom, known, placeOf, product, quotient } from './dims';
import { kernelOf, positionsOf, readKernel, windowsOf } from './kernels';
import { choices, drop, type Remedy } from './remedy';
import { both, everywhere, pointwise, shifted } from './windows';
import {
  lowerBatchReindex, lowerIm2col, lowerPadding, lowerPermute, lowerReduction, lowerReshape, lowerShuffleChannel, lowerTile,
} from './lowering/shape';

/** Units stay where they are as long as height and width do; otherwise any unit may come from anywhere. */
function keptWindow({ bottoms: [bottom], tops: [top] }: ShapedQuery): readonly [Window, Window] {
  const isKept = bottom?.length === top?.length && bottom?.at(-1) === top?.at(-1) && bottom?.at(-2) === top?.at(-2);
  return isKept ? pointwise : everywhere;
}

function flattenShapes(query: LayerQuery): readonly Shape[] | undefined {
  const [bottom] = query.bottoms;
  const fields = query.layer.param('flatten_param');
  if (bottom === undefined) return undefined;
  const [start, end] = [axisOf(query, fields, 'axis', bottom), axisOf(query, fields, 'end_axis', bottom)];
  if (start === undefined || end === undefined) return undefined;
  if (start > end + 1) {
    query.refuse('bad-parameter', t`The span ends at axis ${end} before it starts at axis ${start}.`, placeOf(fields, 'end_axis') ?? placeOf(fields, 'axis'), { remedies: choices('end_axis', [-1]) });
    return undefined;
  }
  return [[...bottom.slice(0, start), product(bottom.slice(start, end + 1)), ...bottom.slice(end + 1)]];
}

const flatten: LayerDefinition = {
  type: 'Flatten',
  v1: ['FLATTEN'],
  v0: ['flatten'],
  category: 'shape',
  param: 'flatten_param',
  doc: phrase('Joins the axes from `axis` to `end_axis` into one; by default everything but the batch.'),
  bottoms: exactly(1),
  tops: exactly(1),
  inPlace: 'refused',
  shapes: flattenShapes,
  window: keptWindow,
  sharesMemory: () => true,
  lower: lowerReshape,
};

/** Axes before the reshaped span, the span, and those after it. A negative axis counts from after the last one. */
function spanOf(query: LayerQuery, fields: Fields, bottom: Shape): readonly [Shape, Shape, Shape] | undefined {
  const written = known(fields.number('axis')) ?? 0;
  const start = written < 0 ? written + bottom.length + 1 : written;
  const count = known(fields.number('num_axes')) ?? -1;
  const end = count === -1 ? bottom.length : start + count;
  if (start >= 0 && start <= bottom.length && end <= bottom.length && count >= -1) return [bottom.slice(0, start), bottom.slice(start, end), bottom.slice(end)];
  query.refuse('bad-parameter', t`The span from axis ${written} with num_axes ${count} leaves the ${bottom.length} axes of the blob.`, placeOf(fields, 'num_axes') ?? placeOf(fields, 'axis'), {
    remedies: start >= 0 && start <= bottom.length ? [drop(['num_axes'])].filter(() => fields.has('num_axes')) : [], madeBy: [0],
  });
  return undefined;
}

/** A 0 copies the axis of the same place, which must be there; no other size is below -1. */
function checkDims(query: LayerQuery, fields: Fields, dims: Shape, axes: number): void {
  for (const [index, dim] of dims.entries()) {
    const at = fields.message('shape').values('dim')[index];
    if (dim === 0 && index >= axes) query.refuse('bad-parameter', t`A \`dim\` of 0 copies a size, and there is no axis ${index} to copy from.`, at, { madeBy: [0] });
    if (typeof dim === 'number' && dim < -1) query.refuse('bad-parameter', t`\`dim\` must be at least ${-1}.`, at);
  }
}

/** Each size that may be worked out from the others, where these divide the number of values. */
function fittingDims(wanted: Shape, total: Dim): readonly Remedy[] {
  if (typeof total !== 'number' || wanted.includes(-1)) return [];
  return wanted.flatMap((_, index): Remedy[] => {
    const rest = product(wanted.filter((_dim, other) => other !== index));
    const size = typeof rest === 'number' && rest > 0 ? total / rest : 0.5;
    return Number.isInteger(size) ? [{ kind: 'fields', changes: [{ field: 'shape.dim', index, value: -1 }], title: t`Infer size ${index + 1} (-1), which makes it ${size}` }] : [];
  });
}

/** The new sizes of the span: 0 copies, -1 is inferred from the rest. */
function reshapedSpan(query: LayerQuery, fields: Fields, bottom: Shape, start: number, span: Shape): Shape {
  const dims = fields.message('shape').numbers('dim');
  const wanted = dims.map((dim, index) => (dim === 0 ? (bottom[start + index] ?? unknownDim) : dim));
  const open = wanted.filter((dim) => dim === -1).length;
  const at = placeOf(fields, 'shape');
  if (open > 1) query.refuse('bad-parameter', t('Only one size can be -1, to be inferred from the others.'), at);
  checkDims(query, fields, dims, bottom.length - start);
  const fixed = product(wanted.filter((dim) => dim !== -1));
  const total = product(span);
  const remainder = combine([total, fixed], (all, given) => (given === 0 ? 0 : all / given));
  const isWrong = open === 0 ? typeof remainder === 'number' && remainder !== 1 : typeof remainder === 'number' && !Number.isInteger(remainder);
  if (isWrong) query.refuse('size-mismatch', t`${formatShape(span)} has ${String(total)} values; they cannot take the shape ${formatShape(wanted)}.`, at, { remedies: fittingDims(wanted, total), madeBy: [0] });
  return wanted.map((dim) => (dim === -1 ? combine([remainder], Math.floor) : dim));
}

function reshapeShapes(query: LayerQuery): readonly Shape[] | undefined {
  const [bottom] = query.bottoms;
  const fields = query.layer.param('reshape_param');
  if (bottom === undefined) return undefined;
  const parts = spanOf(query, fields, bottom);
  if (parts === undefined) return undefined;
  const [before, span, after] = parts;
  return [[...before, ...reshapedSpan(query, fields, bottom, before.length, span), ...after]];
}

const reshape: LayerDefinition = {
  type: 'Reshape',
  v1: ['RESHAPE'],
  category: 'shape',
  param: 'reshape_param',
  doc: phrase('Gives the same values other axes: in `shape`, 0 copies a size and -1 is inferred; `axis` and `num_axes` limit the span.'),
  bottoms: exactly(1),
  tops: exactly(1),
  inPlace: 'refused',
  shapes: reshapeShapes,
  window: keptWindow,
  sharesMemory: () => true,
  lower: lowerReshape,
};

function permuteOrder({ layer }: LayerQuery, count: number): readonly number[] {
  const order = layer.param('permute_param').numbers('order').map(known).filter((axis) => axis !== undefined);
  const rest = Array.from({ length: count }, (_, axis) => axis).filter((axis) => !order.includes(axis));
  return [...order, ...rest];
}

/** Each axis of the order once, and only such as there are. */
function checkOrder(query: LayerQuery, bottom: Shape): void {
  const fields = query.layer.param('permute_param');
  const order = fields.numbers('order');
  for (const [index, axis] of order.entries()) {
    if (typeof axis !== 'number') continue;
    const at = placeOf(fields, 'order', index);
    if (axis >= bottom.length) query.refuse('bad-parameter', t`There is no axis ${axis}: the blob has ${bottom.length} axes (0 to ${bottom.length - 1}).`, at, { madeBy: [0] });
    else if (order.indexOf(axis) < index) query.refuse('bad-parameter', t`Axis ${axis} stands twice in the order.`, at, { remedies: missingAxis(order, bottom.length, index) });
  }
}

/** The one axis that the order lacks, in the place of one that it has twice. */
function missingAxis(order: Shape, count: number, index: number): readonly Remedy[] {
  const left = Array.from({ length: count }, (_, axis) => axis).filter((axis) => !order.includes(axis));
  return left.length === 1 ? [{ kind: 'fields', changes: [{ field: 'order', index, value: left[0] }] }] : [];
}

const permute: LayerDefinition = {
  type: 'Permute',
  category: 'shape',
  param: 'permute_param',
  doc: phrase('Brings the axes into another order, such as 0 2 3 1 to put the channels last.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: (query) => {
    const [bottom] = query.bottoms;
    if (bottom !== undefined) checkOrder(query, bottom);
    return bottom && [permuteOrder(query, bottom.length).map((axis) => bottom[axis] ?? unknownDim)];
  },
  window: (query) => {
    const order = permuteOrder(query, query.bottoms[0]?.length ?? 4);
    return order.at(-1) === order.length - 1 && order.at(-2) === order.length - 2 ? pointwise : everywhere;
  },
  lower: lowerPermute(permuteOrder),
};

const tile: LayerDefinition = {
  type: 'Tile',
  category: 'shape',
  param: 'tile_param',
  doc: phrase('Repeats the blob `tiles` times along `axis`.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: (query) => {
    const [bottom] = query.bottoms;
    const fields = query.layer.param('tile_param');
    if (!fields.has('tiles')) query.refuse('missing-parameter', t('Say how often to repeat: `tiles`.'));
    checkAtLeast(query, fields, 'tiles');
    const axis = bottom && axisOf(query, fields, 'axis', bottom);
    return axis === undefined ? undefined : [(bottom ?? []).map((dim, index) => (index === axis ? combine([dim, fields.number('tiles')], (size, tiles) => size * tiles) : dim))];
  },
  window: keptWindow,
  lower: lowerTile,
};

function im2colShapes(query: LayerQuery): readonly Shape[] | undefined {
  const bottom = firstBottom(query);
  const fields = query.layer.param('convolution_param');
  const geometry = kernelOf(query, fields, bottom.length - 2);
  const [batch = unknownDim, channels = unknownDim, ...spatial] = bottom;
  if (geometry === undefined) return undefined;
  const sizes = spatial.map((dim, axis) => combine([dim], (size) =>
    positionsOf(size, geometry.kernel[axis] ?? 1, geometry.stride[axis] ?? 1, geometry.pad[axis] ?? 0, geometry.dilation[axis] ?? 1)));
  return [[batch, product([channels, ...geometry.kernel]), ...sizes]];
}

const im2col: LayerDefinition = {
  type: 'Im2col',
  v1: ['IM2COL'],
  v0: ['im2col'],
  category: 'shape',
  param: 'convolution_param',
  doc: phrase('Lays out each window of a convolution as a column of channels; what Caffe does inside a convolution.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: im2colShapes,
  geometry: ({ layer }) => readKernel(layer.param('convolution_param')).geometry,
  window: ({ layer }) => {
    const geometry = readKernel(layer.param('convolution_param')).geometry;
    return geometry === undefined ? 'unknown' : windowsOf('taps', geometry);
  },
  lower: lowerIm2col((context) => readKernel(context.layer.param('convolution_param'), (context.bottomShapes[0]?.length ?? 4) - 2).geometry),
};

/** The reduced axes disappear: everything from `axis` on. */
const reduction: LayerDefinition = {
  type: 'Reduction',
  category: 'shape',
  param: 'reduction_param',
  doc: phrase('Sum, mean, sum of magnitudes or sum of squares over all axes from `axis` on, times `coeff`.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: (query) => {
    const [bottom] = query.bottoms;
    const axis = bottom && axisOf(query, query.layer.param('reduction_param'), 'axis', bottom);
    return axis === undefined ? undefined : [(bottom ?? []).slice(0, axis)];
  },
  window: () => everywhere,
  lower: lowerReduction,
};

const batchReindex: LayerDefinition = {
  type: 'BatchReindex',
  category: 'shape',
  doc: phrase('Picks items of the batch by the indices in the second bottom.'),
  bottoms: exactly(2),
  tops: exactly(1),
  inPlace: 'refused',
  shapes: (query) => {
    const [bottom, indices] = query.bottoms;
    if (indices !== undefined && indices.length !== 1) {
      query.refuse('axis-count', t`The indices are a list, of one axis; this blob has ${indices.length}: ${formatShape(indices)}.`, query.layer.bottoms[1]?.node, { madeBy: [1] });
    }
    return bottom && [[indices?.[0] ?? unknownDim, ...bottom.slice(1)]];
  },
  lower: lowerBatchReindex,
};

const filter: LayerDefinition = {
  type: 'Filter',
  category: 'shape',
  doc: phrase('Keeps the items of the batch for which the last bottom is not 0; how many is known only when it runs.'),
  bottoms: atLeast(2),
  tops: atLeast(1),
  shapes: (query) => {
    checkSelector(query);
    return query.layer.tops.map((_, index) => [unknownDim, ...(query.bottoms[index]?.slice(1) ?? [])]);
  },
  obstacle: phrase('how many items it passes depends on their values, and the layers after it are prepared for sizes that are known beforehand'),
};

/** One number for each item of the batch tells whether it stays; every other bottom has a top. */
function checkSelector(query: LayerQuery): void {
  const { bottoms, layer } = query;
  const last = bottoms.length - 1;
  const [selector, node] = [bottoms[last], layer.bottoms[last]?.node];
  if (layer.tops.length !== last) query.refuse('bad-parameter', t`${last} bottoms are filtered by the last one, and there are ${layer.tops.length} tops: give one for each.`, layer.tops[last]?.node);
  if (selector?.slice(1).some((dim) => differ(dim, 1)) === true) {
    query.refuse('shape-mismatch', t`The last bottom selects items of the batch, one number for each; it is ${formatShape(selector)}.`, node, { madeBy: [last] });
  }
  for (const [index, bottom] of bottoms.slice(0, last).entries()) {
    if (differ(bottom?.[0], selector?.[0])) query.refuse('shape-mismatch', t`${formatShape(bottom ?? [])} has another batch than the last bottom, ${formatShape(selector ?? [])}, which selects from it.`, layer.bottoms[index]?.node, { madeBy: [index, last] });
  }
}

/** DeepLab v1's Padding: negative values crop. */
const padding: LayerDefinition = {
  type: 'Padding',
  v1: ['PADDING'],
  category: 'shape',
  param: 'padding_param',
  doc: phrase('Adds `pad_beg` rows and columns before the map and `pad_end` after it, filled with 0; negative numbers crop.'),
  bottoms: atLeast(1),
  tops: atLeast(1),
  shapes: ({ bottoms, layer }) => {
    const fields = layer.param('padding_param');
    const grow = (dim: Dim): Dim => combine([dim, fields.number('pad_beg'), fields.number('pad_end')], (size, begin, end) => size + begin + end);
    return layer.tops.map((_, index) => (bottoms[index] ?? [unknownDim, unknownDim, unknownDim, unknownDim]).map((dim, axis) => (axis < 2 ? dim : grow(dim))));
  },
  window: ({ layer }, bottom, top) => {
    const begin = known(layer.param('padding_param').number('pad_beg')) ?? 0;
    return bottom === top ? both(shifted(0 - begin)) : 'none';
  },
  lower: lowerPadding,
};

/** YOLO's Reorg: squares of stride × stride units become channels, or the other way round. */
const reorg: LayerDefinition = {
  type: 'Reorg',
  category: 'shape',
  param: 'reorg_param',
  doc: phrase('Moves each square of `stride` × `stride` units into the channels, or back with `reverse`.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: (query) => {
    const fields = query.layer.param('reorg_param');
    const [batch = unknownDim, channels = unknownDim, ...spatial] = firstBottom(query);
    const stride = fields.number('stride');
    const isReverse = fields.flag('reverse');
    const area = product([stride, stride]);
    return [[batch, isReverse ? quotient(channels, area) : product([channels, area]), ...spatial.map((dim) => (isReverse ? product([dim, stride]) : quotient(dim, stride)))]];
  },
  window: ({ layer }) => {
    const fields = layer.param('reorg_param');
    const stride = known(fields.number('stride')) ?? 1;
    return both({ kind: fields.flag('reverse') ? 'spread' : 'taps', taps: stride, dilation: 1, stride, start: 0 });
  },
};

/** Axes that a shuffle keeps. */
const shuffleChannel: LayerDefinition = {
  type: 'ShuffleChannel',
  category: 'shape',
  param: 'shuffle_channel_param',
  doc: phrase('Interleaves the channels of `group` groups, as ShuffleNet does between grouped convolutions.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: ({ bottoms: [bottom] }) => bottom && [bottom],
  lower: lowerShuffleChannel,
};

export const shapeLayers: readonly LayerDefinition[] = [
  flatten, reshape, permute, tile, im2col, reduction, batchReindex, filter, padding, reorg, shuffleChannel,
];
