/** Weights in the real editor: a net that they do not fit is told and mended, and a net with its weights is exported. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { useWorkbench } from './workbench';

const open = useWorkbench({ trust: true, file: 'deploy.prototxt' });

describe('weights beside a net', () => {
  it('a layer that they do not fit is marked, and its fix is offered where the text was changed', async () => {
    const workbench = open();
    await workbench.goTo(...workbench.place('deploy.prototxt', 'num_output: 16'));
    await workbench.replaceBefore(2, '32');
    const warning = workbench.editor.locator('.squiggly-warning').first();
    await warning.waitFor();
    await workbench.command('Quick Fix...');
    const fix = workbench.page.locator('.action-widget .monaco-list-row.focused', { hasText: 'Set num_output 16 as in training' });
    await fix.waitFor();
    await workbench.shot('weights fix');
    await workbench.page.keyboard.press('Enter');
    await warning.waitFor({ state: 'detached' });
  });
});

describe('Export to ONNX…', () => {
  it('asks how and where, and tells what was written', async () => {
    const workbench = open();
    const { page, quickInput } = workbench;
    await workbench.command('Atrous: Export to ONNX…');
    for (const wanted of ['Another input size', 'Another operator set']) await quickInput.locator('.monaco-list-row', { hasText: wanted }).click();
    await page.keyboard.press('Enter');
    await quickInput.getByText('Height and width in pixels').waitFor();
    await page.keyboard.type('65 by 65');
    await quickInput.getByText('Give height and width').waitFor();
    await quickInput.locator('input[type="text"]').fill('65x97');
    await page.keyboard.press('Enter');
    await quickInput.locator('.monaco-list-row', { hasText: '13' }).click();
    await expect.poll(() => quickInput.locator('input[type="text"]').inputValue()).toBe(join(workbench.folder, 'deploy.onnx'));
    await page.keyboard.press('Enter');
    await page.locator('.notifications-toasts', { hasText: 'deploy.onnx was written' }).waitFor();
    await workbench.shot('exported');
    expect(statSync(join(workbench.folder, 'deploy.onnx')).size).toBeGreaterThan(2.8e6);
    const session = await InferenceSession.create(join(workbench.folder, 'deploy.onnx'));
    expect(session.inputMetadata).toMatchObject([{ shape: [1, 3, 65, 97] }]);
  });
});
