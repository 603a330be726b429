/** A run in the real editor: what the preview shows is what `atrous run` writes. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { root } from '../support/shared';
import { useWorkbench, type Workbench } from './workbench';

const picture = '58cc121d37fb.jpg';

const open = useWorkbench({ trust: true, file: 'deploy.prototxt' });

/** Red, green and blue of each pixel that the command line finds, in a row. */
function colorsOfCommandLine(folder: string): Buffer {
  const output = join(folder, 'out');
  const files = ['deploy.prototxt', '--weights', 'nuclei.caffemodel', '--image', join('pictures', picture), '--output', output];
  execFileSync(process.execPath, [join(root, 'dist', 'cli.js'), 'run', ...files], { cwd: folder });
  const labels = readdirSync(output).find((name) => name.endsWith('_labels.png'));
  const { data, palette, width, height } = decode(readFileSync(join(output, labels ?? '')));
  if (!palette) throw new Error('The label map has no palette.');
  return Buffer.from(Array.from({ length: width * height }, (_, pixel) => palette[data[pixel] ?? 0]?.slice(0, 3) ?? []).flat());
}

/** The same of the segmentation on screen; its opacity is a matter of style and does not count. */
async function colorsOnScreen({ webview }: Workbench): Promise<Buffer> {
  const text = await webview.locator('#segmentation').evaluate((node) => {
    const canvas = node as unknown as { width: number; height: number; getContext(kind: '2d'): { getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray } } };
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let colors = '';
    for (let at = 0; at < data.length; at += 4) colors += String.fromCharCode(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
    return btoa(colors);
  });
  return Buffer.from(text, 'base64');
}

describe('Run Model on Image…', () => {
  it('shows beside the net the classes that the command line finds', async () => {
    const workbench = open();
    await workbench.command('Atrous: Run Model on Image…');
    await workbench.quickInput.locator('.monaco-list-row', { hasText: picture }).first().waitFor();
    await workbench.shot('pictures');
    await workbench.quickInput.locator('.monaco-list-row', { hasText: picture }).first().click();
    await workbench.webview.locator('main[data-state="shown"]').waitFor();
    await workbench.shot('preview');
    const [shown, expected] = [await colorsOnScreen(workbench), colorsOfCommandLine(workbench.folder)];
    expect(shown.length).toBe(expected.length);
    expect(shown.equals(expected)).toBe(true);
    expect(new Set(expected).size).toBeGreaterThan(1);
  });

  it('tells the classes, the time of each step and the device', async () => {
    const workbench = open();
    const facts = await workbench.webview.locator('aside').innerText();
    expect(facts).toMatch(/nucleus \(fluorescence\)\s+\d/);
    expect(facts).toMatch(/Running the net\s+[\d.]+ m?s/);
    expect(facts).toMatch(/CPU|threads/);
  });

  it('runs again when a hole is changed, and shows what that does', async () => {
    const workbench = open();
    const before = await colorsOnScreen(workbench);
    await workbench.command('View: Focus First Editor Group');
    await workbench.goTo(...workbench.place('deploy.prototxt', 'dilation: 6'));
    await workbench.replaceBefore(1, '1');
    await workbench.goTo(...workbench.place('deploy.prototxt', 'pad: 6'));
    await workbench.replaceBefore(1, '1');
    await expect.poll(async () => (await colorsOnScreen(workbench)).equals(before), { timeout: 30_000 }).toBe(false);
    await workbench.webview.locator('main[data-state="shown"]').waitFor();
    await workbench.shot('smaller hole');
  });

  it('tells in a sentence what keeps a net from running, with a way to the place', async () => {
    const workbench = open();
    await workbench.command('View: Focus First Editor Group');
    await workbench.goTo(...workbench.place('deploy.prototxt', 'bottom: "pool5'));
    await workbench.replaceBefore(1, '6');
    const notice = workbench.webview.locator('.notice[data-state="failed"]', { hasText: 'pool6' });
    await notice.waitFor();
    await workbench.shot('failure');
    const place = workbench.page.locator('.monaco-breadcrumb-item', { hasText: 'fc6' });
    await workbench.goTo(1, 1);
    await expect.poll(() => place.count()).toBe(0);
    await notice.getByRole('button', { name: 'Show the place' }).click();
    await place.first().waitFor();
    // VS Code learns late that a webview was clicked, and may then take its group for the active one again.
    await workbench.command('View: Focus First Editor Group');
    await workbench.page.locator('.statusbar-item', { hasText: 'selected)' }).waitFor();
    await workbench.waitForLayer('fc6');
    await workbench.goTo(...workbench.place('deploy.prototxt', 'bottom: "pool5'));
    await workbench.replaceBefore(1, '5');
    await workbench.webview.locator('main[data-state="shown"]').waitFor();
  });
});
