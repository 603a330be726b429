/** Fields of one dialect and what another calls the same thing. */

/** Either way round; a value that several old fields share stands for each of them. */
const pairs: readonly (readonly [message: string, field: string, counterpart: string])[] = [
  ['ConvolutionParameter', 'hole', 'dilation'],
  ['ConvolutionParameter', 'hole_h', 'dilation'],
  ['ConvolutionParameter', 'hole_w', 'dilation'],
  ['ConvolutionParameter', 'dilation', 'hole'],
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

const counterparts = new Map(pairs.map(([message, field, counterpart]) => [`${message}.${field}`, counterpart]));

/** What other dialects call a field; undefined where it has no counterpart. */
export const equivalentField = (message: string, field: string): string | undefined => counterparts.get(`${message}.${field}`);
