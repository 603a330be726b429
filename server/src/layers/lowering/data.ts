/** Lowering of the layers that bring blobs in: what the caller gives, what the weights file holds, and constants. */
import { t } from '../../l10n/text';
import { fill, fillerOf, constantFiller } from '../../onnx/fillers';
import { randomSource, seedFrom } from '../../onnx/random';
import { filled, productOf, type Lower } from './values';

export const lowerInput: Lower = (context) => {
  for (const i of context.topShapes.keys()) context.output(i, context.netInput(i));
};

export const lowerParameter: Lower = (context) => context.output(0, context.weight(0));

/** One filler for all tops, or one for each. Random ones give the same numbers each time. */
export const lowerDummyData: Lower = (context) => {
  const fillers = context.layer.param('dummy_data_param').messages('data_filler').map(fillerOf);
  for (const [i, shape] of context.topShapes.entries()) {
    const filler = fillers[fillers.length === 1 ? 0 : i] ?? constantFiller(0);
    if (filler.type === 'constant') {
      context.output(i, filled(context, filler.value, shape));
      continue;
    }
    const values = new Float32Array(productOf(shape));
    if (!fill(values, filler, shape, randomSource(seedFrom(0, context.layer.name, i)))) context.unsupported(t`there is no filler "${filler.type}"`);
    context.output(i, context.floats(values, shape));
  }
};
