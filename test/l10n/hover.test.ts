/** Hovers speak the editor's language. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hover } from '../../server/src/features/hover/hover';
import { speak } from '../../server/src/l10n/languages';
import { inThreeLayers } from '../features/marked';

beforeAll(() => speak('zh-cn'));

afterAll(() => speak('en'));

it('in Chinese', () => {
  const { snapshot, offset } = inThreeLayers('name: "f|c6"');
  expect(JSON.stringify(hover(snapshot, offset)?.contents)).toContain('| 感受野 | `data` 的 27×27 像素，起点 −13 |');
});
