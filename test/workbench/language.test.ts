/** The language in the real editor: highlighting, problems and hovers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workbench } from './workbench';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open({ trust: true });
  await workbench.openFile('deploy.prototxt');
});

afterAll(() => workbench.close());

describe('a prototxt in VS Code', () => {
  it('is highlighted', async () => {
    const shown = workbench.editor.locator('.view-line', { hasText: 'name: "nuclei_largefov"' }).locator('span span');
    const classes = await shown.evaluateAll((spans) => (spans as { className: string }[]).map((span) => span.className));
    await workbench.shot('highlighting');
    expect(new Set(classes).size).toBeGreaterThan(1);
  });
});
