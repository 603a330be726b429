/** Explains why the branches of an atrous head do not fit together. */
import type { Analysis, LayerAnalysis } from '../../analysis/analysis';
import { joinAnd, joinCommas } from '../../l10n/lists';
import { phrase, t } from '../../l10n/text';
import type { Blob } from '../../net/net';
import { formatShape, type Shape } from '../../net/shape';
import { layerTitle, placeOfLayer, type NetRule } from '../net-rule';
import type { RelatedPlace, Report } from '../rule';
import { dilationWord, equalPairs, formatPair, hasHoles, keepingPad, nameOf, slidingKernel, type Kernel } from './kernel';
import { producerOf } from './paths';
import type { DialectId } from '../../schema/dialects';

/** A branch: the convolution with holes at its start, and what it brings to the join. */
interface Branch {
  head: LayerAnalysis;
  kernel: Kernel;
  shape: Shape;
  name: string;
}

/** The first convolution with holes above a blob, as long as there is one bottom to follow. */
function headOf(analysis: Analysis, blob: Blob | undefined): { head: LayerAnalysis; kernel: Kernel } | undefined {
  for (let layer = producerOf(analysis, blob); layer?.layer.bottoms.length === 1; layer = producerOf(analysis, layer.layer.bottoms[0]?.blob)) {
    const kernel = hasHoles(layer) ? slidingKernel(layer) : undefined;
    if (kernel !== undefined) return { head: layer, kernel };
  }
  return undefined;
}

/** The branches of a head that starts from one blob. */
function branchesOf(analysis: Analysis, layer: LayerAnalysis): Branch[] {
  const branches = layer.layer.bottoms.flatMap(({ blob, name }, index): Branch[] => {
    const found = headOf(analysis, blob);
    const shape = layer.bottomShapes[index];
    return found === undefined || shape === undefined ? [] : [{ ...found, shape, name }];
  });
  const sources = new Set(branches.map(({ head }) => head.layer.bottoms[0]?.blob));
  return branches.length < 2 || sources.size > 1 ? [] : branches;
}

function explain({ head, kernel, shape, name }: Branch, dialect: DialectId): RelatedPlace {
  const pad = keepingPad(kernel, kernel.dilation);
  const isKept = pad === undefined || equalPairs(pad, kernel.pad);
  const cause = isKept ? '' : t`; with ${dilationWord(head, dialect)} ${formatPair(kernel.dilation)} pad ${formatPair(pad)} keeps the size, and it has ${formatPair(kernel.pad)}`;
  return { ...placeOfLayer(head.layer), message: t`The branch of \`${nameOf(head)}\` brings \`${name}\`, ${formatShape(shape)}${cause}.` };
}

function reportOf(layer: LayerAnalysis, branches: readonly Branch[], dialect: DialectId): Report {
  const odd = branches.filter(({ kernel }) => {
    const pad = keepingPad(kernel, kernel.dilation);
    return pad !== undefined && !equalPairs(pad, kernel.pad);
  });
  const shapes = joinCommas(branches.map(({ name, shape }) => `\`${name}\` ${formatShape(shape)}`));
  const advice = odd.length > 0
    ? t`Give ${joinAnd(odd.map(({ head, kernel }) => `\`${nameOf(head)}\` pad ${formatPair(keepingPad(kernel, kernel.dilation) ?? kernel.pad)}`))}, as much as the hole needs to keep the size.`
    : t('Give all branches the same number of outputs and the same strides.');
  return {
    ...placeOfLayer(layer.layer),
    data: { pads: odd.map(({ head, kernel }) => ({ layer: head.layer.name, pad: keepingPad(kernel, kernel.dilation) })) },
    message: t`The branches that meet in ${layerTitle(layer.layer)} start from one blob and end in different shapes: ${shapes}. ${advice}`,
    related: branches.map((branch) => explain(branch, dialect)),
  };
}

export const branchShapes: NetRule = {
  code: 'atrous/branch-shapes',
  severity: 'warning',
  title: phrase('Branches of different shapes'),
  doc: phrase('Atrous spatial pyramid pooling runs several convolutions with different holes over one map and adds or joins what they make. The results fit together only if each keeps the size of the map, with padding equal to its hole for a 3×3 kernel, and if all make the same number of channels.'),
  *check({ analysis, dialect }) {
    for (const layer of analysis.layers) {
      const isRefused = layer.definition?.category === 'combination' && layer.refusals.some(({ code }) => code === 'shape-mismatch');
      if (!isRefused) continue;
      const branches = branchesOf(analysis, layer);
      if (new Set(branches.map(({ shape }) => formatShape(shape))).size > 1) yield reportOf(layer, branches, dialect);
    }
  },
};
