/** Pooling with Caffe's rounding, spatial pyramid pooling, and the layers that undo a pooling. */
import { phrase, say, t, type Phrase } from '../l10n/text';
import type { Dim, Shape } from '../net/shape';
import type { Fields } from '../schema/fields';
import type { KernelGeometry, LayerDefinition, LayerQuery, ShapedQuery, Window, WindowPair } from './definition';
import { between, checkAtLeast, combine, exactly, firstBottom, known, placeOf } from './dims';
import { keepOne, keepsSize, windowsOf } from './kernels';
import { checkFourAxes } from './mending';
import { choices, drop, set, type Remedy } from './remedy';
import { everywhere, wholeAxis } from './windows';
import { lowerPooling, lowerPyramid } from './lowering/pooling';

const paramOf = ({ layer }: LayerQuery): Fields => layer.param('pooling_param');

const isGlobal = (fields: Fields): boolean => fields.flag('global_pooling');

/** Height and width of a property that has one spelling for both and one for each. */
function pair(fields: Fields, all: string, height: string, width: string): readonly [number, number] | undefined {
  // Caffe takes `kernel_size` where only one of the other two stands beside it.
  const hasPair = fields.has(all) ? fields.has(height) && fields.has(width) : fields.has(height) || fields.has(width);
  const values = (hasPair ? [height, width] : [all, all]).map((name) => known(fields.number(name)));
  const [h, w] = values;
  if (hasPair && fields.has(height) !== fields.has(width)) return undefined;
  return h === undefined || w === undefined ? undefined : [h, w];
}

interface Pair { what: Phrase; all: string; height: string; width: string }

const kernelPair: Pair = { what: phrase('kernel'), all: 'kernel_size', height: 'kernel_h', width: 'kernel_w' };
const stridePair: Pair = { what: phrase('stride'), all: 'stride', height: 'stride_h', width: 'stride_w' };
const padPair: Pair = { what: phrase('padding'), all: 'pad', height: 'pad_h', width: 'pad_w' };

const kernelNames = [kernelPair.all, kernelPair.height, kernelPair.width];

/** Caffe passes over one of `kernel_h` and `kernel_w` beside `kernel_size`, but not over the like for stride and padding. */
function checkPair(query: LayerQuery, { what, all, height, width }: Pair): void {
  const fields = paramOf(query);
  const given = [height, width].filter((name) => fields.has(name));
  const [first] = given;
  if (first === undefined || (given.length === 1 && fields.has(all) && all === kernelPair.all)) return;
  const at = placeOf(fields, first);
  if (fields.has(all)) {
    query.refuse('conflicting-parameters', t`Give either \`${all}\` or \`${height}\` and \`${width}\` for the ${say(what)}; not both.`, at, { remedies: keepOne(fields, all, given) });
  } else if (given.length === 1) {
    query.refuse('missing-parameter', t`Give \`${height}\` and \`${width}\` together, or \`${all}\` for both.`, at, {
      remedies: choices(first === height ? width : height, [known(fields.number(first))]),
    });
  }
}

function checkGlobal(query: LayerQuery, fields: Fields): void {
  const spare = kernelNames.filter((name) => fields.has(name));
  const [first] = spare;
  if (first !== undefined) {
    query.refuse('conflicting-parameters', t`With \`global_pooling\` the kernel is the whole map: remove \`${first}\`.`, placeOf(fields, first), { remedies: [drop(spare), drop(['global_pooling'])] });
  }
  const [pad, stride] = [readPair(fields, padPair), readPair(fields, stridePair)];
  if (pad?.some((value) => value !== 0) === true || stride?.some((value) => value !== 1) === true) {
    const others = [padPair, stridePair].flatMap(({ all, height, width }) => [all, height, width]).filter((name) => fields.has(name));
    query.refuse('conflicting-parameters', t('With `global_pooling` the padding must be 0 and the stride 1.'), placeOf(fields, 'global_pooling'), { remedies: [drop(others)] });
  }
}

const readPair = (fields: Fields, { all, height, width }: Pair): readonly [number, number] | undefined => pair(fields, all, height, width);

