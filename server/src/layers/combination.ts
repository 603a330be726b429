/** Layers that join several blobs, or share one out: Eltwise, Concat, Slice, Split, Silence, Crop. */
import { phrase, t } from '../l10n/text';
import { formatShape, type Dim, type Shape } from '../net/shape';
import type { Fields } from '../schema/fields';
import type { LayerDefinition, LayerQuery, ShapedQuery, Window, WindowPair } from './definition';
import { atLeast, axisOf, better, between, canonicalAxis, combine, differ, exactly, known, placeOf, sum } from './dims';
import { alike } from './mending';
import { drop, set, type Remedy } from './remedy';
import { pointwise, shifted } from './windows';
import { lowerAxpy, lowerConcat, lowerCrop, lowerEltwise, lowerSlice } from './lowering/combination';
import { identity } from './lowering/values';

/** The shapes of the bottoms that are known. */
const knownBottoms = ({ bottoms }: LayerQuery): readonly Shape[] => bottoms.filter((shape) => shape !== undefined);

/** Refuses bottoms that differ from the first in an axis other than `except`. */
function checkSame(query: LayerQuery, except?: number): void {
  const [first] = query.bottoms;
  if (first === undefined) return;
  for (const [index, other] of query.bottoms.entries()) {
    if (other === undefined || index === 0) continue;
    const isSame = other.length === first.length && !first.some((dim, axis) => axis !== except && differ(dim, other[axis]));
    if (isSame) continue;
    const connection = query.layer.bottoms[index];
    const beside = except === undefined ? '' : t` in every axis but ${except}`;
    query.refuse(
      'shape-mismatch',
      t`"${connection?.name ?? ''}" is ${formatShape(other)} and does not fit "${query.layer.bottoms[0]?.name ?? ''}", which is ${formatShape(first)}: ${query.layer.type} needs equal shapes${beside}.`,
      connection?.node,
      { remedies: alike(query, index, except), madeBy: [0, index] },
    );
  }
}

/** Per axis the size that is best known. */
function merge(shapes: readonly Shape[]): Shape | undefined {
  const [first, ...others] = shapes;
  return first?.map((dim, axis) => others.reduce((best: Dim, other) => better(best, other[axis] ?? best), dim));
}

function eltwiseShapes(query: LayerQuery): readonly Shape[] | undefined {
  const fields = query.layer.param('eltwise_param');
  const coefficients = fields.numbers('coeff').length;
  const wanted = query.layer.bottoms.length;
  if (coefficients > 0 && fields.choice('operation') === 'PROD') {
    query.refuse('conflicting-parameters', t('Coefficients are for sums: remove `coeff`, or use `operation: SUM`.'), placeOf(fields, 'coeff'), { remedies: [drop(['coeff']), set('operation', 'SUM')] });
  } else if (coefficients > 0 && coefficients !== wanted && !fields.flag('coeff_blob')) {
    const given = fields.numbers('coeff').map((value) => known(value) ?? 1);
    const fitting = Array.from({ length: wanted }, (_, index) => given[index] ?? 1);
    query.refuse('bad-parameter', t`Give one \`coeff\` for each of the ${wanted} bottoms; there are ${coefficients}.`, placeOf(fields, 'coeff'), {
      remedies: [{ kind: 'fields', changes: [{ field: 'coeff', value: fitting }] }],
    });
  }
  checkSame(query);
  const shape = merge(knownBottoms(query));
  return shape && [shape];
}

const eltwise: LayerDefinition = {
  type: 'Eltwise',
  v1: ['ELTWISE'],
  category: 'combination',
  param: 'eltwise_param',
  doc: phrase('Joins blobs of one shape value by value: SUM (with coefficients), PROD or MAX. '
    + 'The MAX of NaN and a number is NaN in a run here; in Caffe it is the second of both.'),
  bottoms: atLeast(2),
  tops: exactly(1),
  shapes: eltwiseShapes,
  lower: lowerEltwise,
};

