/** The head of the page: which layer of which net on which picture, and how colours are stretched. */
import * as l10n from '@vscode/l10n';
import type { FeaturesAnswer, FeaturesRequest } from '../../../server/src/protocol/features';
import { button, element } from '../preview/dom';
import type { Stretch } from './maps';

export interface Toolbar {
  node: HTMLElement;
  show(result: FeaturesAnswer, net: string, picture: string): void;
}

const field = (id: string, label: string, control: HTMLElement): HTMLElement =>
  element('span', { class: 'field' }, element('label', { for: id, class: 'label' }, label), control);

function stretchChoice(value: Stretch, changed: (stretch: Stretch) => void): HTMLElement {
  const choice = element('select', { id: 'stretch' }, element('option', { value: 'channel' }, l10n.t('each channel')), element('option', { value: 'all' }, l10n.t('all channels together')));
  choice.value = value;
  choice.addEventListener('change', () => changed(choice.value as Stretch));
  return field('stretch', l10n.t('Stretch'), choice);
}

export function createToolbar(send: (request: FeaturesRequest) => void, stretch: Stretch, stretched: (stretch: Stretch) => void): Toolbar {
  const layer = element('select', { id: 'layer' });
  layer.addEventListener('change', () => send({ type: 'chooseLayer', layer: layer.value }));
  const place = button('', () => send({ type: 'showNet', line: line() }), { class: 'file', title: l10n.t('Show the place') });
  const picture = button('', () => send({ type: 'choosePicture' }), { class: 'file' });
  const again = button('↻', () => send({ type: 'run' }), { class: 'icon', title: l10n.t('Run again'), 'aria-label': l10n.t('Run again') });
  let line = (): number | undefined => undefined;

  return {
    node: element(
      'header', { class: 'toolbar' },
      element('div', { class: 'row' }, field('layer', l10n.t('Layer'), layer), place, element('span', { class: 'field' }, element('span', { class: 'label' }, l10n.t('Picture')), picture), stretchChoice(stretch, stretched), again),
    ),
    show(result, net, pictureName) {
      layer.replaceChildren(...result.layers.map((name) => element('option', { value: name }, name)));
      layer.value = result.layer;
      line = () => result.line;
      place.textContent = l10n.t('{0}, line {1}', net, result.line + 1);
      picture.textContent = pictureName;
      picture.setAttribute('aria-label', `${l10n.t('Picture')}: ${pictureName}`);
    },
  };
}
