/** Resizing by interpolation: DeepLab's Interp. */
import { rational } from '../analysis/rational';
import { joinAnd, quoted } from '../l10n/lists';
import { phrase, t } from '../l10n/text';
import type { Dim, Shape } from '../net/shape';
import type { Fields, Quantity } from '../schema/fields';
import type { LayerDefinition, LayerQuery, ShapedQuery, Window, WindowPair } from './definition';
import { between, checkAtLeast, combine, exactly, firstBottom, known, placeOf } from './dims';
import { checkFourAxes } from './mending';
import { choices, drop, type Remedy } from './remedy';
import { lowerInterp } from './lowering/resampling';

const paramOf = ({ layer }: LayerQuery): Fields => layer.param('interp_param');

/** Interp with shrink_factor keeps every s-th unit, the first and the last included. */
const shrunk = (size: number, factor: number): number => Math.floor((size - 1) / factor) + 1;

/** Interp with zoom_factor puts z - 1 units between each two. */
const zoomed = (size: number, factor: number): number => size + (size - 1) * (factor - 1);

interface Specification {
  shrink: Quantity | undefined;
  zoom: Quantity | undefined;
  size: readonly [Quantity, Quantity] | undefined;
}

function specificationOf(fields: Fields): Specification {
  return {
    shrink: fields.has('shrink_factor') ? fields.number('shrink_factor') : undefined,
    zoom: fields.has('zoom_factor') ? fields.number('zoom_factor') : undefined,
    size: fields.has('height') && fields.has('width') ? [fields.number('height'), fields.number('width')] : undefined,
  };
}

/** Only one factor counts before a given size; both together count after it. */
function resizedBy({ shrink, zoom, size }: Specification, dim: Dim, axis: 0 | 1): Dim {
  const [s, z] = [shrink ?? 1, zoom ?? 1];
  const byBoth = (): Dim => combine([dim, s, z], (value, down, up) => zoomed(shrunk(value, down), up));
  if ((shrink === undefined) !== (zoom === undefined)) return byBoth();
  if (size !== undefined) return size[axis];
  return byBoth();
}

/** A square where one side is given; else the factors that DeepLab's heads and training nets have. */
function waysToResize(fields: Fields): readonly Remedy[] {
  const side = ['height', 'width'].find((name) => fields.has(name));
  if (side !== undefined) return choices(side === 'height' ? 'width' : 'height', [known(fields.number(side))]);
  return [...choices('zoom_factor', [8, 2]), ...choices('shrink_factor', [8])];
}

/** Of several ways to resize, one stays. */
function oneWay(fields: Fields): readonly Remedy[] {
  const ways = [['zoom_factor'], ['shrink_factor'], ['height', 'width']].filter((names) => names.every((name) => fields.has(name)));
  return ways.map((kept) => ({ ...drop(ways.filter((way) => way !== kept).flat()), title: t`Keep ${joinAnd(quoted(kept))}` }));
}

function checkSpecification(query: LayerQuery, specification: Specification): boolean {
  const fields = paramOf(query);
  const { shrink, zoom, size } = specification;
  const count = [shrink, zoom, size].filter((given) => given !== undefined).length;
  if (count === 0) {
    query.refuse('missing-parameter', t('Say how to resize: `zoom_factor`, `shrink_factor`, or `height` and `width`.'), undefined, { remedies: waysToResize(fields) });
    return false;
  }
  if (count > 1 && fields.dialect === 'deeplab-v1') {
    query.refuse('conflicting-parameters', t('DeepLab v1 takes one of `zoom_factor`, `shrink_factor`, and `height` with `width`.'), placeOf(fields, 'zoom_factor') ?? placeOf(fields, 'shrink_factor'), { remedies: oneWay(fields) });
  }
  for (const name of ['shrink_factor', 'zoom_factor', 'height', 'width']) checkAtLeast(query, fields, name);
  return true;
}

function checkPads(query: LayerQuery): void {
  const fields = paramOf(query);
  for (const name of ['pad_beg', 'pad_end']) {
    const pad = known(fields.number(name)) ?? 0;
    if (pad > 0) query.refuse('bad-parameter', t`\`${name}\` can only crop: it must be 0 or negative.`, placeOf(fields, name), { remedies: choices(name, [0 - pad, 0]) });
  }
}

/** Units that are left after cropping by pad_beg and pad_end. */
const cropped = (query: LayerQuery, dim: Dim): Dim =>
  combine([dim, paramOf(query).number('pad_beg'), paramOf(query).number('pad_end')], (size, begin, end) => size + begin + end);

function interpShapes(query: LayerQuery): readonly Shape[] {
  const bottom = firstBottom(query);
  const [batch = '?', channels = '?', height = '?', width = '?'] = bottom;
  const reference = query.bottoms[1];
  if (!checkFourAxes(query)) return [];
  checkPads(query);
  if (query.layer.bottoms.length > 1) return [[batch, channels, reference?.[2] ?? '?', reference?.[3] ?? '?']];
  const specification = specificationOf(paramOf(query));
  if (!checkSpecification(query, specification)) return [[batch, channels, '?', '?']];
  const sizes = ([height, width] as const).map((dim, axis) => resizedBy(specification, cropped(query, dim), axis === 0 ? 0 : 1));
  if (sizes.some((size) => typeof size === 'number' && size < 1)) query.refuse('no-output', t('Nothing is left after cropping by `pad_beg` and `pad_end`.'), placeOf(paramOf(query), 'pad_beg'), {
    remedies: [drop(['pad_beg', 'pad_end'].filter((name) => paramOf(query).has(name)))], madeBy: [0],
  });
  return [[batch, channels, ...sizes]];
}

/** Align-corners: source position = unit · (in - 1) / (out - 1), 0 where only one unit comes out. */
function interpWindow(query: ShapedQuery, bottom: number): WindowPair {
  if (bottom > 0) return 'none';
  const [from, to] = [firstBottom(query), query.tops[0] ?? []];
  const at = (axis: number): Window | undefined => {
    const [source, target] = [known(cropped(query, from[axis] ?? '?')), known(to[axis])];
    const start = 0 - (known(paramOf(query).number('pad_beg')) ?? 0);
    if (source === undefined || target === undefined) return symbolicWindow(query, start);
    return { kind: 'between', ratio: target > 1 ? rational(source - 1, target - 1) : rational(0), start };
  };
  const [height, width] = [at(2), at(3)];
  return height && width ? [height, width] : 'unknown';
}

/** A factor alone gives the ratio whatever the size: zooming exactly, shrinking where s divides in - 1. */
function symbolicWindow(query: LayerQuery, start: number): Window | undefined {
  const { shrink = 1, zoom = 1, size } = specificationOf(paramOf(query));
  if (size !== undefined || typeof shrink !== 'number' || typeof zoom !== 'number' || shrink < 1 || zoom < 1) return undefined;
  return { kind: 'between', ratio: rational(shrink, zoom), start };
}

const interp: LayerDefinition = {
  type: 'Interp',
  v1: ['INTERP'],
  category: 'resampling',
  param: 'interp_param',
  doc: phrase('Bilinear resizing that maps the corner units onto the corner units: source = i·(in - 1)/(out - 1). '
    + '`zoom_factor` z makes in + (in - 1)·(z - 1), `shrink_factor` s makes (in - 1)/s + 1; negative `pad_beg` and `pad_end` crop first.'),
  bottoms: between(1, 2),
  tops: exactly(1),
  shapes: interpShapes,
  window: interpWindow,
  lower: lowerInterp,
};

export const resamplingLayers: readonly LayerDefinition[] = [interp];
