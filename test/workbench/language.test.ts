/** The language in the real editor: highlighting, problems and hovers. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorkbench, type Workbench } from './workbench';

const open = useWorkbench({ trust: true, file: 'deploy.prototxt' });

function set({ folder }: Workbench, setting: string, value: unknown): void {
  const file = join(folder, '.vscode', 'settings.json');
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), [setting]: value }));
}

describe('a prototxt in VS Code', () => {
  it('is highlighted', async () => {
    const workbench = open();
    const shown = workbench.editor.locator('.view-line', { hasText: 'name: "nuclei_largefov"' }).locator('span span');
    const classes = (): Promise<string[]> => shown.evaluateAll((spans) => (spans as { className: string }[]).map(({ className }) => className));
    // Colours come after the text.
    await expect.poll(async () => new Set(await classes()).size, { timeout: 30_000 }).toBeGreaterThan(1);
    await workbench.shot('highlighting');
  });

  it('tells the receptive field of fc6 on hover', async () => {
    const workbench = open();
    await workbench.goTo(...workbench.place('deploy.prototxt', 'name: "fc6'));
    await workbench.waitForLayer('fc6');
    const { text, pictures } = await workbench.hover();
    await workbench.shot('hover');
    expect(text).toMatch(/Receptive field\s+323×323 px of data/);
    expect(pictures.map(({ address }) => address.slice(0, 18))).toEqual(['data:image/svg+xml']);
    await workbench.page.keyboard.press('Escape');
  });

  it('follows a change of the settings', async () => {
    const workbench = open();
    const hint = workbench.editor.locator('.view-line', { hasText: '→' }).first();
    await hint.waitFor();
    set(workbench, 'atrous.inlayHints.enabled', false);
    await hint.waitFor({ state: 'detached' });
    set(workbench, 'atrous.inlayHints.enabled', true);
    await hint.waitFor();
  });

  it('has a problem where a bottom is broken, and none once it is mended', async () => {
    const workbench = open();
    await workbench.goTo(...workbench.place('deploy.prototxt', 'bottom: "conv1_1'));
    await workbench.page.keyboard.type('x');
    const squiggle = workbench.editor.locator('.squiggly-error');
    await squiggle.first().waitFor();
    await workbench.command('Problems: Focus on Problems View');
    const problem = workbench.page.locator('.markers-panel .monaco-list-row', { hasText: 'conv1_1x' });
    await problem.first().waitFor();
    await workbench.shot('problem');
    await workbench.command('View: Focus Active Editor Group');
    await workbench.page.keyboard.press('Backspace');
    await squiggle.first().waitFor({ state: 'detached' });
    await problem.first().waitFor({ state: 'detached' });
    await workbench.shot('mended');
  });

  it('explains a rule where its code is clicked', async () => {
    const workbench = open();
    await workbench.goTo(...workbench.place('deploy.prototxt', 'bottom: "conv1_1'));
    await workbench.page.keyboard.type('x');
    await workbench.editor.locator('.squiggly-error').first().waitFor();
    await workbench.command('Problems: Focus on Problems View');
    const code = workbench.page.locator('.markers-panel .monaco-list-row', { hasText: 'conv1_1x' }).locator('a', { hasText: 'wiring/unknown-bottom' });
    await code.click({ modifiers: ['ControlOrMeta'] });
    await workbench.webview.locator('h1', { hasText: 'wiring/unknown-bottom' }).waitFor();
    await workbench.shot('rule');
  });
});
