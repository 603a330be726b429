/** Every page in all four kinds of colours: held against the rules of accessibility that a program can check, without motion, and left by Tab. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import { describe, expect, it } from 'vitest';
import { root } from '../support/shared';
import { useWorkbench, type Workbench } from './workbench';

/** VS Code's themes by the kind that pages are told. */
const themes = {
  'vscode-dark': 'Default Dark Modern',
  'vscode-light': 'Default Light Modern',
  'vscode-high-contrast': 'Default High Contrast',
  'vscode-high-contrast-light': 'Default High Contrast Light',
} as const;

/** What pages are evaluated with, as far as it is used. */
interface PageGlobals {
  axe?: { run(options: RunOptions): Promise<AxeResults> };
  document: { hasFocus(): boolean; querySelectorAll(selector: string): Iterable<{ tagName: string }> };
  getComputedStyle: (element: unknown) => { animationName: string; transitionDuration: string };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The tab above a page is its heading. */
const options: RunOptions = { resultTypes: ['violations'], rules: { 'page-has-heading-one': { enabled: false } } };

/** What is wrong with the page on screen, as `rule: element (why)`. */
function violations({ webview }: Workbench): Promise<string[]> {
  return webview.locator('html').evaluate(async (_node, given) => {
    const page = globalThis as unknown as PageGlobals;
    if (!page.axe) (0, eval)(given.axe);
    const results = await page.axe?.run(given.options);
    return results?.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} (${failureSummary ?? ''})`)) ?? ['axe did not run'];
  }, { axe, options });
}

function useTheme({ folder, webview }: Workbench, kind: keyof typeof themes): Promise<void> {
  const file = join(folder, '.vscode', 'settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...settings, 'workbench.colorTheme': themes[kind], 'workbench.reduceMotion': 'on' }));
  return webview.locator(`body.vscode-reduce-motion[data-vscode-theme-kind="${kind}"]`).waitFor();
}

/** Elements that would move, by their tags. */
function moving({ webview }: Workbench): Promise<string[]> {
  return webview.locator('html').evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as PageGlobals;
    const moves = (element: unknown): boolean => getComputedStyle(element).animationName !== 'none' || getComputedStyle(element).transitionDuration !== '0s';
    return [...document.querySelectorAll('*')].filter(moves).map(({ tagName }) => tagName);
  });
}

/** How many times Tab is pressed from the first control until the focus leaves the page; undefined where it does not. */
async function tabsToLeave({ webview, page }: Workbench, most: number): Promise<number | undefined> {
  await webview.locator('button, input, select').first().focus();
  for (let pressed = 1; pressed <= most; pressed++) {
    await page.keyboard.press('Tab');
    if (!(await webview.locator('html').evaluate(() => (globalThis as unknown as PageGlobals).document.hasFocus()))) return pressed;
  }
  return undefined;
}

async function choose({ quickInput }: Workbench, file: string): Promise<void> {
  await quickInput.locator('input').fill(file);
  await quickInput.locator('.monaco-list-row', { hasText: file }).first().click();
}

const picture = '58cc121d37fb.jpg';

interface OpenedPage {
  name: string;
  /** A command about the net, or a file that opens as a page. */
  command?: string;
  file?: string;
  /** Makes that file. */
  prepare?: (workbench: Workbench) => void;
  /** What is answered to the command's question. */
  answer?: string;
  /** What is on screen when the page is complete. */
  complete: string;
  then?: (workbench: Workbench) => Promise<void>;
}

const pages: readonly OpenedPage[] = [
  { name: 'layers', command: 'Show Layers', complete: '.row[aria-selected="true"]' },
  { name: 'graph', command: 'Show Graph', complete: '.drawing[data-state="shown"]' },
  { name: 'comparison', command: 'Compare Nets…', answer: 'wider.prototxt', complete: 'li.changed' },
  { name: 'feature maps', command: 'Show Feature Maps of Layer', answer: picture, complete: 'main[data-state="shown"]' },
  { name: 'effective field', command: 'Measure Effective Receptive Field', complete: 'img.map' },
  {
    name: 'preview', command: 'Run Model on Image…', answer: picture, complete: 'main[data-state="shown"]',
    async then({ webview, page }) {
      await webview.getByRole('switch', { name: 'Dense CRF' }).click();
      await webview.getByText('of the pixels changed').waitFor();
      await webview.getByRole('application', { name: 'Classes of the pixels' }).focus();
      await page.keyboard.press('End');
      await page.keyboard.press('PageUp');
      expect(await webview.locator('.readout [aria-live]').innerText()).toMatch(/^(background|nucleus).* · \d+, \d+$/);
    },
  },
  {
    name: 'preview of a broken net', command: 'Run Model on Image…', answer: picture, complete: 'main[data-state="shown"]',
    async then(workbench) {
      await workbench.command('View: Focus First Editor Group');
      await workbench.goTo(...workbench.place('deploy.prototxt', 'bottom: "pool5'));
      await workbench.replaceBefore(1, '6');
      await workbench.webview.locator('main[data-state="failed"]').waitFor();
    },
  },
  {
    name: 'ONNX model', file: 'nuclei.onnx', complete: 'main.onnx',
    prepare({ folder }) {
      execFileSync(process.execPath, [join(root, 'dist', 'cli.js'), 'export', 'deploy.prototxt', '--weights', 'nuclei.caffemodel', '--output', 'nuclei.onnx'], { cwd: folder });
    },
  },
  {
    name: 'weights', file: 'nuclei.caffemodel', complete: '#row-0',
    // The figures come after the table.
    then: ({ webview }) => webview.locator('.row', { hasText: 'conv1_1' }).filter({ hasText: '−0.03608' }).waitFor(),
  },
];

const open = useWorkbench({ trust: true });

describe('in dark, light and both high contrasts', () => {
  it.each(pages)('$name', async ({ name, command, file, prepare, answer, complete, then }) => {
    const workbench = open();
    // Files open in the place of the net.
    await workbench.openFile('deploy.prototxt');
    prepare?.(workbench);
    const text = readFileSync(join(workbench.folder, 'deploy.prototxt'), 'utf8');
    writeFileSync(join(workbench.folder, 'wider.prototxt'), text.replace('dilation: 6', 'dilation: 12'));
    await workbench.goTo(...workbench.place('deploy.prototxt', 'name: "conv3_1'));
    await workbench.waitForLayer('conv3_1');
    if (command !== undefined) await workbench.command(`Atrous: ${command}`);
    if (file !== undefined) await workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).dblclick();
    if (answer !== undefined) await choose(workbench, answer);
    await workbench.webview.locator(complete).waitFor();
    await then?.(workbench);
    const found: Record<string, string[]> = {};
    for (const kind of Object.keys(themes) as (keyof typeof themes)[]) {
      await useTheme(workbench, kind);
      await workbench.shot(`${name} - ${kind}`);
      found[kind] = await violations(workbench);
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(themes).map((kind) => [kind, []])));
    expect(await moving(workbench)).toEqual([]);
    const controls = await workbench.webview.locator('button, input, select, summary, [tabindex="0"]').count();
    if (controls > 0) expect(await tabsToLeave(workbench, controls + 2)).toBeDefined();
    await workbench.command('View: Focus First Editor Group');
    await workbench.command('View: Close Editors in Other Groups');
  });
});
