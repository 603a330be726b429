/** The selected channel: large, with its figures and its histogram. */
import * as l10n from '@vscode/l10n';
import { createCrosshair } from '../preview/crosshair';
import { element } from '../preview/dom';
import { formatShare } from '../preview/format';
import { gradient } from './colours';
import { createHistogram } from './histogram';
import { channelCounts, formatValue, isDead, paintChannel, valueAt, type Maps, type Stretch } from './maps';

export interface ChannelView {
  node: HTMLElement;
  show(maps: Maps, channel: number, stretch: Stretch): void;
}

const bins = 40;

/** Name and figure. */
const row = (name: string, value: string): HTMLElement => element('div', {}, element('dt', {}, name), element('dd', {}, value));

function figuresOf(maps: Maps, channel: number): HTMLElement[] {
  const at = (values: readonly number[]): number => values[channel] ?? 0;
  return [
    row(l10n.t('Range'), `${formatValue(at(maps.min))} … ${formatValue(at(maps.max))}`),
    row(l10n.t('Mean'), formatValue(at(maps.mean))),
    row(l10n.t('Zeros'), formatShare(at(maps.zeros))),
    ...(at(maps.notFinite) > 0 ? [row(l10n.t('Not finite'), String(at(maps.notFinite)))] : []),
    ...(isDead(maps, channel) ? [row(l10n.t('State'), l10n.t('dead: the same everywhere'))] : []),
  ];
}

export function createChannelView(): ChannelView {
  const title = element('h2');
  const canvas = element('canvas', { class: 'large', role: 'img' });
  const crosshair = createCrosshair(l10n.t('Values of the channel'), (x, y) => {
    const value = shown && valueAt(shown.maps, shown.channel, x, y);
    return `(${x}, ${y})  ${value === undefined ? l10n.t('not finite') : `≈ ${formatValue(value)}`}`;
  });
  const frame = element('div', { class: 'large-frame' }, canvas, crosshair.node);
  const scale = element('div', { class: 'scale', 'aria-hidden': 'true' });
  scale.style.background = gradient;
  const figures = element('dl', { class: 'figures' });
  const histogram = createHistogram(l10n.t('Values of the channel'));
  const node = element('section', { 'aria-label': l10n.t('Selected channel') }, title, frame, scale, crosshair.readout, figures, histogram.node);
  let shown: { maps: Maps; channel: number } | undefined;

  return {
    node,
    show(maps, channel, stretch) {
      shown = { maps, channel };
      title.textContent = l10n.t('Channel {0}', channel);
      canvas.width = maps.width;
      canvas.height = maps.height;
      frame.style.setProperty('--ratio', String(maps.width / maps.height));
      crosshair.resize(maps);
      crosshair.update();
      canvas.getContext('2d')?.putImageData(paintChannel(maps, channel, stretch), 0, 0);
      canvas.setAttribute('aria-label', l10n.t('Map of channel {0}, {1} by {2} values', channel, maps.width, maps.height));
      figures.replaceChildren(...figuresOf(maps, channel));
      histogram.show(maps.min[channel] ?? 0, maps.max[channel] ?? 0, maps.width * maps.height > 1 ? channelCounts(maps, channel, bins) : []);
    },
  };
}
