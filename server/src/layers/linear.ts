/** Layers that multiply by a learnt matrix without looking at neighbours: InnerProduct and Embed. */
import { phrase, t } from '../l10n/text';
import type { Dim, Shape } from '../net/shape';
import type { LayerDefinition, LayerQuery, ParameterBlob } from './definition';
import { axisOf, canonicalAxis, checkAtLeast, checkGiven, exactly, outputsOf, product } from './dims';
import { everywhere } from './windows';
import { lowerEmbed, lowerInnerProduct } from './lowering/linear';

/** The axes kept, and the number of values that each row of the matrix multiplies. */
function innerProductParts({ layer, bottoms: [bottom] }: LayerQuery): { kept: Shape; inner: Dim } | undefined {
  const axis = bottom && canonicalAxis(layer.param('inner_product_param').number('axis'), bottom.length);
  return axis === undefined ? undefined : { kept: bottom?.slice(0, axis) ?? [], inner: product(bottom?.slice(axis) ?? []) };
}

function innerProductShapes(query: LayerQuery): readonly Shape[] | undefined {
  const fields = query.layer.param('inner_product_param');
  if (!fields.has('num_output')) query.refuse('missing-parameter', t('Say how many values come out: `num_output`.'));
  checkAtLeast(query, fields, 'num_output');
  const outputs = outputsOf(fields);
  const [bottom] = query.bottoms;
  if (bottom === undefined) return [['?', outputs]];
  if (axisOf(query, fields, 'axis', bottom) === undefined) return undefined;
  return [[...(innerProductParts(query)?.kept ?? []), outputs]];
}

function innerProductParameters(query: LayerQuery): readonly ParameterBlob[] {
  const fields = query.layer.param('inner_product_param');
  const [outputs, inner] = [outputsOf(fields), innerProductParts(query)?.inner ?? '?'];
  const sides = [{ dim: outputs, field: 'num_output' }, { dim: inner, field: undefined }];
  if (fields.flag('transpose')) sides.reverse();
  const weights: ParameterBlob = { role: phrase('weights'), shape: sides.map(({ dim }) => dim), axes: sides.map(({ field }) => field), filler: 'weight_filler' };
  return fields.flag('bias_term') ? [weights, { role: phrase('bias'), shape: [outputs], axes: ['num_output'], filler: 'bias_filler' }] : [weights];
}

const innerProduct: LayerDefinition = {
  type: 'InnerProduct',
  v1: ['INNER_PRODUCT'],
  v0: ['innerproduct'],
  category: 'linear',
  param: 'inner_product_param',
  doc: phrase('Flattens everything from `axis` on and multiplies it by a learnt matrix: y = W·x + b. Every output sees the whole map; '
    + 'a convolution with a kernel as large as the map does the same and takes maps of any size.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: innerProductShapes,
  window: () => everywhere,
  parameters: innerProductParameters,
  macs: (query) => product([...(query.tops[0] ?? ['?']), innerProductParts(query)?.inner ?? '?']),
  lower: lowerInnerProduct,
};

const embed: LayerDefinition = {
  type: 'Embed',
  category: 'linear',
  param: 'embed_param',
  doc: phrase('Looks up a learnt vector for each number: row x of a matrix of `input_dim` rows.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: (query) => {
    const fields = query.layer.param('embed_param');
    for (const name of ['num_output', 'input_dim']) {
      checkGiven(query, fields, name);
      checkAtLeast(query, fields, name);
    }
    const [bottom] = query.bottoms;
    return bottom && [[...bottom, outputsOf(fields)]];
  },
  parameters: ({ layer }) => {
    const fields = layer.param('embed_param');
    const weights: ParameterBlob = { role: phrase('weights'), shape: [fields.number('input_dim'), outputsOf(fields)], filler: 'weight_filler' };
    return fields.flag('bias_term') ? [weights, { role: phrase('bias'), shape: [outputsOf(fields)], filler: 'bias_filler' }] : [weights];
  },
  lower: lowerEmbed,
};

export const linearLayers: readonly LayerDefinition[] = [innerProduct, embed];
