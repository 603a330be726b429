/** One layer's LoweringContext over the graph of its stage. */
import { t } from '../l10n/text';
import type { LayerQuery } from '../layers/definition';
import type { Layer, Phase } from '../net/net';
import type { GraphBuilder } from './graph';
import type { AttributeValue, KernelCall, LoweringContext, TensorName } from './lowering';
import { LoweringError } from './problem';
import { unsupportedLayer } from './plan';
import type { WeightBlob } from './supply';

/** What the compiler tells a context, and hears from it. */
export interface LayerSite {
  layer: Layer;
  phase: Phase;
  builder: GraphBuilder;
  bottomShapes: readonly (readonly number[])[];
  topShapes: readonly (readonly number[])[];
  inputs: readonly TensorName[];
  weights: readonly WeightBlob[];
  isDynamic: boolean;
  output: (index: number, tensor: TensorName) => void;
  netInput: (index: number) => TensorName;
  kernel: (call: KernelCall) => TensorName;
}

/** Refusals were stated when shapes were inferred; here they are only heard again. */
const ignoreRefusal: LayerQuery['refuse'] = () => undefined;

export function contextFor(site: LayerSite): LoweringContext {
  const { layer, builder, weights } = site;
  const blob = (index: number): WeightBlob => {
    const found = weights[index];
    if (!found) throw new LoweringError(unsupportedLayer(layer, t`it needs ${index + 1} weight blobs and has ${weights.length}`));
    return found;
  };
  const nodes = (op: string, inputs: readonly (TensorName | undefined)[], outputs: number, attributes: Record<string, AttributeValue> = {}): TensorName[] =>
    builder.add(layer.name, op, inputs, outputs, attributes);

  return {
    layer,
    phase: site.phase,
    bottoms: site.bottomShapes,
    tops: site.topShapes,
    refuse: ignoreRefusal,
    bottomShapes: site.bottomShapes,
    topShapes: site.topShapes,
    inputs: site.inputs,
    isDynamic: site.isDynamic,
    output: site.output,
    netInput: site.netInput,
    kernel: site.kernel,
    nodes,
    node: (op, inputs, attributes) => nodes(op, inputs, 1, attributes)[0] ?? '',
    weight(index, shape) {
      const weight = blob(index);
      return builder.weight(`${layer.name}/weights_${index}`, weight, shape ?? weight.shape);
    },
    weightValues: (index) => blob(index).values(),
    weightCount: weights.length,
    floats: (values, shape) => builder.constant('float32', values, shape ?? [values.length]),
    integers: (values, shape) => builder.constant('int64', values, shape ?? [values.length]),
    scalar: (value) => builder.constant('float32', [value], []),
    unsupported: (reason) => {
      throw new LoweringError(unsupportedLayer(layer, reason));
    },
  };
}