function checkWindow(query: LayerQuery, fields: Fields): void {
  for (const spelling of [kernelPair, stridePair, padPair]) checkPair(query, spelling);
  if (!kernelNames.some((name) => fields.has(name))) {
    query.refuse('missing-parameter', t('Say how large the window is: `kernel_size`, or `kernel_h` and `kernel_w`, or `global_pooling: true`.'), undefined, {
      remedies: [...choices('kernel_size', [3, 2]), set('global_pooling', true)],
    });
    return;
  }
  const [kernel, pad] = [readPair(fields, kernelPair), readPair(fields, padPair)];
  if (kernel?.some((value) => value < 1) === true) {
    const name = fields.has('kernel_size') ? 'kernel_size' : kernel[0] < 1 ? 'kernel_h' : 'kernel_w';
    query.refuse('bad-parameter', t('The window must be at least 1 wide.'), placeOf(fields, name), { remedies: choices(name, [2, 3]) });
  }
  for (const name of ['stride', 'stride_h', 'stride_w']) checkAtLeast(query, fields, name);
  if (pad === undefined || pad.every((value) => value === 0)) return;
  const at = placeOf(fields, 'pad') ?? placeOf(fields, 'pad_h');
  if (fields.choice('pool') === 'STOCHASTIC') {
    query.refuse('conflicting-parameters', t('Stochastic pooling takes no padding.'), at, { remedies: [drop(['pad', 'pad_h', 'pad_w'].filter((name) => fields.has(name)))] });
  }
  if (kernel !== undefined && pad.some((value, axis) => value >= (kernel[axis] ?? 1))) {
    query.refuse('bad-parameter', t`The padding ${pad.join('×')} must be smaller than the window ${kernel.join('×')}: a window of padding alone has no maximum.`, at, {
      remedies: fields.has('pad') ? choices('pad', [Math.floor(Math.min(...kernel) / 2)]) : [],
    });
  }
}

/** Forks name the rounding differently; Caffe itself rounds up. */
function roundsUp(fields: Fields): boolean {
  if (fields.has('round_mode')) return fields.choice('round_mode') !== 'FLOOR';
  if (fields.has('ceil_mode')) return fields.flag('ceil_mode');
  return !fields.flag('torch_pooling');
}

function geometryOf(query: LayerQuery): KernelGeometry | undefined {
  const fields = paramOf(query);
  const dilation = fields.has('dilation') ? (known(fields.number('dilation')) ?? 1) : 1;
  if (isGlobal(fields)) {
    const [height, width] = firstBottom(query).slice(2).map((dim) => (typeof dim === 'number' ? dim : undefined));
    return height === undefined || width === undefined ? undefined : { kernel: [height, width], stride: [1, 1], pad: [0, 0], dilation: [1, 1] };
  }
  const [kernel, stride, pad] = [readPair(fields, kernelPair), readPair(fields, stridePair), readPair(fields, padPair)];
  if (kernel === undefined || stride === undefined || pad === undefined) return undefined;
  return kernel.some((value) => value < 1) || stride.some((value) => value < 1) ? undefined : { kernel, stride, pad, dilation: [dilation, dilation] };
}

/**
 * Pooled size: (in + 2·pad - k) / stride rounded up, plus 1. As soon as either axis is padded, a last window that would
 * start beyond the padded input is dropped on both.
 */
function pooledSize(size: number, kernel: number, stride: number, pad: number, clips: boolean, isCeil = true): number {
  const steps = (size + 2 * pad - kernel) / stride;
  const pooled = (isCeil ? Math.ceil(steps) : Math.floor(steps)) + 1;
  return clips && (pooled - 1) * stride >= size + pad ? pooled - 1 : pooled;
}

/** The window that always fits. */
function wholeMap(fields: Fields): readonly Remedy[] {
  const gone = [kernelPair, stridePair, padPair].flatMap(({ all, height, width }) => [all, height, width]).filter((name) => fields.has(name));
  return [{ kind: 'fields', changes: [{ field: 'global_pooling', value: true }, ...gone.map((field) => ({ field, value: undefined }))], title: t('Pool the whole map: `global_pooling: true`') }];
}

function pooledSizes(query: LayerQuery, spatial: readonly Dim[]): readonly Dim[] {
  const fields = paramOf(query);
  if (isGlobal(fields)) return spatial.map(() => 1);
  const geometry = geometryOf(query);
  if (geometry === undefined) return spatial.map(() => '?');
  const clips = geometry.pad.some((pad) => pad > 0);
  const sizes = spatial.map((dim, axis) => {
    const [kernel, stride, pad] = [((geometry.kernel[axis] ?? 1) - 1) * (geometry.dilation[axis] ?? 1) + 1, geometry.stride[axis] ?? 1, geometry.pad[axis] ?? 0];
    return keepsSize(kernel, stride, pad, 1) ? dim : combine([dim], (size) => pooledSize(size, kernel, stride, pad, clips, roundsUp(fields)));
  });
  const axis = sizes.findIndex((size) => typeof size === 'number' && size < 1);
  if (axis >= 0) query.refuse('no-output', t`The window of ${geometry.kernel[axis]} does not fit into ${String(spatial[axis])} units with padding ${geometry.pad[axis]}.`, undefined, { remedies: wholeMap(fields), madeBy: [0] });
  return sizes;
}

