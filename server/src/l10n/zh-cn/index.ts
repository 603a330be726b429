/** Everything that the server and the command line say, in Chinese with simplified characters. */
import type { Translations } from '../text';
import analysis from './analysis.json';
import cli from './cli.json';
import features from './features.json';
import inference from './inference.json';
import kernels from './kernels.json';
import l10n from './l10n.json';
import layers from './layers.json';
import net from './net.json';
import onnx from './onnx.json';
import refactorings from './refactorings.json';
import rules from './rules.json';
import schema from './schema.json';
import syntax from './syntax.json';
import weights from './weights.json';
import workspace from './workspace.json';

export const translations: Translations = {
  ...analysis, ...cli, ...features, ...inference, ...kernels, ...l10n, ...layers, ...net, ...onnx, ...refactorings, ...rules, ...schema, ...syntax, ...weights, ...workspace,
};