function axpyShapes(query: LayerQuery): readonly Shape[] | undefined {
  const [factor, x, y] = query.bottoms;
  const first = [x, y].find((shape) => shape !== undefined);
  const isFactor = factor === undefined || first === undefined || (!differ(factor[0], first[0]) && !differ(factor[1], first[1]) && factor.slice(2).every((dim) => !differ(dim, 1)));
  if (!isFactor) query.refuse('shape-mismatch', t`The factor ${formatShape(factor)} must have one value for each channel of ${formatShape(first)}.`, query.layer.bottoms[0]?.node);
  return first && [first];
}

const axpy: LayerDefinition = {
  type: 'Axpy',
  category: 'combination',
  doc: phrase('a·x + y, with one a for each channel: how a squeeze-and-excitation block ends.'),
  bottoms: exactly(3),
  tops: exactly(1),
  shapes: axpyShapes,
  window: (_, bottom) => (bottom === 0 ? 'none' : pointwise),
  lower: lowerAxpy,
};

/** The axis that is joined or cut, under its new or its old name. */
function joinedAxis(query: LayerQuery, fields: Fields, oldName: string, shape: Shape): number | undefined {
  if (fields.has('axis') && fields.has(oldName)) {
    query.refuse('conflicting-parameters', t`\`${oldName}\` is the old name of \`axis\`: give one of them.`, placeOf(fields, oldName), { remedies: [drop([oldName], fields.number('axis') === fields.number(oldName))] });
  }
  return axisOf(query, fields, fields.has(oldName) ? oldName : 'axis', shape);
}

function concatShapes(query: LayerQuery): readonly Shape[] | undefined {
  const shapes = knownBottoms(query);
  const first = merge(shapes);
  if (first === undefined) return undefined;
  const axis = joinedAxis(query, query.layer.param('concat_param'), 'concat_dim', first);
  if (axis === undefined) return undefined;
  checkSame(query, axis);
  const total = sum(query.bottoms.map((shape) => shape?.[axis] ?? '?'));
  return [first.map((dim, index) => (index === axis ? total : dim))];
}

const concat: LayerDefinition = {
  type: 'Concat',
  v1: ['CONCAT'],
  v0: ['concat'],
  category: 'combination',
  param: 'concat_param',
  doc: phrase('Lays blobs side by side along `axis`, mostly the channels; all other axes must agree.'),
  bottoms: atLeast(1),
  tops: exactly(1),
  shapes: concatShapes,
  sharesMemory: ({ bottoms }) => bottoms.length === 1,
  lower: lowerConcat,
};

/** Cuts into parts that differ by one at most. */
function evenly(size: Dim, count: number): readonly Remedy[] {
  if (typeof size !== 'number' || size < count) return [];
  return [{ kind: 'fields', changes: [{ field: 'slice_point', value: Array.from({ length: count - 1 }, (_, index) => Math.round(((index + 1) * size) / count)) }] }];
}

/** Sizes of the parts, from the slice points or in equal shares. */
function partSizes(query: LayerQuery, fields: Fields, size: Dim): readonly Dim[] {
  const count = query.layer.tops.length;
  if (!fields.has('slice_point')) {
    if (typeof size === 'number' && size % count !== 0) {
      query.refuse('uneven-slice', t`${size} cannot be shared evenly among ${count} tops: give \`slice_point\`.`, query.layer.typeNode, { remedies: evenly(size, count), madeBy: [0] });
    }
    return query.layer.tops.map(() => combine([size], (whole) => Math.floor(whole / count)));
  }
  const points: readonly Dim[] = fields.numbers('slice_point');
  if (points.length !== count - 1) {
    query.refuse('uneven-slice', t`${count} tops need ${count - 1} \`slice_point\`; there are ${points.length}.`, placeOf(fields, 'slice_point'), { remedies: evenly(size, count) });
    return query.layer.tops.map(() => '?');
  }
  return cutAt(query, fields, [0, ...points, size]);
}

