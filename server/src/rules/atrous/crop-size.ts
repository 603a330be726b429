/** Reports crops that a pretrained fully connected layer cannot take. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { phrase, t } from '../../l10n/text';
import { layerTitle, placeOfLayer, type NetContext, type NetRule } from '../net-rule';
import type { Report } from '../rule';
import { trainedAs, type FullyConnected } from './fully-connected';
import { axes, formatSize, nameOf, sizeAlong } from './kernel';
import { placeOfSize, sizeNode } from './sizes';

function reportOf(context: NetContext, layer: LayerAnalysis, { title, units, picture }: FullyConnected): Report | undefined {
  const sizes = axes.map((axis) => sizeAlong(layer.bottomShapes[0], axis));
  const field = layer.bottomFields[0]?.[0];
  const input = field && context.analysis.inputs[field.input];
  if (input === undefined || sizes.some((size) => size === undefined) || sizes.every((size) => size === units)) return undefined;
  const channels = layer.bottomShapes[0]?.[1] ?? '?';
  const node = sizeNode(context, input, sizes[0] === units ? 1 : 0);
  return {
    ...placeOfSize(context, input, sizes[0] === units ? 1 : 0),
    message: t`Pictures of ${formatSize(input.shape)} give ${layerTitle(layer.layer)} a map of ${formatSize(layer.bottomShapes[0])}; its weights in ${title} are for ${units}×${units} with ${channels} channels, which a picture of ${picture}×${picture} gives. Take size ${picture}, or make the layer a convolution.`,
    related: [{ ...placeOfLayer(layer.layer), message: t`\`${nameOf(layer)}\` takes ${units}×${units} units.` }],
    ...(node && { data: { sizes: [picture] } }),
  };
}

export const cropSize: NetRule = {
  code: 'atrous/crop-size',
  severity: 'warning',
  title: phrase('Crop does not fit the pretrained net'),
  doc: phrase('A fully connected layer has one weight for each unit of the map that it reads, so its weights fit one picture size only: 224 for VGG, 227 for AlexNet and CaffeNet. With another `crop_size` Caffe refuses the weights. Set the size that they were trained with, or make the layer a convolution, which takes any.'),
  *check(context) {
    for (const layer of context.analysis.layers) {
      if (layer.definition?.category !== 'linear') continue;
      const trained = trainedAs(context.analysis, layer);
      const report = trained && reportOf(context, layer, trained);
      if (report !== undefined) yield report;
    }
  },
};
