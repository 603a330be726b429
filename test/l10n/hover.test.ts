/** Hovers speak the editor's language. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { beforeAll, expect, it } from 'vitest';
import { hover } from '../../server/src/features/hover/hover';
import { inThreeLayers } from '../features/marked';
import { root } from '../support/shared';

beforeAll(() => {
  l10n.config({ contents: JSON.parse(readFileSync(join(root, 'l10n', 'bundle.l10n.zh-cn.json'), 'utf8')) as Record<string, string> });
});

it('in Chinese', () => {
  const { snapshot, offset } = inThreeLayers('name: "f|c6"');
  expect(JSON.stringify(hover(snapshot, offset)?.contents)).toContain('| 感受野 | `data` 的 27×27 像素，起点 −13 |');
});