/** The points in increasing order, where that is all they lack. */
function inOrder(cuts: readonly Dim[]): readonly Remedy[] {
  const points = cuts.slice(1, -1).map(Number).sort((a, b) => a - b);
  const isFit = [...points, Number(cuts.at(-1))].every((point, index) => point > (points[index - 1] ?? 0));
  return isFit ? [{ kind: 'fields', changes: [{ field: 'slice_point', value: points }], title: t('Put the slice points in increasing order') }] : [];
}

function cutAt(query: LayerQuery, fields: Fields, cuts: readonly Dim[]): readonly Dim[] {
  return cuts.slice(1).map((end, index) => {
    const begin = cuts[index] ?? 0;
    if (typeof begin === 'number' && typeof end === 'number' && end <= begin) {
      const isLast = index === cuts.length - 2;
      const message = isLast ? t`The last slice point, ${begin}, lies beyond the axis of ${end}.` : t`Slice points must increase: ${end} follows ${begin}.`;
      query.refuse('uneven-slice', message, placeOf(fields, 'slice_point', isLast ? index - 1 : index), { remedies: inOrder(cuts), madeBy: isLast ? [0] : [] });
    }
    return combine([begin, end], (from, to) => Math.max(0, to - from));
  });
}

function sliceShapes(query: LayerQuery): readonly Shape[] | undefined {
  const [bottom] = query.bottoms;
  const fields = query.layer.param('slice_param');
  if (bottom === undefined) return undefined;
  const axis = joinedAxis(query, fields, 'slice_dim', bottom);
  if (axis === undefined) return undefined;
  return partSizes(query, fields, bottom[axis] ?? '?').map((size) => bottom.map((dim, index) => (index === axis ? size : dim)));
}

/** Where the parts of a cut along a spatial axis begin. */
function sliceWindow(query: ShapedQuery, _bottom: number, top: number): readonly [Window, Window] {
  const shape = query.bottoms[0] ?? [];
  const fields = query.layer.param('slice_param');
  const axis = known(fields.number(fields.has('slice_dim') ? 'slice_dim' : 'axis')) ?? 1;
  const canonical = axis < 0 ? axis + shape.length : axis;
  const before = query.tops.slice(0, top).reduce((total, part) => total + (known(part?.[canonical]) ?? 0), 0);
  const at = (spatial: number): Window => shifted(canonical === shape.length - spatial ? before : 0);
  return [at(2), at(1)];
}

const slice: LayerDefinition = {
  type: 'Slice',
  v1: ['SLICE'],
  category: 'combination',
  param: 'slice_param',
  doc: phrase('Cuts a blob along `axis` into one part for each top, at the `slice_point`s or in equal shares.'),
  bottoms: exactly(1),
  tops: atLeast(1),
  shapes: sliceShapes,
  window: sliceWindow,
  sharesMemory: ({ tops }) => tops.length === 1,
  lower: lowerSlice,
};

const split: LayerDefinition = {
  type: 'Split',
  v1: ['SPLIT'],
  v0: ['split'],
  category: 'combination',
  doc: phrase('Hands the same blob to several readers. Caffe inserts it by itself; in a file it is rarely needed.'),
  inPlace: 'refused',
  bottoms: exactly(1),
  tops: atLeast(1),
  shapes: ({ bottoms: [bottom], layer }) => bottom && layer.tops.map(() => bottom),
  sharesMemory: () => true,
  lower: identity,
};

const silence: LayerDefinition = {
  type: 'Silence',
  v1: ['SILENCE'],
  category: 'output',
  doc: phrase('Swallows blobs that nobody reads, so that they are not printed as outputs.'),
  bottoms: atLeast(1),
  tops: exactly(0),
  shapes: () => [],
  lower: () => undefined,
};

/** The offset along an axis: one number serves all cropped axes. */
function cropOffset(fields: Fields, axis: number, from: number): Dim {
  const offsets = fields.numbers('offset');
  return offsets.length === 0 ? 0 : (offsets[offsets.length === 1 ? 0 : axis - from] ?? '?');
}

