/** Where the time of a run went, and on which device. */
import * as l10n from '@vscode/l10n';
import type { RunResult, RunStep } from '../../../server/src/protocol/run';
import { element } from './dom';
import { formatTime } from './format';
import { stepName } from './steps';

export interface Timing {
  node: HTMLElement;
  show(result: RunResult): void;
}

/** Names of the editor's chart colours, in the order in which steps take them. */
const colors = ['blue', 'green', 'orange', 'purple', 'yellow', 'red', 'foreground'];

const colorOf = (position: number): string => `var(--vscode-charts-${colors[position % colors.length]})`;

function segment({ name, milliseconds }: RunStep, position: number): HTMLElement {
  const part = element('span', { title: `${stepName(name)}: ${formatTime(milliseconds)}` });
  part.style.flexGrow = String(milliseconds);
  part.style.backgroundColor = colorOf(position);
  return part;
}

function row({ name, milliseconds }: RunStep, position: number): HTMLElement {
  const swatch = element('span', { class: 'swatch small' });
  swatch.style.backgroundColor = colorOf(position);
  return element('div', {}, element('dt', {}, swatch, stepName(name)), element('dd', {}, formatTime(milliseconds)));
}

/** The device; with what there is to say about it and the run behind a fold. */
function deviceNode({ device, deviceNote, notes }: RunResult): HTMLElement {
  const remarks = [deviceNote, ...notes].filter((note) => note !== undefined);
  if (remarks.length === 0) return element('p', { class: 'device' }, device.description);
  return element('details', { class: 'device' }, element('summary', {}, device.description), ...remarks.map((note) => element('p', {}, note)));
}

export function createTiming(): Timing {
  const total = element('span', { class: 'share' });
  const bar = element('div', { class: 'steps-bar', 'aria-hidden': 'true' });
  const list = element('dl', { class: 'steps' });
  const device = element('div');
  const node = element('section', { 'aria-label': l10n.t('Time') }, element('h2', {}, l10n.t('Time'), total), bar, list, device);
  return {
    node,
    show(result) {
      total.textContent = formatTime(result.steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
      bar.replaceChildren(...result.steps.map(segment));
      list.replaceChildren(...result.steps.map(row));
      device.replaceChildren(deviceNode(result));
    },
  };
}
