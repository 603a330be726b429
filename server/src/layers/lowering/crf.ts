/** Lowering of DenseCRF: a step of its own, which `kernels/` computes between two parts of the graph. */
import type { LoweringContext } from '../../onnx/lowering';
import { stated, type Lower } from './values';

const list = (context: LoweringContext, name: string): string =>
  context.layer.param('dense_crf_param').numbers(name).map((value) => stated(context, value, name)).join();

export const lowerDenseCrf: Lower = (context) => {
  const fields = context.layer.param('dense_crf_param');
  if (context.inputs.length < 3) context.unsupported('without the picture as third bottom real Caffe crashes; add the image blob');
  context.output(0, context.kernel({
    kernel: 'densecrf',
    settings: {
      iterations: stated(context, fields.number('max_iter'), 'max_iter'),
      outputsProbability: fields.flag('output_probability'),
      positionWeights: list(context, 'pos_w'),
      positionDeviations: list(context, 'pos_xy_std'),
      bilateralWeights: list(context, 'bi_w'),
      bilateralDeviations: list(context, 'bi_xy_std'),
      bilateralColourDeviations: list(context, 'bi_rgb_std'),
    },
  }));
};
