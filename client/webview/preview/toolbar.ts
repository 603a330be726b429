/** The head of the page: what is run on what, and how it is shown. */
import * as l10n from '@vscode/l10n';
import type { PreviewRequest, PreviewSubject } from '../../../server/src/protocol/preview';
import { button, element } from './dom';

export interface Toolbar {
  node: HTMLElement;
  show(subject: PreviewSubject, rerunOnEdit: boolean): void;
}

/** A button that shows a file's name and asks for another file. */
function fileButton(label: string, action: () => void): { node: HTMLElement; name(text: string): void } {
  const chosen = button('', action, { class: 'file' });
  return {
    node: element('span', { class: 'field' }, element('span', { class: 'label' }, label), chosen),
    name(text) {
      chosen.textContent = text;
      chosen.setAttribute('aria-label', `${label}: ${text}`);
      chosen.title = text;
    },
  };
}

function opacitySlider(value: number, changed: (value: number) => void): HTMLElement {
  const slider = element('input', { type: 'range', id: 'opacity', min: '0', max: '100', step: '1', value: String(Math.round(value * 100)) });
  const figure = element('output', { for: 'opacity', class: 'figure' });
  const update = (): void => {
    figure.textContent = `${slider.value}%`;
    changed(slider.valueAsNumber / 100);
  };
  slider.addEventListener('input', update);
  figure.textContent = `${slider.value}%`;
  return element('span', { class: 'field' }, element('label', { for: 'opacity', class: 'label' }, l10n.t('Opacity')), slider, figure);
}

/** @param opacity where the slider stands at first, 0 to 1 */
export function createToolbar(send: (request: PreviewRequest) => void, opacity: number, opacityChanged: (value: number) => void): Toolbar {
  const net = fileButton(l10n.t('Net'), () => send({ type: 'showNet', line: undefined }));
  const weights = fileButton(l10n.t('Weights'), () => send({ type: 'chooseWeights' }));
  const picture = fileButton(l10n.t('Picture'), () => send({ type: 'choosePicture' }));
  const rerun = element('input', { type: 'checkbox', id: 'rerun' });
  rerun.addEventListener('change', () => send({ type: 'rerunOnEdit', enabled: rerun.checked }));
  const rerunField = element('span', { class: 'field' }, rerun, element('label', { for: 'rerun' }, l10n.t('Run again on edit')));
  const again = button('↻', () => send({ type: 'run' }), { class: 'icon', title: l10n.t('Run again'), 'aria-label': l10n.t('Run again') });
  const files = element('div', { class: 'row files' }, picture.node, net.node, weights.node);
  const controls = element('div', { class: 'row' }, opacitySlider(opacity, opacityChanged), rerunField, again);

  return {
    node: element('header', { class: 'toolbar' }, files, controls),
    show(subject, rerunOnEdit) {
      net.name(subject.net);
      weights.name(subject.weights ?? '');
      for (const node of [weights.node, rerunField]) node.hidden = subject.weights === undefined;
      picture.name(subject.picture);
      rerun.checked = rerunOnEdit;
    },
  };
}
