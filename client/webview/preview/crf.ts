/** The dense CRF's controls: on or off, presets, sliders, and what it changed. */
import * as l10n from '@vscode/l10n';
import { presets, type Preset } from '../../../kernels/presets';
import { deepLabKernels } from '../../../kernels/parameters';
import type { CrfSettings } from '../../../server/src/protocol/crf';
import { button, element } from './dom';
import { formatShare } from './format';
import { createSlider, type Slider, type SliderRange } from './slider';

export interface CrfControls {
  node: HTMLElement;
  /** Tells what share of the pixels the CRF changed; undefined where it did not run. */
  show(changed: number | undefined): void;
  /** Puts the controls where other settings have them; undefined is off. */
  set(settings: CrfSettings | undefined): void;
  /** Marks that the result is being made. */
  setBusy(isBusy: boolean): void;
}

/** What the page is told of a change. */
export interface CrfEvents {
  changed(settings: CrfSettings | undefined): void;
  compared(isWanted: boolean): void;
}

type Quantity = Exclude<keyof CrfSettings, 'normalization'>;

interface QuantityText {
  name: () => string;
  help: () => string;
  unit: string;
  range: SliderRange;
}

const pixels = 'px';

const quantities: Record<Quantity, QuantityText> = {
  posW: { name: () => l10n.t('Weight'), help: () => l10n.t('More: specks and thin parts vanish'), unit: '', range: { min: 0, max: 15, step: 0.5 } },
  posXY: { name: () => l10n.t('Reach'), help: () => l10n.t('More: pixels listen to neighbours further away'), unit: pixels, range: { min: 0.5, max: 15, step: 0.5 } },
  biW: { name: () => l10n.t('Weight'), help: () => l10n.t('More: the picture\'s edges weigh more than the net\'s scores'), unit: '', range: { min: 0, max: 15, step: 0.5 } },
  biXY: { name: () => l10n.t('Reach'), help: () => l10n.t('More: pixels listen to like ones further away'), unit: pixels, range: { min: 1, max: 120, step: 1 } },
  biRGB: { name: () => l10n.t('Colour'), help: () => l10n.t('More: colours may differ more; less: every edge is followed'), unit: '', range: { min: 1, max: 40, step: 0.5 } },
  iterations: { name: () => l10n.t('Iterations'), help: () => l10n.t('After about five little changes; ten is usual'), unit: '', range: { min: 0, max: 20, step: 1 } },
};

const presetNames: Readonly<Record<string, () => string>> = {
  'deeplab-v2-resnet101': () => l10n.t('DeepLab v2, ResNet-101'),
  'deeplab-v2-vgg16': () => l10n.t('DeepLab v2, VGG-16'),
  'deeplab-v1-largefov': () => l10n.t('DeepLab v1, LargeFOV'),
  'deeplab-v1-msc': () => l10n.t('DeepLab v1, MSc'),
  'deeplab-v1-coco': () => l10n.t('DeepLab v1, trained with COCO'),
  'deeplab-tool': () => l10n.t('DeepLab\'s own tool'),
  'pydensecrf-readme': () => l10n.t('README of pydensecrf'),
};

const custom = 'custom';

const settingsOf = ({ settings, normalization }: Preset): CrfSettings => ({ ...settings, normalization, iterations: 10 });

const [usual] = presets;

/** The preset with these settings, whatever the iterations. */
const presetWith = (settings: CrfSettings): Preset | undefined =>
  presets.find((preset) => Object.entries({ ...settingsOf(preset), iterations: settings.iterations }).every(([name, value]) => settings[name as keyof CrfSettings] === value));

const kernelText = (settings: CrfSettings): string =>
  JSON.stringify(deepLabKernels(settings).map((kernel) => ({ ...kernel, normalization: settings.normalization })), undefined, 2);

/** @param kept the settings to begin with, where the CRF is on */
export function createCrfControls(kept: CrfSettings | undefined, events: CrfEvents): CrfControls {
  let settings: CrfSettings = kept ?? settingsOf(usual as Preset);
  let isOn = kept !== undefined;
  const toggle = element('input', { type: 'checkbox', id: 'crf', role: 'switch', class: 'switch' });
  const choice = element('select', { 'aria-label': l10n.t('Parameters of the CRF') });
  const sliders = new Map<Quantity, Slider>();
  const summary = element('p', { class: 'absent', 'aria-live': 'polite' });
  const compare = element('input', { type: 'checkbox', id: 'compare' });
  const copy = button(l10n.t('Copy as JSON'), () => void navigator.clipboard.writeText(kernelText(settings)), { class: 'secondary', title: l10n.t('The kernels, as atrous run --crf-kernels reads them') });

  choice.append(...presets.map(({ name }) => element('option', { value: name }, presetNames[name]?.() ?? name)), element('option', { value: custom }, l10n.t('Own values')));

  function slider(quantity: Quantity): HTMLElement {
    const { name, help, unit, range } = quantities[quantity];
    const made = createSlider(`crf-${quantity}`, name(), help(), range, unit, (value) => change({ ...settings, [quantity]: value }));
    sliders.set(quantity, made);
    return made.node;
  }

  const group = (name: string, ...members: Quantity[]): HTMLElement =>
    element('fieldset', {}, element('legend', {}, name), ...members.map(slider));

  const body = element(
    'div', { class: 'crf-body' }, choice, group(l10n.t('Smoothness'), 'posW', 'posXY'), group(l10n.t('Appearance'), 'biW', 'biXY', 'biRGB'), slider('iterations'),
    element('div', { class: 'field' }, compare, element('label', { for: 'compare' }, l10n.t('Compare before and after'))), summary, copy,
  );
  const heading = element('h2', {}, element('label', { for: 'crf' }, l10n.t('Dense CRF')), toggle);
  const idle = element('p', { class: 'absent' }, l10n.t('Moves the segmentation\'s borders to the picture\'s edges.'));
  const node = element('section', { 'aria-label': l10n.t('Dense CRF'), class: 'crf' }, heading, idle, body);

  function show(): void {
    toggle.checked = isOn;
    body.hidden = !isOn;
    idle.hidden = isOn;
    choice.value = presetWith(settings)?.name ?? custom;
    for (const [quantity, made] of sliders) made.set(settings[quantity]);
  }

  function change(to: CrfSettings): void {
    settings = to;
    show();
    events.changed(isOn ? settings : undefined);
  }

  toggle.addEventListener('change', () => {
    isOn = toggle.checked;
    change(settings);
  });
  choice.addEventListener('change', () => {
    const preset = presets.find(({ name }) => name === choice.value);
    if (preset) change({ ...settingsOf(preset), iterations: settings.iterations });
  });
  compare.checked = true;
  compare.addEventListener('change', () => events.compared(compare.checked));
  show();

  return {
    node,
    show(changed) {
      summary.textContent = changed === undefined ? '' : l10n.t('{0} of the pixels changed', formatShare(changed));
    },
    set(to) {
      isOn = to !== undefined;
      settings = to ?? settings;
      show();
    },
    setBusy(isBusy) {
      node.setAttribute('aria-busy', String(isBusy));
    },
  };
}
