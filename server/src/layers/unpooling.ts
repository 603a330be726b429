/** Layers that undo a pooling: SegNet's Upsample, DeconvNet's and ParseNet's Unpooling. */
import { phrase, t } from '../l10n/text';
import { formatShape, type Dim, type Shape } from '../net/shape';
import type { LoweringContext } from '../onnx/lowering';
import type { Fields } from '../schema/fields';
import type { KernelGeometry, LayerDefinition, LayerQuery, ShapedQuery, Window, WindowPair } from './definition';
import { between, checkAtLeast, combine, differ, exactly, firstBottom, known, placeOf } from './dims';
import { windowsOf } from './kernels';
import { checkFourAxes } from './mending';
import { drop } from './remedy';
import { lowerRepetition, lowerUnpooling, lowerUnpoolingToCorners } from './lowering/pooling';

/** Scale of SegNet's Upsample in (height, width). */
function upsampleScale({ layer }: LayerQuery): readonly [number | undefined, number | undefined] {
  const fields = layer.param('upsample_param');
  const names = fields.has('scale_h') || fields.has('scale_w') ? ['scale_h', 'scale_w'] : ['scale', 'scale'];
  const [height, width] = names.map((name) => known(fields.number(name)));
  return [height, width];
}

/** A mask of the map's own shape, and a scale above 1; half a unit can be trimmed at a scale of 2 alone. */
function checkUpsample(query: LayerQuery, fields: Fields): void {
  const [bottom, mask] = query.bottoms;
  if (!checkFourAxes(query)) return;
  if (bottom !== undefined && mask !== undefined && (mask.length !== 4 || bottom.some((dim, axis) => differ(dim, mask[axis])))) {
    query.refuse('shape-mismatch', t`The mask ${formatShape(mask)} must have the shape of the map, ${formatShape(bottom)}: it comes of the pooling that is undone here.`, query.layer.bottoms[1]?.node, { madeBy: [0, 1] });
  }
  for (const name of ['scale', 'scale_h', 'scale_w', 'upsample_h', 'upsample_w']) checkAtLeast(query, fields, name, 2);
  const [height, width] = upsampleScale(query);
  for (const [name, scale] of [['pad_out_h', height], ['pad_out_w', width]] as const) {
    if (fields.flag(name) && scale !== undefined && scale !== 2 && !fields.has('upsample_h')) {
      query.refuse('conflicting-parameters', t`\`${name}\` is for a scale of 2; here it is ${scale}.`, placeOf(fields, name), { remedies: [drop([name])] });
    }
  }
}

function upsampleShapes(query: LayerQuery): readonly Shape[] {
  const [batch = '?', channels = '?', height = '?', width = '?'] = firstBottom(query);
  const fields = query.layer.param('upsample_param');
  checkUpsample(query, fields);
  const [scaleHeight = '?', scaleWidth = '?'] = upsampleScale(query);
  const at = (name: string, trim: string, dim: Dim, scale: Dim): Dim => {
    if (fields.has('upsample_h') && fields.has('upsample_w')) return fields.number(name);
    return combine([dim, scale], (size, factor) => size * factor - (fields.flag(trim) ? 1 : 0));
  };
  return [[batch, channels, at('upsample_h', 'pad_out_h', height, scaleHeight), at('upsample_w', 'pad_out_w', width, scaleWidth)]];
}

/** Each unit stamps its value into its own cell of `scale` units; where in the cell, the mask says. */
const cellWindow = (scale: number): Window => ({ kind: 'spread', taps: scale, dilation: 1, stride: scale, start: 0 });

/** With a stated size, the scale is the one that the pooling before must have had. */
function upsampleWindow(query: ShapedQuery): WindowPair {
  const [from, to] = [firstBottom(query), query.tops[0] ?? []];
  const scale = upsampleScale(query);
  const hasSize = query.layer.param('upsample_param').has('upsample_h');
  const at = (axis: 0 | 1): Window | undefined => {
    const [source, target] = [known(from[axis + 2]), known(to[axis + 2])];
    const factor = hasSize && source !== undefined && target !== undefined ? Math.ceil(target / source) : scale[axis];
    return factor === undefined || factor < 1 ? undefined : cellWindow(factor);
  };
  const [height, width] = [at(0), at(1)];
  return height && width ? [height, width] : 'unknown';
}

