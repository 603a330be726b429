/** Feature maps in the real editor: of the layer at the cursor, on the chosen picture. */
import { describe, expect, it } from 'vitest';
import { useWorkbench } from './workbench';

const open = useWorkbench({ trust: true, file: 'deploy.prototxt' });

describe('Show Feature Maps of Layer', () => {
  it('shows the channels of the layer at the cursor', async () => {
    const workbench = open();
    await workbench.goTo(...workbench.place('deploy.prototxt', 'name: "conv2_1'));
    await workbench.command('Atrous: Show Feature Maps of Layer');
    await workbench.quickInput.locator('.monaco-list-row', { hasText: '58cc121d37fb.jpg' }).first().click();
    await workbench.webview.locator('main[data-state="shown"]').waitFor();
    const option = workbench.webview.getByRole('option', { name: /Channel 0 of \d+, from/ });
    await option.waitFor();
    expect(await workbench.webview.locator('aside').innerText()).toMatch(/Convolution · 1×\d+×\d+×\d+/);
    await workbench.shot('feature maps');
  });

  it('is moved through with the keys, and tells each channel to a screen reader', async () => {
    const { webview, page } = open();
    await webview.getByRole('listbox', { name: 'Channels' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await webview.getByRole('option', { name: /Channel 2 of/ }).waitFor();
    await webview.getByRole('heading', { name: 'Channel 2' }).waitFor();
    await page.keyboard.press('End');
    const option = webview.locator('#channel-option');
    const last = (await option.getAttribute('aria-setsize')) ?? '';
    await expect.poll(() => option.getAttribute('aria-posinset')).toBe(last);
  });

  it('shows another layer that is chosen in the page', async () => {
    const workbench = open();
    const { webview } = workbench;
    const layers = await webview.locator('#layer option').allInnerTexts();
    expect(layers).toContain('fc6');
    await webview.locator('#layer').selectOption('relu6');
    await webview.locator('aside', { hasText: 'ReLU ·' }).waitFor();
    await webview.getByText(/channels are dead|No channel is dead/).waitFor();
    await workbench.shot('feature maps of a ReLU');
  });
});
