/** The CRF's controls in the real editor: a switch, presets and sliders refine in place, and a line parts before and after. */
import { describe, expect, it } from 'vitest';
import { useWorkbench, type Workbench } from './workbench';

const picture = '58cc121d37fb.jpg';

/** A busy machine may take its time. */
const patience = { timeout: 30_000 };

const open = useWorkbench({ trust: true, file: 'deploy.prototxt' });

/** The classes of a canvas's pixels as a text to compare. */
const pixelsOf = ({ webview }: Workbench, canvas: string): Promise<string> =>
  webview.locator(canvas).evaluate((node) => (node as unknown as { toDataURL(): string }).toDataURL());

const steps = ({ webview }: Workbench): Promise<string> => webview.locator('.steps').innerText();

async function untilRefined(workbench: Workbench): Promise<void> {
  await workbench.webview.locator('.crf[aria-busy="false"]').waitFor();
}

describe('the CRF beside the segmentation', () => {
  it('is off at first, and on by its switch: the net does not run again', async () => {
    const workbench = open();
    await workbench.command('Atrous: Run Model on Image…');
    await workbench.quickInput.locator('.monaco-list-row', { hasText: picture }).first().click();
    await workbench.webview.locator('main[data-state="shown"]').waitFor();
    const before = await pixelsOf(workbench, '#segmentation');
    const toggle = workbench.webview.getByRole('switch', { name: 'Dense CRF' });
    expect(await toggle.isChecked()).toBe(false);
    await toggle.check();
    await workbench.webview.locator('.crf', { hasText: 'of the pixels changed' }).waitFor();
    await workbench.shot('crf');
    expect(await steps(workbench)).toMatch(/Refining/);
    expect(await steps(workbench)).not.toMatch(/Running the net/);
    expect(await pixelsOf(workbench, '#unrefined')).toBe(before);
    expect(await pixelsOf(workbench, '#segmentation')).not.toBe(before);
  });

  it('a preset sets the sliders, and a slider moved by its keys refines again', async () => {
    const workbench = open();
    await workbench.webview.getByRole('combobox', { name: 'Parameters of the CRF' }).selectOption('pydensecrf-readme');
    const reach = workbench.webview.locator('#crf-biXY');
    expect(await reach.inputValue()).toBe('80');
    await untilRefined(workbench);
    const before = await pixelsOf(workbench, '#segmentation');
    await workbench.webview.locator('#crf-biRGB').focus();
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.press('PageDown');
    await expect.poll(() => pixelsOf(workbench, '#segmentation'), patience).not.toBe(before);
    expect(await workbench.webview.getByRole('combobox', { name: 'Parameters of the CRF' }).inputValue()).toBe('custom');
    await untilRefined(workbench);
    expect(await steps(workbench)).not.toMatch(/Running the net/);
  });

  it('the line between before and after moves by its keys, and can be put away', async () => {
    const workbench = open();
    const line = workbench.webview.getByRole('slider', { name: 'Before and after the CRF' });
    await line.focus();
    await workbench.page.keyboard.press('Home');
    expect(await line.getAttribute('aria-valuetext')).toBe('0% before, 100% after');
    await workbench.page.keyboard.press('PageUp');
    expect(await workbench.webview.locator('#unrefined').evaluate((node) => (node as unknown as { style: { clipPath: string } }).style.clipPath)).toMatch(/^inset\(0(px|%)? 90%/);
    await workbench.webview.getByRole('checkbox', { name: 'Compare before and after' }).uncheck();
    expect(await workbench.webview.locator('.swipe').isVisible()).toBe(false);
  });

  it('is off again by its switch', async () => {
    const workbench = open();
    await workbench.webview.getByRole('switch', { name: 'Dense CRF' }).uncheck();
    await expect.poll(() => steps(workbench), patience).not.toMatch(/Refining/);
    expect(await workbench.webview.locator('.swipe').isVisible()).toBe(false);
  });
});

describe.each(['Light Modern', 'Light High Contrast'])('in the colours of %s', (theme) => {
  it('all controls are there', async () => {
    const workbench = open();
    await workbench.page.keyboard.press('ControlOrMeta+K');
    await workbench.page.keyboard.press('ControlOrMeta+T');
    await workbench.quickInput.locator('input').fill(theme);
    await workbench.quickInput.locator('.monaco-list-row.focused', { hasText: theme }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.webview.getByRole('switch', { name: 'Dense CRF' }).check();
    await workbench.webview.getByRole('checkbox', { name: 'Compare before and after' }).check();
    await workbench.webview.locator('.swipe').waitFor();
    await untilRefined(workbench);
    await workbench.shot(`crf in ${theme}`);
  });
});