function cropShapes(query: LayerQuery): readonly Shape[] | undefined {
  const [bottom, reference] = query.bottoms;
  const fields = query.layer.param('crop_param');
  if (bottom === undefined) return undefined;
  const from = axisOf(query, fields, 'axis', bottom);
  if (from === undefined) return undefined;
  const offsets = fields.numbers('offset').length;
  const cropped = bottom.length - from;
  if (offsets > 1 && offsets !== cropped) {
    const kept = fields.numbers('offset').slice(-cropped).map((offset) => known(offset) ?? 0);
    query.refuse('bad-parameter', t`Give \`offset\` once, or once for each of the ${cropped} cropped axes; there are ${offsets}.`, placeOf(fields, 'offset'), {
      remedies: offsets > cropped ? [{ kind: 'fields', changes: [{ field: 'offset', value: kept }] }] : [],
    });
  }
  if (reference !== undefined && reference.length < bottom.length) {
    query.refuse('axis-count', t`The cut needs a size for each of the ${bottom.length} axes; the second bottom, ${formatShape(reference)}, has ${reference.length}.`, query.layer.bottoms[1]?.node, { madeBy: [0, 1] });
    return undefined;
  }
  return [bottom.map((dim, axis) => (axis < from ? dim : croppedSize(query, fields, dim, reference?.[axis] ?? '?', axis, from)))];
}

function croppedSize(query: LayerQuery, fields: Fields, dim: Dim, wanted: Dim, axis: number, from: number): Dim {
  const offset = cropOffset(fields, axis, from);
  if (typeof dim === 'number' && typeof wanted === 'number' && typeof offset === 'number' && dim - offset < wanted) {
    const index = fields.numbers('offset').length > 1 ? axis - from : 0;
    query.refuse(
      'shape-mismatch',
      t`The cut leaves the blob along axis ${axis}: ${wanted} from ${offset} on need ${offset + wanted}, and there are ${dim}.`,
      placeOf(fields, 'offset', index) ?? query.layer.bottoms[1]?.node,
      { remedies: fittingCut(query, axis - from), madeBy: [0, 1] },
    );
  }
  return wanted;
}

/** Another offset where one fits; where none does, the blobs were given the wrong way round, if they fit that way. */
function fittingCut(query: LayerQuery, index: number): readonly Remedy[] {
  const [bottom, reference] = query.bottoms;
  const fields = query.layer.param('crop_param');
  const from = canonicalAxis(fields.number('axis'), bottom?.length ?? 0) ?? 0;
  const rooms = (bottom ?? []).slice(from).map((dim, axis) => Number(dim) - Number(reference?.[from + axis]));
  if (rooms.every((room) => room >= 0)) {
    const isShared = fields.numbers('offset').length < 2;
    const room = isShared ? Math.min(...rooms) : (rooms[index] ?? 0);
    return [Math.floor(room / 2), room].map((value) => ({ kind: 'fields', changes: [{ field: 'offset', value, ...(isShared ? {} : { index }) }] }));
  }
  return rooms.every((room) => room <= 0) ? [{ kind: 'swap' }] : [];
}

function cropWindow(query: ShapedQuery, bottom: number): WindowPair {
  const fields = query.layer.param('crop_param');
  const count = query.bottoms[0]?.length ?? 4;
  const written = known(fields.number('axis')) ?? 2;
  const from = written < 0 ? written + count : written;
  if (bottom > 0) return 'none';
  const at = (axis: number): Window => shifted(axis < from ? 0 : (known(cropOffset(fields, axis, from)) ?? 0));
  return [at(count - 2), at(count - 1)];
}

const crop: LayerDefinition = {
  type: 'Crop',
  v1: ['CROP'],
  category: 'resampling',
  param: 'crop_param',
  doc: phrase('Cuts the first blob to the size of the second, in the axes from `axis` on, `offset` units from the start.'),
  bottoms: between(1, 2),
  tops: exactly(1),
  shapes: cropShapes,
  window: cropWindow,
  lower: lowerCrop((context, axis, from) => known(cropOffset(context.layer.param('crop_param'), axis, from)) ?? context.unsupported(t('its offset is not known'))),
};

export const combinationLayers: readonly LayerDefinition[] = [eltwise, axpy, concat, slice, split, silence, crop];
