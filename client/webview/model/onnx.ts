/** What is shown of an ONNX file: what it takes and gives, what it is made of, and a way to run it. */
import * as l10n from '@vscode/l10n';
import type { ModelValueInfo, OnnxFile } from '../../../server/src/protocol/model-file';
import { formatBytes, formatCount } from '../figures';
import { button, element } from '../preview/dom';

const pair = (caption: string, value: string): HTMLElement | undefined => (value === '' ? undefined : element('div', {}, element('dt', {}, caption), element('dd', {}, value)));

/** Sizes that are left open go by their names. */
const shapeText = ({ shape }: ModelValueInfo): string => shape.map((size) => (size === '' ? '?' : size)).join('×');

function valueTable(caption: string, values: readonly ModelValueInfo[]): HTMLElement {
  const head = [l10n.t('Name'), l10n.t('Type'), l10n.t('Shape')].map((title) => element('th', { scope: 'col' }, title));
  const rows = values.map((value) => element('tr', {}, element('th', { scope: 'row' }, value.name), element('td', {}, value.type), element('td', {}, shapeText(value))));
  return element('table', {}, element('caption', {}, caption), element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows));
}

function operatorList(operators: OnnxFile['operators']): HTMLElement {
  const most = operators[0]?.count ?? 1;
  return element('ul', { class: 'operators' }, ...operators.map(({ name, count }) => {
    const item = element('li', {}, element('span', {}, name), element('span', { class: 'count' }, String(count)), element('span', { class: 'bar' }));
    item.style.setProperty('--share', String(count / most));
    return item;
  }));
}

/** @param run runs the model on a picture */
export function onnxNodes(name: string, { graph, producer, opsets, inputs, outputs, operators, parameters, bytes, externalFiles }: OnnxFile, run: () => void): HTMLElement[] {
  const facts = [
    pair(l10n.t('Graph'), graph), pair(l10n.t('Made by'), producer),
    pair(l10n.t('Operator set'), opsets.map(({ domain, version }) => (domain === '' ? String(version) : `${domain} ${version}`)).join(', ')),
    pair(l10n.t('Nodes'), String(operators.reduce((sum, { count }) => sum + count, 0))),
    pair(l10n.t('Parameters'), formatCount(parameters)), pair(l10n.t('File'), formatBytes(bytes)),
    pair(l10n.t('Weights in'), externalFiles.join(', ')),
  ];
  return [
    element('header', { class: 'bar-top' }, element('strong', {}, name), element('span', { class: 'quiet' }, l10n.t('ONNX model')), element('span', { class: 'buttons' }, button(l10n.t('Run on a picture…'), run, { class: 'primary' }))),
    element('main', { class: 'onnx' },
      element('section', {}, valueTable(l10n.t('Inputs'), inputs), valueTable(l10n.t('Outputs'), outputs), element('dl', {}, ...facts)),
      element('section', {}, element('h2', {}, l10n.t('Operators')), operatorList(operators))),
  ];
}
