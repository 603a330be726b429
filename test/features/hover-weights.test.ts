/** Hovers over layers whose weights are known: shapes, figures, and what is not known yet. */
import { describe, expect, it } from 'vitest';
import { blobsAt, weightsCard } from '../../server/src/features/hover/weights';
import type { DocumentWeights } from '../../server/src/rules/rule';
import { inThreeLayers } from './marked';

const blob = (...shape: number[]) => ({ shape, legacy: false, encoding: 'float32' as const, runs: [], count: shape.reduce((a, b) => a * b, 1) });
const fc6 = [blob(16, 8, 3, 3), blob(16)];
const weights: DocumentWeights = { name: 'w.caffemodel', isChosen: true, index: { name: '', generation: 'V2', layers: [{ name: 'fc6', type: 'Convolution', blobs: fc6, offset: 0 }] } };
const figures = { min: -0.12345, max: 3, mean: 1e-9, zeros: 0.25, notFinite: 0 };

describe('the card of a layer’s weights', () => {
  const at = (mark: string) => inThreeLayers(mark, { weights });

  it('tells figures where they are known', () => {
    const { snapshot, offset } = at('name: "|fc6"');
    expect(blobsAt(snapshot, offset)).toEqual(fc6);
    expect(weightsCard(snapshot, offset, (stored) => (stored === fc6[0] ? figures : { ...figures, notFinite: 3 }))?.split('\n')).toEqual([
      '`w.caffemodel`', '',
      '| Weights | Shape | min | max | mean | zeros | NaN, Inf |',
      '| :-- | :-- | --: | --: | --: | --: | --: |',
      '| weights | 16×8×3×3 | −0.123 | 3 | 1e−9 | 25 % | 0 |',
      '| bias | 16 | −0.123 | 3 | 1e−9 | 25 % | **3** |',
    ]);
  });

  it('says what is still being computed', () => {
    const { snapshot, offset } = at('name: "|fc6"');
    expect(weightsCard(snapshot, offset, () => undefined)).toMatch(/\| weights \| 16×8×3×3 \| … \| .*\n\nThe figures are being computed: point here again\.$/s);
  });

  it.each(['name: "|conv1"', 'name: "|relu1"', 'input: |"data"'])('is absent at %s', (mark) => {
    const { snapshot, offset } = at(mark);
    expect(weightsCard(snapshot, offset, () => figures)).toBeUndefined();
  });
});
