/** Says what is under way, and what failed with a way out. */
import * as l10n from '@vscode/l10n';
import type { PreviewRequest } from '../../../server/src/protocol/preview';
import type { RunFailure, WayOut } from '../../../server/src/protocol/run';
import { button, element } from './dom';
import { stepName } from './steps';

export interface Notice {
  node: HTMLElement;
  running(step: string | undefined): void;
  failed(failure: RunFailure): void;
  /** Shows nothing. @param outcome told to screen readers alone */
  clear(outcome?: string): void;
}

/** What a notice asks the extension for; every page that runs nets has these. */
export type NoticeRequest = Extract<PreviewRequest, { type: 'run' | 'cancel' | 'choosePicture' | 'chooseWeights' | 'showNet' }>;

/** What each way out is called, and what it asks the extension for. */
const waysOut: Record<WayOut, { caption: () => string; request: (failure: RunFailure) => NoticeRequest }> = {
  chooseWeights: { caption: () => l10n.t('Choose other weights…'), request: () => ({ type: 'chooseWeights' }) },
  chooseImage: { caption: () => l10n.t('Choose another picture…'), request: () => ({ type: 'choosePicture' }) },
  showProblem: { caption: () => l10n.t('Show the place'), request: ({ line }) => ({ type: 'showNet', line }) },
  runAgain: { caption: () => l10n.t('Run again'), request: () => ({ type: 'run' }) },
};

export function createNotice(send: (request: NoticeRequest) => void): Notice {
  const text = element('span', { class: 'text' });
  const action = element('span', { class: 'action' });
  const node = element('div', { class: 'notice', role: 'status', 'aria-live': 'polite' }, element('span', { class: 'mark', 'aria-hidden': 'true' }), text, action);

  function set(state: 'running' | 'failed' | 'idle', sentence: string, ...actions: HTMLElement[]): void {
    node.dataset['state'] = state;
    text.textContent = sentence;
    text.classList.toggle('unseen', state === 'idle');
    action.replaceChildren(...actions);
  }

  return {
    node,
    running: (step) => set('running', step === undefined ? l10n.t('Starting…') : `${stepName(step)}…`, button(l10n.t('Cancel'), () => send({ type: 'cancel' }), { class: 'secondary' })),
    failed(failure) {
      const way = failure.wayOut && waysOut[failure.wayOut];
      set('failed', failure.message, ...(way ? [button(way.caption(), () => send(way.request(failure)))] : []));
    },
    clear: (outcome = '') => set('idle', outcome),
  };
}
