/** Reports score maps whose number of classes does not go with their labels, or with those of other losses. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { phrase, t } from '../../l10n/text';
import type { Blob } from '../../net/net';
import { layerTitle, placeOfLayer, type NetContext, type NetRule } from '../net-rule';
import type { Report } from '../rule';
import { nameOf } from './kernel';
import { producerOf } from './paths';

/** A layer that holds predictions against labels. */
interface Comparison {
  layer: LayerAnalysis;
  classes: number;
  labels: Blob;
  /** The convolution or fully connected layer that makes the scores, where there is one. */
  scorer: LayerAnalysis | undefined;
}

const comparing = ['loss', 'evaluation'];

/** Layers that change the resolution of labels leave the classes as they are. */
function labelsOf({ analysis }: NetContext, blob: Blob): Blob {
  let source = blob;
  for (let layer = producerOf(analysis, source); layer?.definition?.category === 'resampling'; layer = producerOf(analysis, source)) {
    const [bottom] = layer.layer.bottoms;
    if (bottom?.blob === undefined) break;
    source = bottom.blob;
  }
  return source;
}

/** The learnt layer above, as far as the number of channels stays. */
function scorerOf({ analysis }: NetContext, blob: Blob | undefined, classes: number): LayerAnalysis | undefined {
  let layer = producerOf(analysis, blob);
  while (layer !== undefined && layer.blobs.length === 0 && layer.topShapes[0]?.[1] === classes) layer = producerOf(analysis, layer.layer.bottoms[0]?.blob);
  return layer?.topShapes[0]?.[1] === classes && layer.blobs.length > 0 ? layer : undefined;
}

/** Softmax losses compare one label a place with one score a class: labels have a single channel. */
function comparisonOf(context: NetContext, layer: LayerAnalysis): Comparison | undefined {
  if (!comparing.includes(layer.definition?.category ?? '')) return undefined;
  const [scores, truth] = layer.bottomShapes;
  const [prediction, labels] = layer.layer.bottoms.map(({ blob }) => blob);
  const classes = scores?.[1];
  const hasOneLabel = truth !== undefined && (truth.length < 2 || truth[1] === 1);
  if (typeof classes !== 'number' || labels === undefined || !hasOneLabel || layer.layer.bottoms.length !== 2) return undefined;
  return { layer, classes, labels: labelsOf(context, labels), scorer: scorerOf(context, prediction, classes) };
}

const isSoftmaxLoss = ({ definition }: LayerAnalysis): boolean => definition?.param === 'loss_param' || definition?.param === 'softmaxloss_param';

function placeOfClasses({ layer, scorer }: Comparison): { start: number; end: number } {
  const node = scorer?.definition?.param === undefined ? undefined : scorer.layer.param(scorer.definition.param).scalars('num_output').at(-1);
  return node === undefined ? placeOfLayer((scorer ?? layer).layer) : { start: node.start, end: node.end };
}

const nameOfScores = ({ layer, scorer }: Comparison): string => `\`${scorer === undefined ? (layer.layer.bottoms[0]?.name ?? '') : nameOf(scorer)}\``;

function againstOthers(first: Comparison, other: Comparison): Report {
  return {
    ...placeOfClasses(other),
    message: t`${nameOfScores(other)} has ${other.classes} classes and ${nameOfScores(first)} has ${first.classes}, though ${layerTitle(other.layer.layer)} and ${layerTitle(first.layer.layer)} compare both with \`${first.labels.name}\`. Give them the same number.`,
    related: [{ ...placeOfClasses(first), message: t`${first.classes} classes here.` }],
    data: { classes: first.classes },
  };
}

/** The usual name of the number of classes in DeepLab's templates. */
const variable = 'NUM_LABELS';

function againstVariable(comparison: Comparison, count: number): Report {
  return {
    ...placeOfClasses(comparison),
    message: t`${nameOfScores(comparison)} has ${comparison.classes} classes, and ${variable} is ${count}. Write \`\${${variable}}\`, or correct one of them.`,
    data: { classes: count },
  };
}

const singleClass = (comparison: Comparison): Report => ({
  ...placeOfClasses(comparison),
  message: t`${layerTitle(comparison.layer.layer)} compares a single class: its softmax is 1 everywhere and the loss 0. Give ${nameOfScores(comparison)} one channel for each class, the background included (2 for object and background).`,
});

function* check(context: NetContext): Iterable<Report> {
  const comparisons = context.analysis.layers.map((layer) => comparisonOf(context, layer)).filter((comparison) => comparison !== undefined);
  const stated = Number(context.variables.get(variable));
  const first = new Map<Blob, Comparison>();
  for (const comparison of comparisons) {
    if (comparison.classes === 1) {
      if (isSoftmaxLoss(comparison.layer)) yield singleClass(comparison);
      continue;
    }
    const earlier = first.get(comparison.labels);
    if (earlier === undefined) first.set(comparison.labels, comparison);
    else if (earlier.classes !== comparison.classes) yield againstOthers(earlier, comparison);
    if (Number.isInteger(stated) && comparison.classes !== stated && isSoftmaxLoss(comparison.layer)) yield againstVariable(comparison, stated);
  }
}

export const classCount: NetRule = {
  code: 'atrous/class-count',
  severity: 'warning',
  title: phrase('Number of classes'),
  doc: phrase('Every score map that is compared with one label map needs a channel for each class, so all of them need the same number: 21 for Pascal VOC with the background, 19 for Cityscapes. In DeepLab’s templates it is `${NUM_LABELS}`. A softmax over a single class is 1 everywhere and learns nothing.'),
  check,
};
