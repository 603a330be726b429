/** Lowering of the layers that refine scores by the picture: steps of their own, which are computed between two parts of the graph. */
import { t } from '../../l10n/text';
import { numberOf, stated, type Lower } from './values';

const repeated = ['pos_w', 'pos_xy_std', 'bi_w', 'bi_xy_std', 'bi_rgb_std'];

/** The settings have the names of the message's fields. */
export const lowerDenseCrf: Lower = (context) => {
  const fields = context.layer.param('dense_crf_param');
  if (context.inputs.length < 3) context.unsupported(t('without the picture as third bottom real Caffe crashes; add the image blob'));
  const lists = repeated.map((name) => [name, fields.numbers(name).map((value) => stated(context, value, name))] as const);
  const settings = { max_iter: numberOf(context, fields, 'max_iter'), output_probability: fields.flag('output_probability'), ...Object.fromEntries(lists) };
  context.output(0, context.kernel({ kernel: 'densecrf', settings }));
};

/** Filter weights and compatibility go with the settings: matrices of classes by classes. */
export const lowerMeanfield: Lower = (context) => {
  const fields = context.layer.param('multi_stage_meanfield_param');
  const numbers = ['theta_alpha', 'theta_beta', 'theta_gamma', 'num_iterations'].map((name) => [name, numberOf(context, fields, name)] as const);
  const matrices = ['spatial', 'bilateral', 'compatibility'].map((name, index) => [name, Array.from(context.weightValues(index))] as const);
  context.output(0, context.kernel({ kernel: 'meanfield', settings: Object.fromEntries<number | readonly number[]>([...numbers, ...matrices]) }));
};

/** Without the third bottom Caffe reads a blob that is not there. */
export const lowerDomainTransform: Lower = (context) => {
  const fields = context.layer.param('domain_transform_param');
  if (context.inputs.length < 3) context.unsupported(t('without the true sizes as third bottom real Caffe crashes; add that blob'));
  const settings = ['num_iter', 'spatial_sigma', 'range_sigma', 'min_weight'].map((name) => [name, numberOf(context, fields, name)] as const);
  context.output(0, context.kernel({ kernel: 'domaintransform', settings: Object.fromEntries(settings) }));
};
