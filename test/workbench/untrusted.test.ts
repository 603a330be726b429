/** An untrusted folder: nets are checked and explained, and nothing runs. */
import { expect, it } from 'vitest';
import { useWorkbench } from './workbench';

const open = useWorkbench({ trust: false, file: 'deploy.prototxt' });

it('explains nets', async () => {
  const workbench = open();
  await workbench.goTo(...workbench.place('deploy.prototxt', 'name: "fc6'));
  await workbench.waitForLayer('fc6');
  expect((await workbench.hover()).text).toContain('Receptive field');
  await workbench.page.keyboard.press('Escape');
});

it('runs none', async () => {
  const workbench = open();
  await workbench.page.locator('.codelens-decoration a', { hasText: 'Run on image…' }).waitFor({ state: 'detached' });
  await workbench.page.keyboard.press('F1');
  await workbench.quickInput.locator('input').fill('>Atrous: Run Model');
  await workbench.quickInput.locator('.monaco-list-row').first().waitFor();
  expect(await workbench.quickInput.locator('.monaco-list-row', { hasText: 'Run Model on Image' }).count()).toBe(0);
  await workbench.shot('untrusted');
});
