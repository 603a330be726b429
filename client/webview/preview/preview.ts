/** The preview's page: takes messages from the extension, and tells it what the user asks for. */
import * as l10n from '@vscode/l10n';
import type { About, PreviewRequest, PreviewSetup, PreviewState, PreviewUpdate } from '../../../server/src/protocol/preview';
import { createCrfControls } from './crf';
import { createLegend } from './legend';
import { createNotice } from './notice';
import { createStage, summaryOf } from './stage';
import { createTiming } from './timing';
import { createToolbar } from './toolbar';
import { element } from './dom';
import './preview.css';

/** What the page keeps while it is hidden or the editor is closed. */
interface Kept extends PreviewState {
  opacity?: number;
}

declare function acquireVsCodeApi(): { postMessage(message: unknown): void; setState(state: Kept): void; getState(): Kept | undefined };

const editor = acquireVsCodeApi();
const { state, translations } = JSON.parse(document.getElementById('setup')?.textContent ?? '') as PreviewSetup;
if (translations) l10n.config({ contents: { ...translations } });

const send = (request: PreviewRequest): void => editor.postMessage({ ...request, source: state.source } satisfies About<PreviewRequest>);

// The data may lack `crf`: then it is off, whatever the page kept.
let kept: Kept = { ...editor.getState(), ...state, crf: state.crf };
const keep = (change: Partial<Kept>): void => {
  kept = { ...kept, ...change };
  editor.setState(kept);
};

const notice = createNotice(send);
const stage = createStage();
const legend = createLegend((index) => stage.highlight(index));
const timing = createTiming();
const crf = createCrfControls(kept.crf, {
  changed(settings) {
    keep({ crf: settings });
    send({ type: 'refine', crf: settings });
  },
  compared: (isWanted) => stage.compare(isWanted),
});
const toolbar = createToolbar(send, kept.opacity ?? 0.6, (opacity) => {
  stage.setOpacity(opacity);
  keep({ opacity });
});
const facts = element('aside', { class: 'facts', hidden: '' }, legend.node, crf.node, timing.node);
const main = element('main', {}, stage.node, facts);
document.body.append(toolbar.node, notice.node, main);

/** The number of the latest result: one that is still loading gives way to it. */
let latest = 0;

/** The address of the picture on the stage, and its loading. */
let pictureAddress = '';
let picture: Promise<void> = Promise.resolve();

function showPicture(address: string): void {
  if (address === pictureAddress) return;
  pictureAddress = address;
  facts.hidden = true;
  picture = stage.showPicture(address);
  picture.catch((error: unknown) => notice.failed({ ok: false, message: (error as Error).message, wayOut: 'chooseImage' }));
}

async function showResult({ result }: Extract<PreviewUpdate, { type: 'result' }>): Promise<void> {
  const number = ++latest;
  try {
    await picture;
    crf.show(await stage.show(result));
  } catch (error) {
    notice.failed({ ok: false, message: (error as Error).message, wayOut: 'runAgain' });
    return;
  }
  if (number !== latest) return;
  legend.show(result.classes);
  timing.show(result);
  facts.hidden = false;
  settle('shown', refinement ? '' : summaryOf(result));
}

/** `shown`, `running` or `failed`: an outdated segmentation is dimmed. */
const setState = (name: string): void => {
  main.dataset['state'] = name;
};

/** Milliseconds after which a refinement is worth a word. */
const patience = 500;

/** The step that a refinement is in, and when it is told. */
let refinement: { step: string | undefined; timer: ReturnType<typeof setTimeout>; isTold: boolean } | undefined;

/** Nothing is under way any more. @param outcome told to screen readers; of refinements only the share that changed is */
function settle(state: 'shown' | 'failed', outcome = ''): void {
  clearTimeout(refinement?.timer);
  refinement = undefined;
  crf.setBusy(false);
  if (state === 'shown') notice.clear(outcome);
  setState(state);
}

/** A refinement shows beside the sliders, and at the head of the page only when it lasts. */
function refining(step: string | undefined): void {
  crf.setBusy(true);
  refinement ??= { step, isTold: false, timer: setTimeout(tellRefinement, patience) };
  refinement.step = step;
  if (refinement.isTold) tellRefinement();
}

function tellRefinement(): void {
  if (!refinement) return;
  refinement.isTold = true;
  notice.running(refinement.step);
}

const answers: { [Type in PreviewUpdate['type']]: (message: Extract<PreviewUpdate, { type: Type }>) => unknown } = {
  subject({ subject, state: subjectState, rerunOnEdit }) {
    keep({ ...subjectState, crf: subjectState.crf });
    toolbar.show(subject, rerunOnEdit);
    showPicture(subject.pictureAddress);
  },
  running({ step, isRefinement }) {
    if (isRefinement && main.dataset['state'] === 'shown') return refining(step);
    notice.running(step);
    setState('running');
  },
  result: showResult,
  failed({ failure }) {
    notice.failed(failure);
    settle('failed');
  },
  cancelled({ crf: settings }) {
    crf.set(settings);
    settle('shown');
  },
};

window.addEventListener('message', ({ data }: MessageEvent<About<PreviewUpdate>>) => {
  if (data.source === state.source) void answers[data.type](data as never);
});

stage.setOpacity(kept.opacity ?? 0.6);
keep({});
send({ type: 'ready' });
