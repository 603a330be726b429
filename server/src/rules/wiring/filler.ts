/** Reports fillers that Caffe does not know, or that cannot fill the blob that they are given for. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { joinCommas } from '../../l10n/lists';
import { phrase, t } from '../../l10n/text';
import { differ } from '../../layers/dims';
import type { ParameterBlob } from '../../layers/definition';
import type { Layer } from '../../net/net';
import { formatShape } from '../../net/shape';
import { closestName } from '../../schema/suggestion';
import { vocabularyOf } from '../../schema/vocabulary';
import { Attachment } from '../../syntax/attachment';
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

/** A filler that a layer gives for one of its blobs. */
interface Given {
  blob: number;
  name: string;
  node: ScalarNode;
}

/** The fillers of a layer that may be wrong, read once for each text: as soon as its blobs are known. */
const doubtful = new Attachment<Layer['param'], readonly Given[]>();

function doubtfulOf(result: LayerAnalysis): readonly Given[] {
  if (result.blobs.length === 0) return [];
  let given = doubtful.get(result.text);
  if (given === undefined) doubtful.set(result.text, (given = readFillers(result).filter(({ name }) => name === 'bilinear' || !known.includes(name))));
  return given;
}

const readFillers = ({ layer, definition, blobs }: LayerAnalysis): Given[] => blobs.flatMap(({ filler }, blob) => {
  const fields = filler === undefined ? undefined : layer.param(definition?.param ?? '').message(filler);
  const [name, node] = [fields?.text('type') ?? '', fields?.scalars('type').at(-1)];
  return node === undefined || name.includes('${') ? [] : [{ blob, name, node }];
});

function* fillersOf(result: LayerAnalysis): Iterable<LayerReport> {
  for (const { blob, name, node } of doubtfulOf(result)) {
    const filled = result.blobs[blob];
    if (!known.includes(name)) yield unknownFiller(name, node);
    else if (filled !== undefined && !isBilinear(filled)) {
      yield {
        ...rangeOfNode(node), data: { replacement: 'constant' },
        message: t`The filler \`bilinear\` is for square kernels of two axes; this blob is ${formatShape(filled.shape)}. Take another, or make the kernel square.`,
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
