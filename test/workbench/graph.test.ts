/** The graph of a net in the real editor: groups, finding, the way to the text and back, and what stays while the text is broken. */
import { describe, expect, it } from 'vitest';
import { useWorkbench } from './workbench';

const open = useWorkbench({ trust: true, file: 'deploy.prototxt' });

describe('Show Graph', () => {
  it('draws the layers, those in place folded, and opens where the cursor is', async () => {
    const workbench = open();
    await workbench.goTo(...workbench.place('deploy.prototxt', 'name: "relu5_1'));
    await workbench.command('Atrous: Show Graph');
    await workbench.webview.locator('svg[data-state="shown"]').waitFor();
    await workbench.shot('graph');
    const selected = await workbench.webview.locator('.box.selected', { hasText: 'conv5_1' }).boundingBox();
    const drawing = await workbench.webview.locator('svg.drawing').boundingBox();
    expect((selected?.y ?? 0) - (drawing?.y ?? 0)).toBeGreaterThan(0);
    expect((selected?.y ?? Infinity) + (selected?.height ?? 0)).toBeLessThan((drawing?.y ?? 0) + (drawing?.height ?? 0));
    const box = workbench.webview.locator('.box.layer', { hasText: 'conv1_1' });
    expect(await box.locator('text').allTextContents()).toEqual(['conv1_1', 'Convolution 3×3', '+ ReLU']);
    expect(await workbench.webview.locator('.link text').first().textContent()).toBe('1×3×385×385');
  });

  it('tells the figures under the pointer', async () => {
    const workbench = open();
    await workbench.webview.locator('.box.layer', { hasText: 'conv5_1' }).hover();
    await expect.poll(() => workbench.webview.locator('.card').innerText()).toMatch(/Receptive field\s*147×147 px/);
  });

  it('closes a group and opens it to show what is sought', async () => {
    const workbench = open();
    const { webview } = workbench;
    await webview.getByRole('button', { name: 'Collapse' }).click();
    await webview.locator('.box.closed', { hasText: 'conv1' }).waitFor();
    await webview.locator('.filter').fill('conv4_2');
    await webview.locator('.filter').press('Enter');
    await webview.locator('.box.layer.selected', { hasText: 'conv4_2' }).waitFor();
    await workbench.shot('graph-found');
  });

  it('shows the figures of a box that keys lead to, and tells them to a screen reader', async () => {
    const { webview, page } = open();
    await webview.locator('svg.drawing').focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => webview.locator('.card').innerText()).toMatch(/^conv4_3 Convolution\s*Shape\s*1×96×49×49/);
    const active = await webview.locator('svg.drawing').getAttribute('aria-activedescendant');
    expect(await webview.locator(`#${active}`).getAttribute('aria-label')).toMatch(/^conv4_3 Convolution 3×3 \+ ReLU, Shape 1×96×49×49, Receptive field 99×99 px/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    await webview.locator('.card').waitFor({ state: 'hidden' });
  });

  it('goes to the layer in the text, and selects the layer that is gone to', async () => {
    const workbench = open();
    const { webview } = workbench;
    await webview.locator('svg.drawing').press('Enter');
    await workbench.waitForLayer('conv4_2');
    await workbench.command('View: Focus First Editor Group');
    await workbench.goTo(...workbench.place('deploy.prototxt', 'name: "relu4_3'));
    await webview.locator('.box.selected', { hasText: 'conv4_3' }).waitFor();
  });

  it('keeps the last good drawing while the text is broken', async () => {
    const workbench = open();
    await workbench.page.keyboard.type('"');
    await workbench.webview.locator('svg.outdated').waitFor();
    await workbench.webview.locator('.box.layer', { hasText: 'conv4_3' }).waitFor();
    await workbench.shot('graph-broken');
    await workbench.replaceBefore(1, '');
    await workbench.webview.locator('svg.drawing:not(.outdated)').waitFor();
  });
});
