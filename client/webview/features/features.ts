/** The page of feature maps: takes messages from the extension, and tells it what the user asks for. */
import * as l10n from '@vscode/l10n';
import type { FeaturesRequest, FeaturesSetup, FeaturesState, FeaturesUpdate } from '../../../server/src/protocol/features';
import type { About } from '../../../server/src/protocol/preview';
import { element } from '../preview/dom';
import { createNotice } from '../preview/notice';
import { createChannelView } from './channel';
import { fetchMaps, type Maps, type Stretch } from './maps';
import { createMosaic } from './mosaic';
import { createOverview } from './overview';
import { createToolbar } from './toolbar';
import '../preview/preview.css';
import './features.css';

/** What the page keeps while it is hidden or the editor is closed. */
interface Kept extends FeaturesState {
  stretch?: Stretch;
}

declare function acquireVsCodeApi(): { postMessage(message: unknown): void; setState(state: Kept): void; getState(): Kept | undefined };

const editor = acquireVsCodeApi();
const { state, translations } = JSON.parse(document.getElementById('setup')?.textContent ?? '') as FeaturesSetup;
if (translations) l10n.config({ contents: { ...translations } });

const send = (request: FeaturesRequest): void => editor.postMessage({ ...request, source: state.source } satisfies About<FeaturesRequest>);

let kept: Kept = { ...editor.getState(), ...state };
const keep = (change: Partial<Kept>): void => {
  kept = { ...kept, ...change };
  editor.setState(kept);
};

let stretch: Stretch = kept.stretch ?? 'channel';
let maps: Maps | undefined;
let current = 0;
/** The number of the latest result: one that is still loading gives way to it. */
let latest = 0;

const channel = createChannelView();
const mosaic = createMosaic((selected) => {
  current = selected;
  if (maps) channel.show(maps, selected, stretch);
});
const notice = createNotice(send);
const overview = createOverview(send, (selected) => mosaic.select(selected));
const toolbar = createToolbar(send, stretch, (value) => {
  stretch = value;
  keep({ stretch });
  mosaic.stretch(value);
  if (maps) channel.show(maps, current, value);
});
const facts = element('aside', { class: 'facts', hidden: '' }, channel.node, overview.node);
const main = element('main', { class: 'features' }, mosaic.node, facts);
document.body.append(toolbar.node, notice.node, main);

async function showResult({ result, net, picture }: Extract<FeaturesUpdate, { type: 'result' }>): Promise<void> {
  const number = ++latest;
  try {
    const found = await fetchMaps(result);
    if (number !== latest) return;
    maps = found;
  } catch (error) {
    notice.failed({ ok: false, message: (error as Error).message, wayOut: 'runAgain' });
    return;
  }
  keep({ layer: result.layer });
  facts.hidden = false;
  toolbar.show(result, net, picture);
  overview.show(result, maps);
  mosaic.stretch(stretch);
  mosaic.show(maps);
  notice.clear(`${result.blob}: ${result.type}, ${result.shape.join('×')}`);
  main.dataset['state'] = 'shown';
}

const answers: { [Type in FeaturesUpdate['type']]: (message: Extract<FeaturesUpdate, { type: Type }>) => unknown } = {
  running({ step }) {
    notice.running(step);
    main.dataset['state'] = 'running';
  },
  result: showResult,
  failed({ failure }) {
    notice.failed(failure);
    main.dataset['state'] = 'failed';
  },
  cancelled() {
    notice.clear();
    main.dataset['state'] = 'shown';
  },
};

window.addEventListener('message', ({ data }: MessageEvent<About<FeaturesUpdate>>) => {
  if (data.source === state.source) void answers[data.type](data as never);
});

keep({});
send({ type: 'ready' });
