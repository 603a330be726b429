/** Reports atrous convolutions whose padding does not keep the size of their map. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { phrase, t, type Words } from '../../l10n/text';
import type { LayerRule } from '../layer-rule';
import { layerTitle } from '../net-rule';
import type { Report } from '../rule';
import { axes, dilationWord, equalPairs, formatPair, formatSize, hasHoles, keepingPad, pairOf, placeOfNumber, reachOf, slidingKernel, type Kernel } from './kernel';

/** A padding that is absent may be meant; one that does not suffice is not. */
function isMeantToKeep({ stride, pad }: Kernel): boolean {
  return stride.every((step) => step === 1) && pad.every((padding) => padding > 0);
}

function sizeText({ bottomShapes, topShapes }: LayerAnalysis, kernel: Kernel): Words {
  const [from, to] = [formatSize(bottomShapes[0]), formatSize(topShapes[0])];
  const change = pairOf((axis) => 2 * kernel.pad[axis] - reachOf(kernel, axis) + 1);
  const grows = change.some((difference) => difference > 0);
  if (!from.includes('?') && !to.includes('?')) return grows ? t`the map grows from ${from} to ${to}` : t`the map shrinks from ${from} to ${to}`;
  const units = formatPair(pairOf((axis) => Math.abs(change[axis])));
  return grows ? t`the map grows by ${units}` : t`the map shrinks by ${units}`;
}

export const padding: LayerRule = {
  code: 'atrous/padding',
  severity: 'warning',
  title: phrase('Padding does not fit the hole'),
  doc: phrase('A convolution of stride 1 keeps the size of its map when its padding is dilation · (kernel - 1) / 2: 1 for a 3×3 kernel, 12 with dilation 12, 6 for a 4×4 kernel with dilation 4. Who changes a hole must change the padding with it, or the map shrinks, its units move off the pixels, and branches no longer fit together.'),
  *checkLayers({ layers, dialect }) {
    for (const layer of layers) {
      const kernel = hasHoles(layer) ? slidingKernel(layer) : undefined;
      if (kernel === undefined || !isMeantToKeep(kernel)) continue;
      const pad = keepingPad(kernel, kernel.dilation);
      if (pad === undefined || equalPairs(pad, kernel.pad)) continue;
      yield reportOf(layer, kernel, pad, dilationWord(layer, dialect));
    }
  },
};

function reportOf(layer: LayerAnalysis, kernel: Kernel, pad: readonly [number, number], word: string): Report {
  const kernelText = axes.map((axis) => kernel.taps[axis]).join('×');
  return {
    ...placeOfNumber(layer, 'pad'),
    message: t`${layerTitle(layer.layer)} has pad ${formatPair(kernel.pad)} for a ${kernelText} kernel with ${word} ${formatPair(kernel.dilation)}: ${sizeText(layer, kernel)}. Pad ${formatPair(pad)}, which is ${word} · (kernel - 1) / 2, keeps the size.`,
    data: { pad },
  };
}
