/** Fields of one dialect and what another calls the same thing. */
import { noDialect, type DialectMask } from './dialect-set';
import { anyFieldSchema } from './schema';

type Pair = readonly [message: string, field: string, counterpart: string];

/** The same value under another name. */
const synonyms: readonly Pair[] = [
  ['ConvolutionParameter', 'hole', 'dilation'],
  ['ConvolutionParameter', 'dilation', 'hole'],
];

/** The same meaning, though one of two values. */
const respelt: readonly Pair[] = [
  ...synonyms,
  ['ConvolutionParameter', 'hole_h', 'dilation'],
  ['ConvolutionParameter', 'hole_w', 'dilation'],
];

/** The same purpose. */
const counterparts: readonly Pair[] = [
  ...respelt,
  ['ConvolutionParameter', 'dilation_h', 'dilation'],
  ['ConvolutionParameter', 'dilation_w', 'dilation'],
  ['ConvolutionParameter', 'filter_stride', 'dilation'],
  ['BNParameter', 'slope_filler', 'scale_filler'],
  ['BNParameter', 'scale_filler', 'slope_filler'],
  ['BNParameter', 'bias_filler', 'shift_filler'],
  ['BNParameter', 'shift_filler', 'bias_filler'],
  ['V1LayerParameter', 'softmaxloss_param', 'loss_param'],
  ['PoolingParameter', 'ceil_mode', 'round_mode'],
  ['ConcatParameter', 'axis', 'concat_dim'],
  ['SliceParameter', 'axis', 'slice_dim'],
  ['NetParameter', 'layer', 'layers'],
  ['NetParameter', 'input_shape', 'input_dim'],
];

const byPath = (pairs: readonly Pair[]): ReadonlyMap<string, string> =>
  new Map(pairs.map(([message, field, counterpart]) => [`${message}.${field}`, counterpart]));

const counterpartsByPath = byPath(counterparts);
const respeltByPath = byPath(respelt);
const synonymsByPath = byPath(synonyms);

/** What other dialects have for a field; undefined where it has no counterpart. */
export const equivalentField = (message: string, field: string): string | undefined => counterpartsByPath.get(`${message}.${field}`);

/** What other dialects call a field, if its value may stay as it is; undefined for any other. */
export const synonymOf = (message: string, field: string): string | undefined => synonymsByPath.get(`${message}.${field}`);

/** The dialects that have a field, given as `Message.field`, under another spelling. */
export function dialectsRespelling(path: string): DialectMask {
  const [message = ''] = path.split('.');
  const other = respeltByPath.get(path);
  return other === undefined ? noDialect : (anyFieldSchema(message, other)?.mask ?? noDialect);
}
