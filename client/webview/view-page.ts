/** What the pages about a net have in common: the way to the extension, and the editor's language. */
import type { About } from '../../server/src/protocol/preview';
import type { ViewRequest, ViewState, ViewUpdate } from '../../server/src/protocol/views';
import { readSetup } from './setup';

/** What stands in the page as data. */
export interface ViewSetup {
  state: ViewState;
  /** Address of the script that lays out graphs. */
  worker: string;
}

export interface ViewPage<Kept> {
  setup: ViewSetup;
  /** What the page kept when it was hidden or the editor was closed. */
  kept: Partial<Kept>;
  keep(change: Partial<Kept>): void;
  send(request: ViewRequest): void;
}

declare function acquireVsCodeApi(): { postMessage(message: unknown): void; setState(state: unknown): void; getState(): unknown };

/** Connects the page; may be called once, before anything is translated. */
export function connectPage<Kept extends object>(): ViewPage<Kept> {
  const editor = acquireVsCodeApi();
  const setup = readSetup<ViewSetup>();
  const { source } = setup.state;
  const kept = (editor.getState() ?? {}) as Partial<Kept>;
  const keep = (change: Partial<Kept>): void => {
    Object.assign(kept, change);
    editor.setState({ ...kept, ...setup.state });
  };
  keep({});
  return { setup, kept, keep, send: (request) => editor.postMessage({ ...request, source } satisfies About<ViewRequest>) };
}

/** Calls `answer` for each message about the page's net. */
export function onUpdate<Content>({ setup }: ViewPage<object>, answer: (update: ViewUpdate<Content>) => void): void {
  window.addEventListener('message', ({ data }: MessageEvent<About<ViewUpdate<Content>>>) => {
    if (data.source === setup.state.source) answer(data);
  });
}
