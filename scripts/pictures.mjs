// `node scripts/pictures.mjs`, after a build: takes the pictures of the real editor that stand in the README, in docs/crf.md and in the walkthrough.
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as browserType } from 'playwright-core';
import { chromium, root } from './ensure.mjs';
import { packageExtension } from './package.mjs';
import { startWorkbench } from './workbench/server.mjs';
import { ensureVSCode, workbenchFolder } from './workbench/vscode.mjs';

const settings = { 'editor.minimap.enabled': false, 'workbench.colorTheme': 'Default Dark Modern', 'workbench.layoutControl.enabled': false, 'breadcrumbs.enabled': false };
const size = { width: 1360, height: 800 };
const picture = '58cc121d37fb.jpg';
/** The hole of LargeFOV's layer. */
const netLine = 318;

function layOutFolder() {
  const folder = join(mkdtempSync(join(tmpdir(), 'atrous-pictures-')), 'nuclei');
  cpSync(join(root, 'examples', 'nuclei'), folder, { recursive: true, filter: (source) => !source.endsWith('train') });
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  return folder;
}

const folder = layOutFolder();
const { url, stop } = await startWorkbench({ vscode: ensureVSCode(), vsix: packageExtension(), data: join(workbenchFolder, 'pictures') });
const browser = await browserType.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'] });
const page = await browser.newPage({ viewport: size, locale: 'en-US' });
const quick = page.locator('.quick-input-widget');
const view = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

async function command(title) {
  await page.keyboard.press('F1');
  await quick.locator('input').fill(`>${title}`);
  await quick.locator('.monaco-list-row.focused', { hasText: title }).waitFor();
  await page.keyboard.press('Enter');
}

async function openNet(line) {
  await page.keyboard.press('ControlOrMeta+P');
  await quick.locator('input').fill(join(folder, 'deploy.prototxt'));
  await quick.locator('.monaco-list-row', { hasText: 'deploy.prototxt' }).first().click();
  await page.locator('.view-line', { hasText: '→' }).first().waitFor();
  await page.keyboard.press('Control+G');
  await quick.locator('input').fill(`:${line}:10`);
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: '→' }).first().waitFor();
}

/** Nothing that blinks or comes and goes stands in a picture. */
async function shot(path) {
  await page.addStyleTag({ content: '.cursors-layer { opacity: 0 !important; } .notifications-toasts { display: none !important; }' });
  await page.mouse.move(2, 2);
  await page.screenshot({ path: join(root, path), animations: 'disabled' });
  console.log(path);
}

const steps = {
  async 'client/media/walkthrough/hover.png'() {
    await openNet(netLine);
    // Whatever arrives late and moves the text hides a hover; so would the pointer elsewhere.
    const hover = page.locator('.monaco-resizable-hover');
    for (let tries = 0; tries < 5; tries++) {
      await command('Show or Focus Hover');
      await hover.locator('.hover-row img').first().waitFor();
      const isTaken = await hover.screenshot({ path: join(root, 'client/media/walkthrough/hover.png'), animations: 'disabled', timeout: 5000 }).then(() => true, () => false);
      if (isTaken) break;
    }
    await page.screenshot({ path: join(root, 'client/media/walkthrough/net.png'), animations: 'disabled' });
    await page.keyboard.press('Escape');
  },
  async 'client/media/walkthrough/graph.png'() {
    await command('Atrous: Show Graph');
    await view.locator('svg[data-state="shown"] .box.selected').waitFor();
    await shot('client/media/walkthrough/graph.png');
  },
  async 'docs/images/preview.png'() {
    await command('View: Close All Editors');
    await command('View: Close Primary Side Bar');
    await openNet(netLine);
    await command('Atrous: Run Model on Image…');
    await quick.locator('.monaco-list-row', { hasText: picture }).first().click();
    await view.locator('main[data-state="shown"]').waitFor();
    await view.getByRole('switch', { name: 'Dense CRF' }).check();
    await view.getByText('of the pixels changed').waitFor();
    await view.locator('.crf[aria-busy="false"]').waitFor();
    await shot('docs/images/preview.png');
  },
  async 'docs/images/crf-preview.png'() {
    await command('View: Maximize Editor Group');
    await shot('docs/images/crf-preview.png');
  },
};

try {
  mkdirSync(join(root, 'client', 'media', 'walkthrough'), { recursive: true });
  await page.goto(`${url}?folder=${encodeURIComponent(folder)}`);
  await page.locator('.monaco-dialog-box').getByRole('button', { name: /^Yes, I trust/ }).click();
  for (const step of Object.values(steps)) await step();
} finally {
  await browser.close();
  await stop();
}
