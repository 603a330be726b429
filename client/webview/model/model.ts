/** The page of a model file. */
import * as l10n from '@vscode/l10n';
import type { ModelFile, ModelRequest, ModelSetup, ModelUpdate } from '../../../server/src/protocol/model-file';
import { element } from '../preview/dom';
import { readSetup } from '../setup';
import { createCaffemodelView, type CaffemodelView } from './caffemodel';
import { onnxNodes } from './onnx';
import './model.css';

declare function acquireVsCodeApi(): { postMessage(message: ModelRequest): void };

const editor = acquireVsCodeApi();
const { name } = readSetup<ModelSetup>();
let view: CaffemodelView | undefined;

function nodesFor(file: ModelFile): readonly HTMLElement[] {
  view = undefined;
  if (!file.ok) return [element('main', { class: 'failed' }, element('p', { role: 'alert' }, element('strong', {}, `${name}: `), file.message))];
  if (file.kind === 'onnx') return onnxNodes(name, file, () => editor.postMessage({ type: 'run' }));
  view = createCaffemodelView(name, file);
  return view.nodes;
}

window.addEventListener('message', ({ data }: MessageEvent<ModelUpdate>) => {
  if (data.type === 'figures') view?.figures(data.from, data.figures);
  else document.body.replaceChildren(...nodesFor(data.file));
});
document.body.append(element('p', { class: 'empty', role: 'status' }, l10n.t('Reading {0}…', name)));
editor.postMessage({ type: 'ready' });
