/** The classes of the segmentation with their shares; pointing at one shows it alone, a click keeps it so. */
import * as l10n from '@vscode/l10n';
import type { RunClass } from '../../../server/src/protocol/run';
import { element } from './dom';
import { formatShare } from './format';

export interface Legend {
  node: HTMLElement;
  show(classes: readonly RunClass[]): void;
}

/** @param highlight called with the index of the class to show alone, or undefined for all */
export function createLegend(highlight: (index: number | undefined) => void): Legend {
  const list = element('ul', { class: 'classes' });
  const absent = element('p', { class: 'absent' });
  const node = element('section', { 'aria-label': l10n.t('Classes') }, element('h2', {}, l10n.t('Classes')), list, absent);
  let kept: number | undefined;

  function keep(index: number): void {
    kept = kept === index ? undefined : index;
    for (const item of list.querySelectorAll('button')) item.setAttribute('aria-pressed', String(item.dataset['index'] === String(kept)));
    highlight(kept);
  }

  function itemFor({ index, name, color, share }: RunClass): HTMLElement {
    const swatch = element('span', { class: 'swatch' });
    swatch.style.backgroundColor = `rgb(${color.join(' ')})`;
    const bar = element('span', { class: 'bar' });
    bar.style.setProperty('--share', String(share));
    const item = element(
      'button',
      { type: 'button', 'aria-pressed': String(index === kept), 'data-index': String(index), title: l10n.t('Show {0} alone', name) },
      swatch, element('span', { class: 'name' }, name), element('span', { class: 'share' }, formatShare(share)), bar,
    );
    item.addEventListener('click', () => keep(index));
    for (const event of ['pointerenter', 'focus']) item.addEventListener(event, () => highlight(index));
    for (const event of ['pointerleave', 'blur']) item.addEventListener(event, () => highlight(kept));
    return element('li', {}, item);
  }

  return {
    node,
    show(classes) {
      const present = classes.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
      if (!present.some(({ index }) => index === kept)) kept = undefined;
      list.replaceChildren(...present.map(itemFor));
      const missing = classes.filter(({ share }) => share === 0).map(({ name }) => name);
      absent.textContent = missing.length > 0 ? l10n.t('Not in this picture: {0}', missing.join(', ')) : '';
      highlight(kept);
    },
  };
}
