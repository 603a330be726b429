/** The fully connected layers of known classification nets, which fit one size of picture only. */
import type { Analysis, LayerAnalysis } from '../../analysis/analysis';
import { backbonesIn } from './backbones';

/** The first fully connected layer of a classification net: what it was trained on. */
export interface FullyConnected {
  title: string;
  name: string;
  outputs: number;
  /** Units along each axis of the map that it reads, and the picture that gives them. */
  units: number;
  picture: number;
  /** Whether the layers before it are those of that net. */
  isIn: (analysis: Analysis) => boolean;
}

const firstKernel = ({ layers }: Analysis): LayerAnalysis | undefined => layers.find(({ definition }) => definition?.category === 'convolution');

/** AlexNet and CaffeNet start with 96 kernels of 11×11 and stride 4. */
function startsLikeAlexNet(analysis: Analysis): boolean {
  const first = firstKernel(analysis);
  return first?.blobs[0]?.shape[0] === 96 && first.geometry?.kernel.every((taps) => taps === 11) === true && first.geometry.stride.every((step) => step === 4);
}

const known: readonly FullyConnected[] = [
  { title: 'VGG', name: 'fc6', outputs: 4096, units: 7, picture: 224, isIn: (analysis) => backbonesIn(analysis).some(({ title }) => title.startsWith('VGG')) },
  { title: 'AlexNet', name: 'fc6', outputs: 4096, units: 6, picture: 227, isIn: startsLikeAlexNet },
];

/** The known net that a layer's weights come from, by its name, its outputs and the layers before it. */
export function trainedAs(analysis: Analysis, layer: LayerAnalysis): FullyConnected | undefined {
  const named = known.filter(({ name, outputs }) => name === layer.layer.name && layer.blobs[0]?.shape[0] === outputs);
  return named.find(({ isIn }) => isIn(analysis));
}

/** Units along each axis of the map that the layer was trained on; undefined where that is not known. */
export const pretrainedUnits = (analysis: Analysis, layer: LayerAnalysis): number | undefined => trainedAs(analysis, layer)?.units;