function shapes(query: LayerQuery): readonly Shape[] {
  const fields = paramOf(query);
  const bottom = firstBottom(query);
  if (!checkFourAxes(query)) return [];
  if (isGlobal(fields)) checkGlobal(query, fields);
  else checkWindow(query, fields);
  if (query.layer.tops.length > 1 && fields.choice('pool') !== 'MAX') {
    query.refuse('conflicting-parameters', t('Only MAX pooling has a second top, the positions of the maxima.'), query.layer.tops[1]?.node, { remedies: [set('pool', 'MAX')] });
  }
  const shape = [...bottom.slice(0, 2), ...pooledSizes(query, bottom.slice(2))];
  return query.layer.tops.map(() => shape);
}

/** A window that covers the map from end to end sees all of it, whatever hangs over. */
function coverage(window: Window, size: Dim | undefined, pooled: Dim | undefined): Window {
  if (window.kind !== 'taps' || pooled !== 1 || typeof size !== 'number' || window.dilation > 1) return window;
  return window.start <= 0 && window.start + window.taps >= size && size > 1 ? wholeAxis : window;
}

function windows(query: ShapedQuery): WindowPair {
  if (isGlobal(paramOf(query))) return everywhere;
  const geometry = geometryOf(query);
  if (geometry === undefined) return 'unknown';
  const [height, width] = windowsOf('taps', geometry);
  const [bottom, top] = [query.bottoms[0] ?? [], query.tops[0] ?? []];
  return [coverage(height, bottom[2], top[2]), coverage(width, bottom[3], top[3])];
}

export const pooling: LayerDefinition = {
  type: 'Pooling',
  v1: ['POOLING'],
  v0: ['pool'],
  category: 'pooling',
  param: 'pooling_param',
  doc: phrase('The maximum (MAX) or mean (AVE) of each window. The output size is rounded up, so the last window may hang over the edge; '
    + 'the mean divides by the window\'s size with its padding. A second top of MAX gives the positions of the maxima. '
    + 'Caffe\'s MAX passes over NaN; in a run here NaN may stay.'),
  bottoms: exactly(1),
  tops: between(1, 2),
  shapes,
  window: windows,
  geometry: geometryOf,
  lower: (context) => lowerPooling(context, geometryOf(context) ?? context.unsupported(t('its window is not known')), paramOf(context).choice('pool')),
};

/** Whether a level's cells are larger than the padding with which they cover the map evenly; Caffe builds a Pooling for each. */
function isCovered(size: Dim | undefined, level: number): boolean {
  if (typeof size !== 'number') return true;
  const [cells, cell] = [2 ** level, Math.ceil(size / 2 ** level)];
  return Math.floor((cell * cells - size + 1) / 2) < cell;
}

/** Too many levels leave cells of padding alone. */
function checkLevels(query: LayerQuery, fields: Fields, height: number): void {
  const [, , ...spatial] = query.bottoms[0] ?? [];
  const levels = Array.from({ length: Math.min(height, 16) }, (_, level) => level);
  const first = levels.find((level) => spatial.some((size) => !isCovered(size, level)));
  if (first === undefined) return;
  query.refuse('bad-parameter', t`Level ${first + 1} of the pyramid has ${2 ** first}×${2 ** first} cells, too many for a map of ${spatial.join('×')}.`, placeOf(fields, 'pyramid_height'), {
    remedies: first > 0 ? choices('pyramid_height', [first]) : [], madeBy: [0],
  });
}

/** Level i of the pyramid has 2^i × 2^i cells; all levels are flattened and joined. */
function pyramidShapes(query: LayerQuery): readonly Shape[] | undefined {
  const fields = query.layer.param('spp_param');
  const [batch = '?', channels = '?'] = firstBottom(query);
  const height = known(fields.number('pyramid_height'));
  if (height === undefined) return undefined;
  if (height < 1) query.refuse('missing-parameter', t('Say how many levels the pyramid has: `pyramid_height`.'), placeOf(fields, 'pyramid_height'), { remedies: choices('pyramid_height', [3]) });
  if (checkFourAxes(query)) checkLevels(query, fields, height);
  if (height === 1) return [[batch, channels, 1, 1]];
  const cells = (4 ** height - 1) / 3;
  return [[batch, combine([channels], (count) => count * cells)]];
}

const pyramidPooling: LayerDefinition = {
  type: 'SPP',
  category: 'pooling',
  param: 'spp_param',
  doc: phrase('Spatial pyramid pooling: pools the whole map into 1, 4, 16, … cells and joins them, so that maps of any size give the same number of values.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: pyramidShapes,
  window: () => everywhere,
  lower: (context) => {
    const fields = context.layer.param('spp_param');
    lowerPyramid(context, known(fields.number('pyramid_height')) ?? context.unsupported(t('its pyramid_height is not known')), fields.choice('pool'));
  },
};

export const poolingLayers: readonly LayerDefinition[] = [pooling, pyramidPooling];
