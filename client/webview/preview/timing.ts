/** Where the time of a run went, and on which device. */
import * as l10n from '@vscode/l10n';
import type { RunDevice, RunStep } from '../../../server/src/protocol/run';
import { element } from './dom';
import { formatTime } from './format';
import { stepName } from './steps';

export interface Timing {
  node: HTMLElement;
  show(steps: readonly RunStep[], device: RunDevice, note: string | undefined): void;
}

/** Names of the editor's chart colours, in the order in which steps take them. */
const colors = ['blue', 'green', 'orange', 'purple', 'yellow', 'red'];

const colorOf = (position: number): string => `var(--vscode-charts-${colors[position % colors.length]})`;

export function createTiming(): Timing {
  const total = element('span', { class: 'share' });
  const bar = element('div', { class: 'steps-bar', 'aria-hidden': 'true' });
  const list = element('dl', { class: 'steps' });
  const device = element('p', { class: 'device' });
  const why = element('p', { class: 'device' });
  const heading = element('h2', {}, l10n.t('Time'), total);
  const node = element('section', { 'aria-label': l10n.t('Time') }, heading, bar, list, device, why);

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

  return {
    node,
    show(steps, { description }, note) {
      total.textContent = formatTime(steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
      bar.replaceChildren(...steps.map(segment));
      list.replaceChildren(...steps.map(row));
      device.textContent = description;
      why.textContent = note ?? '';
    },
  };
}
