/** Nets that are refused beforehand because they need more memory than there is. */
import { memoryOf } from '../analysis/memory';
import { t } from '../l10n/text';
import { gigabytes, memoryLimit } from './host-settings';
import { lineAt, type PreparedNet } from './model';
import { InferenceError } from './problem';

/**
 * The weights and the feature maps that are alive at one time must fit; what convolutions need beside them is not known beforehand.
 * @throws InferenceError for a net that cannot fit
 */
export function refuseLargeNet({ tree, analysis }: PreparedNet, limit = memoryLimit()): void {
  const { weights, peak, peakLayer } = memoryOf(analysis);
  if (weights + peak <= limit) return;
  const layer = peakLayer === undefined ? undefined : analysis.net.layers[peakLayer];
  throw new InferenceError({
    code: 'run/memory',
    message: layer
      ? t`The net needs about ${gigabytes(weights + peak)} of memory: ${gigabytes(weights)} for its weights and ${gigabytes(peak)} for its feature maps while "${layer.name}" runs. A run may take ${gigabytes(limit)} here. Give the net a smaller input or a smaller batch.`
      : t`The net needs about ${gigabytes(weights + peak)} of memory: ${gigabytes(weights)} for its weights and ${gigabytes(peak)} for its feature maps. A run may take ${gigabytes(limit)} here. Give the net a smaller input or a smaller batch.`,
    ...(layer && { line: lineAt(tree.text, layer.node.start) }),
    wayOut: 'showProblem',
  });
}
