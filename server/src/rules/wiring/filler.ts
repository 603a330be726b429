/** Reports fillers that Caffe does not know, or that cannot fill the blob that they are given for. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { joinCommas } from '../../l10n/lists';
import { phrase, t } from '../../l10n/text';
import { differ } from '../../layers/dims';
import type { ParameterBlob } from '../../layers/definition';
import { formatShape } from '../../net/shape';
import { closestName } from '../../schema/suggestion';
import { vocabularyOf } from '../../schema/vocabulary';
import type { ScalarNode } from '../../syntax/tree';
import type { LayerReport, LayerRule } from '../layer-rule';
import { rangeOfNode } from '../net-rule';

const known = (vocabularyOf('FillerParameter', 'type') ?? []).map(({ name }) => name);

/** A misspelt name, or one that only another build may have. */
function unknownFiller(name: string, node: ScalarNode): LayerReport {
  const replacement = closestName(name, known);
  const advice = replacement === undefined ? t`Caffe has ${joinCommas(known)}.` : t`Did you mean \`${replacement}\`?`;
  return {
    ...rangeOfNode(node), severity: replacement === undefined ? 'warning' : 'error',
    message: t`There is no filler \`${name}\`. ${advice}`, ...(replacement === undefined ? {} : { data: { replacement } }),
  };
}

/** The bilinear filler fills square kernels of two axes. */
const isBilinear = ({ shape }: ParameterBlob): boolean => shape.length === 4 && !differ(shape[2], shape[3]);

function* fillersOf({ layer, definition, blobs }: LayerAnalysis): Iterable<LayerReport> {
  for (const blob of blobs) {
    const filler = blob.filler === undefined ? undefined : layer.param(definition?.param ?? '').message(blob.filler);
    const node = filler?.scalars('type').at(-1);
    const name = filler?.text('type') ?? '';
    if (node === undefined || name.includes('${')) continue;
    if (!known.includes(name)) yield unknownFiller(name, node);
    else if (name === 'bilinear' && !isBilinear(blob)) {
      yield {
        ...rangeOfNode(node), data: { replacement: 'constant' },
        message: t`The filler \`bilinear\` is for square kernels of two axes; this blob is ${formatShape(blob.shape)}. Take another, or make the kernel square.`,
      };
    }
  }
}

export const filler: LayerRule = {
  code: 'wiring/filler',
  severity: 'error',
  title: phrase('Filler that cannot fill'),
  doc: phrase('New weights start from a filler: `constant`, `gaussian`, `uniform`, `xavier`, `msra`, `bilinear` or `positive_unitball`. Caffe stops at a name that it does not know, and `bilinear` fills square kernels only.'),
  *checkLayers({ layers }) {
    for (const layer of layers) yield* fillersOf(layer);
  },
};
