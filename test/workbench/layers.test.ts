/** The table of layers in the real editor: its figures, and the way from row to text and back. */
import { describe, expect, it } from 'vitest';
import { useWorkbench } from './workbench';

const open = useWorkbench({ trust: true, file: 'deploy.prototxt' });

describe('Show Layers', () => {
  it('lists all layers with their figures', async () => {
    const workbench = open();
    const { webview } = workbench;
    await workbench.command('Atrous: Show Layers');
    const row = webview.locator('.row', { hasText: 'conv1_1' }).first();
    await row.waitFor();
    await workbench.shot('layers');
    expect(await webview.locator('[role="grid"]').getAttribute('aria-rowcount')).toBe('39');
    expect(await row.locator('.cell').allInnerTexts()).toEqual(['conv1_1', '17', 'Convolution', '1×16×385×385', '3', '', '1', '', '3', '1', '−1', '448', '64 M', '9.49 MB']);
  });

  it('sorts by cost, largest first', async () => {
    const { webview } = open();
    const heading = webview.locator('[role="columnheader"]', { hasText: 'Parameters' });
    await heading.click();
    await webview.locator('[role="columnheader"][aria-sort="descending"]', { hasText: 'Parameters' }).waitFor();
    expect(await webview.locator('#row-0').innerText()).toContain('fc6');
    await webview.locator('[role="columnheader"]', { hasText: 'Line' }).click();
  });

  it('goes to the line of the row that is chosen, and selects the row of the line that is gone to', async () => {
    const workbench = open();
    const { webview } = workbench;
    await webview.locator('.filter').fill('fc6');
    await webview.locator('.row', { hasText: 'Convolution' }).first().dblclick();
    await workbench.waitForLayer('fc6');
    await webview.locator('.filter').fill('');
    await workbench.command('View: Focus First Editor Group');
    await workbench.goTo(...workbench.place('deploy.prototxt', 'name: "conv4_2'));
    await webview.locator('.row[aria-selected="true"]', { hasText: 'conv4_2' }).waitFor();
    await workbench.shot('layers-selected');
  });

  it('follows an edit', async () => {
    const workbench = open();
    await workbench.goTo(...workbench.place('deploy.prototxt', 'name: "conv4_2'));
    await workbench.page.keyboard.type('x');
    await workbench.webview.locator('.row', { hasText: 'conv4_2x' }).first().waitFor();
  });
});
