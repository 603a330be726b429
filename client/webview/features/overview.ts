/** The blob as a whole: its shape, dead channels, where NaN and infinity come from, and its histogram. */
import * as l10n from '@vscode/l10n';
import type { FeaturesAnswer, FeaturesRequest } from '../../../server/src/protocol/features';
import { button, element } from '../preview/dom';
import { createHistogram } from './histogram';
import { isDead, type Maps } from './maps';

export interface Overview {
  node: HTMLElement;
  show(result: FeaturesAnswer, maps: Maps): void;
}

/** A figure that leads to the next channel of its kind. */
function finder(caption: string, channels: readonly number[], select: (channel: number) => void): HTMLElement {
  let next = 0;
  return button(caption, () => {
    const channel = channels[next % channels.length];
    next++;
    if (channel !== undefined) select(channel);
  }, { class: 'finder', title: l10n.t('Show the next one') });
}

const channelsWhere = ({ channels }: Maps, holds: (channel: number) => boolean): number[] => Array.from({ length: channels }, (_, channel) => channel).filter(holds);

/** Where values that are not finite come from, in a sentence with a way to the place. */
function causeOf({ cause, layer }: FeaturesAnswer, send: (request: FeaturesRequest) => void): HTMLElement[] {
  if (!cause) return [];
  const { line, isInWeights } = cause;
  const name = `${cause.layer} (${cause.type})`;
  const text = isInWeights
    ? l10n.t('The weights of {0} hold values that are not finite.', name)
    : cause.layer === layer
      ? l10n.t('This layer makes values that are not finite of finite ones.')
      : l10n.t('The first values that are not finite come from {0}.', name);
  const actions = [button(l10n.t('Show the place'), () => send({ type: 'showNet', line }))];
  if (cause.layer !== layer) actions.push(button(l10n.t('Show its maps'), () => send({ type: 'chooseLayer', layer: cause.layer })));
  return [element('p', { class: 'cause', role: 'alert' }, text), element('p', { class: 'actions' }, ...actions)];
}

export function createOverview(send: (request: FeaturesRequest) => void, select: (channel: number) => void): Overview {
  const title = element('h2');
  const facts = element('p', { class: 'facts-line' });
  const findings = element('div', { class: 'findings' });
  const histogram = createHistogram(l10n.t('Values of all channels'));
  const node = element('section', { 'aria-label': l10n.t('Blob') }, title, facts, findings, histogram.node);
  return {
    node,
    show(result, maps) {
      const dead = channelsWhere(maps, (channel) => maps.width * maps.height > 1 && isDead(maps, channel));
      const broken = channelsWhere(maps, (channel) => (maps.notFinite[channel] ?? 0) > 0);
      title.textContent = result.blob;
      facts.textContent = `${result.type} · ${result.shape.join('×')}`;
      findings.replaceChildren(
        ...causeOf(result, send),
        ...(broken.length > 0 ? [finder(l10n.t('{0} channels with values that are not finite', broken.length), broken, select)] : []),
        ...(dead.length > 0 ? [finder(l10n.t('{0} of {1} channels are dead', dead.length, maps.channels), dead, select)] : [element('p', { class: 'quiet' }, l10n.t('No channel is dead.'))]),
      );
      histogram.show(maps.histogram.from, maps.histogram.to, maps.histogram.counts);
    },
  };
}
