/** The line over the picture that parts the segmentations before and after the CRF; dragged, or moved by the arrow keys. */
import * as l10n from '@vscode/l10n';
import { element } from './dom';

export interface Swipe {
  node: HTMLElement;
  /** Shows the line, or hides it. */
  show(isShown: boolean): void;
}

/** @param moved told where the line stands, as a share of the width: at 0 all is after */
export function createSwipe(moved: (share: number) => void): Swipe {
  const slider = element('input', { type: 'range', min: '0', max: '100', step: '0.5', value: '50', 'aria-label': l10n.t('Before and after the CRF') });
  const line = element('div', { class: 'swipe-line', 'aria-hidden': 'true' });
  const before = element('span', { class: 'swipe-name before', 'aria-hidden': 'true' }, l10n.t('Before'));
  const after = element('span', { class: 'swipe-name after', 'aria-hidden': 'true' }, l10n.t('After'));
  const node = element('div', { class: 'swipe', hidden: '' }, before, after, line, slider);

  function update(): void {
    const share = slider.valueAsNumber;
    node.style.setProperty('--share', `${share}%`);
    slider.setAttribute('aria-valuetext', l10n.t('{0}% before, {1}% after', Math.round(share), Math.round(100 - share)));
    before.hidden = share < 12;
    after.hidden = share > 88;
    moved(node.hidden ? 0 : share / 100);
  }

  slider.addEventListener('input', update);
  return {
    node,
    show(isShown) {
      node.hidden = !isShown;
      update();
    },
  };
}
