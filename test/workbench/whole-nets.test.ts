/** What is done with whole nets in the real editor: refactorings seen before they are made, comparing, measuring a field. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorkbench } from './workbench';

const open = useWorkbench({ trust: true, file: 'deploy.prototxt' });

describe('Compare Nets', () => {
  it('lists what another net has otherwise, and goes there', async () => {
    const workbench = open();
    const text = readFileSync(join(workbench.folder, 'deploy.prototxt'), 'utf8');
    writeFileSync(join(workbench.folder, 'wider.prototxt'), text.replace('name: "conv5_1"', 'name: "conv5_1" # wider').replace('pad: 6', 'pad: 12').replace('dilation: 6', 'dilation: 12'));
    await workbench.command('Atrous: Compare Nets…');
    await workbench.quickInput.locator('input').fill('wider');
    await workbench.quickInput.locator('.monaco-list-row', { hasText: 'wider.prototxt' }).first().click();
    const { webview } = workbench;
    const changed = webview.locator('.layers li.changed');
    await changed.waitFor();
    await workbench.shot('compare');
    expect(await changed.locator('.settings').innerText()).toMatch(/convolution_param\.dilation\s+12 → 6/);
    expect(await webview.locator('.summary').innerText()).toBe('Layers: 1 changed, 0 added, 0 removed.');
    await changed.locator('.name').click();
    await workbench.page.locator('.monaco-breadcrumb-item', { hasText: 'fc6' }).first().waitFor();
  });
});

describe('Measure Effective Receptive Field', () => {
  it('shows the picture and the figures of the layer at the cursor', async () => {
    const workbench = open();
    await workbench.command('View: Close All Editors');
    await workbench.openFile('deploy.prototxt');
    await workbench.goTo(...workbench.place('deploy.prototxt', 'name: "conv3_1'));
    await workbench.waitForLayer('conv3_1');
    await workbench.command('Atrous: Measure Effective Receptive Field');
    const { webview } = workbench;
    await webview.locator('dl').waitFor({ timeout: 120_000 });
    await workbench.shot('influence');
    expect(await webview.locator('dl').innerText()).toMatch(/Theoretical field\s+27×27 px/);
    expect(await webview.locator('img.map').evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBe(385);
  });
});

describe('Refactor', () => {
  it('shows the difference, and makes it when the user agrees', async () => {
    const workbench = open();
    const { page } = workbench;
    await workbench.command('View: Close All Editors');
    await workbench.openFile('deploy.prototxt');
    await workbench.goTo(...workbench.place('deploy.prototxt', 'name: "conv4_2'));
    await workbench.waitForLayer('conv4_2');
    await workbench.command('Refactor...');
    // By the keyboard: the menu lies under a shield that takes the mouse.
    await page.locator('.action-widget .monaco-list-row.focused', { hasText: 'Set output stride to 16' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('.action-widget .monaco-list-row.focused', { hasText: 'Set output stride to 4' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'Set output stride to 4' }).waitFor();
    await page.locator('.modified .line-insert').first().waitFor();
    await workbench.shot('refactoring');
    await page.locator('.notification-toast .monaco-button', { hasText: 'Apply' }).click();
    await page.locator('.tab.active.dirty[data-resource-name="deploy.prototxt"]').waitFor();
    await workbench.editor.locator('.view-line', { hasText: '96×97×97' }).first().waitFor();
  });
});
