/** Drives VS Code in a browser as a user would. Every wait is for a condition. */
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, vi } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    workbench: { url: string; folder: string; folders: string; shots: string };
  }
}

/** In a container there is no sandbox to be had, and no GPU. */
const browserFlags = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'];

/** What a hover shows. */
export interface Hover {
  text: string;
  /** Widths in pixels, as they are drawn. */
  pictures: readonly { address: string; width: number }[];
}

export interface WorkbenchOptions {
  /** The answer to VS Code's question whether to trust the folder. */
  trust: boolean;
  /** The file to open. */
  file?: string;
}

export class Workbench {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
    readonly folder: string,
    private readonly shots: string,
  ) {}

  /** Opens the folder of the tests in a fresh browser profile. */
  static async open({ trust, file }: WorkbenchOptions): Promise<Workbench> {
    const { url, folder: template, folders, shots } = inject('workbench');
    // What one file of tests leaves unsaved would come back in the next.
    const folder = join(mkdtempSync(join(folders, 'copy-')), 'nuclei');
    cpSync(template, folder, { recursive: true });
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: browserFlags });
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, locale: 'en-US' });
    await page.goto(`${url}?folder=${encodeURIComponent(folder)}`);
    const workbench = new Workbench(browser, page, folder, shots);
    await workbench.answerTrust(trust);
    if (file !== undefined) await workbench.openFile(file);
    return workbench;
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** Keeps a picture of the screen among the artefacts. */
  async shot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(this.shots, `${name}.png`) });
  }

  private async answerTrust(trust: boolean): Promise<void> {
    const dialog = this.page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: trust ? /^Yes, I trust/ : /^No, I don't trust/ }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Runs a command of the palette by its whole title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.locator('input').fill(`>${title}`);
    // Not by the mouse, which would end up over the text and hide a hover.
    await this.quickInput.locator('.monaco-list-row.focused', { hasText: title }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** The first line of a file with that text, and the column behind it, both from 1. */
  place(file: string, text: string): [line: number, column: number] {
    const lines = readFileSync(join(this.folder, file), 'utf8').split('\n');
    const line = lines.findIndex((candidate) => candidate.includes(text));
    return [line + 1, (lines[line]?.indexOf(text) ?? 0) + text.length + 1];
  }

  /** Types in place of the last `count` characters before the cursor. */
  async replaceBefore(count: number, text: string): Promise<void> {
    for (let pressed = 0; pressed < count; pressed++) await this.page.keyboard.press('Backspace');
    await this.page.keyboard.type(text);
  }

  /** Opens a file of the folder by its path and waits for its text. (The absolute path is found without a file search.) */
  async openFile(path: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+P');
    await this.quickInput.locator('input').fill(join(this.folder, path));
    const name = path.slice(path.lastIndexOf('/') + 1);
    await this.quickInput.locator('.monaco-list-row', { hasText: name }).first().click();
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.editor.locator('.view-line').first().waitFor();
  }

  /** The text editor that has, or had last, the focus. */
  get editor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor[role="code"]').first();
  }

  /** Puts the cursor at a line and column, both from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.quickInput.locator('input').fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /**
   * Waits until the language server knows the layer at the cursor: the path above the editor ends with its name, and its
   * hint is on screen, which moves the text and would hide a hover.
   */
  async waitForLayer(name: string): Promise<void> {
    await this.page.locator('.editor-group-container.active .monaco-breadcrumb-item', { hasText: name }).first().waitFor();
    await this.editor.locator('.view-line', { hasText: `"${name}"` }).filter({ hasText: '→' }).first().waitFor();
  }

  /**
   * Shows the hover at the cursor and reads it while it is on screen. Whatever arrives late and moves the text hides a
   * hover: then it is asked for again.
   */
  async hover(): Promise<Hover> {
    const row = this.page.locator('.monaco-resizable-hover .hover-row').first();
    return vi.waitFor(async () => {
      await this.command('Show or Focus Hover');
      await row.waitFor({ timeout: 5_000 });
      const hover = await row.evaluate((node) => {
        const element = node as unknown as { innerText: string; offsetHeight: number; querySelectorAll(selector: string): Iterable<{ src: string; naturalWidth: number }> };
        const pictures = [...element.querySelectorAll('img')].map(({ src, naturalWidth }) => ({ address: src, width: naturalWidth }));
        return { text: element.innerText, isVisible: element.offsetHeight > 0, pictures };
      });
      if (!hover.isVisible || hover.pictures.some(({ width }) => width === 0)) throw new Error('The hover is not on screen.');
      return hover;
    }, { timeout: 40_000 });
  }

  /** The page inside the webview that is on screen. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }
}

/** A workbench for all tests of a file. A test that fails leaves a picture of the screen under its name. */
export function useWorkbench(options: WorkbenchOptions): () => Workbench {
  let workbench: Workbench | undefined;
  beforeAll(async () => {
    workbench = await Workbench.open(options);
  });
  afterEach(async ({ task }) => {
    const { page } = workbench ?? {};
    if (task.result?.state === 'fail') await workbench?.shot(`failed - ${task.name}`);
    // Requests that the server could not answer show as errors at the edge of the screen.
    expect(await page?.locator('.notifications-toasts .codicon-error').count()).toBe(0);
  });
  afterAll(() => workbench?.close());
  return () => {
    if (!workbench) throw new Error('The workbench did not open.');
    return workbench;
  };
}