const upsample: LayerDefinition = {
  type: 'Upsample',
  category: 'resampling',
  param: 'upsample_param',
  doc: phrase('Puts each value back where the pooling took it from: the second bottom is the mask of a MAX pooling, all other places become 0. Without a mask, as YOLO\'s forks use it, each value is repeated.'),
  bottoms: between(1, 2),
  tops: exactly(1),
  shapes: upsampleShapes,
  window: upsampleWindow,
  lower: (context) => (context.inputs.length > 1 ? lowerUnpooling(context) : lowerRepetition(context)),
};

/** How the fork that a message belongs to spells the geometry: ParseNet's names begin with `out_`. */
const spelling = (fields: Fields, name: string): string => (fields.type === 'UnPoolingParameter' ? `out_${name}` : name);

/** (height, width) of a property; undefined where one is missing or less than `least`. */
function unpoolPair(fields: Fields, all: string, letter: string, least: number): readonly [number, number] | undefined {
  const [both, height, width] = [all, `${letter}_h`, `${letter}_w`].map((name) => spelling(fields, name));
  const names = fields.has(height ?? '') || fields.has(width ?? '') ? [height, width] : [both, both];
  const [h, w] = names.map((name) => known(fields.number(name ?? '')));
  return h === undefined || w === undefined || h < least || w < least ? undefined : [h, w];
}

function unpoolGeometry({ layer }: LayerQuery): KernelGeometry | undefined {
  const fields = layer.param('unpooling_param');
  const [kernel, stride, pad] = [unpoolPair(fields, 'kernel_size', 'kernel', 1), unpoolPair(fields, 'stride', 'stride', 1), unpoolPair(fields, 'pad', 'pad', 0)];
  return kernel && stride && pad && { kernel, stride, pad, dilation: [1, 1] };
}

/** DeconvNet takes a size, too. */
function statedSize(fields: Fields, axis: 0 | 1): Dim | undefined {
  if (fields.type !== 'UnpoolingParameter') return undefined;
  const name = [axis === 0 ? 'unpool_h' : 'unpool_w', 'unpool_size'].find((candidate) => fields.has(candidate));
  return name === undefined ? undefined : fields.number(name);
}

function unpoolShapes(query: LayerQuery): readonly Shape[] {
  const fields = query.layer.param('unpooling_param');
  const [batch = '?', channels = '?', height = '?', width = '?'] = firstBottom(query);
  const geometry = unpoolGeometry(query);
  const at = (dim: Dim, axis: 0 | 1): Dim => {
    const [kernel = 1, stride = 1, pad = 0] = [geometry?.kernel[axis], geometry?.stride[axis], geometry?.pad[axis]];
    return combine(geometry === undefined ? ['?'] : [dim], (size) => Math.max((size - 1) * stride + kernel - 2 * pad, size * stride - pad));
  };
  return [[batch, channels, statedSize(fields, 0) ?? at(height, 0), statedSize(fields, 1) ?? at(width, 1)]];
}

/** DeconvNet's: the mean and the tiles add to whatever memory held before. */
function lowerDeconvNet(context: LoweringContext): void {
  const method = context.layer.param('unpooling_param').choice('unpool');
  if (method !== 'MAX') context.unsupported(t`unpooling by ${method}`);
  if (context.inputs.length > 1) lowerUnpooling(context);
  else lowerUnpoolingToCorners(context, unpoolGeometry(context) ?? context.unsupported(t('its window is not known')));
}

/** DeconvNet and ParseNet write the name differently. */
const unpooling = (type: string, v1: readonly string[], lower?: LayerDefinition['lower']): LayerDefinition => ({
  type,
  ...(lower && { lower }),
  v1,
  category: 'resampling',
  param: 'unpooling_param',
  doc: phrase('The inverse of a pooling: MAX puts values back at the mask\'s places, others spread them over the window.'),
  bottoms: between(1, 2),
  tops: exactly(1),
  shapes: unpoolShapes,
  geometry: unpoolGeometry,
  window: (query) => {
    const geometry = unpoolGeometry(query);
    return geometry === undefined ? 'unknown' : windowsOf('spread', geometry);
  },
});

export const unpoolingLayers: readonly LayerDefinition[] = [upsample, unpooling('Unpooling', ['UNPOOLING'], lowerDeconvNet), unpooling('UnPooling', [])];
