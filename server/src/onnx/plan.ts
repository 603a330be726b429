/** Decides which layers of a net run: those that the wanted blobs need, without what only training and data preparation use. */
import { joinCommas } from '../l10n/lists';
import { say, t, type Words } from '../l10n/text';
import type { Category, LayerDefinition } from '../layers/definition';
import type { Blob, Layer, Net } from '../net/net';
import { memoriesOf } from './memory';
import { LoweringError } from './problem';

export type DefinitionLookup = (type: string) => LayerDefinition | undefined;

export interface Plan {
  /** The layers to run, in the net's order. */
  layers: readonly Layer[];
  /** The blobs to deliver. */
  outputs: readonly Blob[];
  /** Layers that were left out because inference has no use for them. */
  cut: readonly Layer[];
}

/** Layers of these categories that have no lowering end with training, or begin where a picture is given instead. */
const trainingCategories: ReadonlySet<Category> = new Set<Category>(['data', 'loss', 'evaluation', 'output']);

const isOutsideInference = (definition: LayerDefinition | undefined): boolean =>
  definition !== undefined && (definition.isExternal === true || trainingCategories.has(definition.category));

interface Survey {
  /** Blobs that can be computed or given. */
  available: Set<Blob>;
  /** Of these, the ones that follow from labels alone. */
  labels: Set<Blob>;
  /** Layers that run if wanted. */
  runnable: Set<Layer>;
  cut: Layer[];
}

const bottomsOf = (layer: Layer): Blob[] => layer.bottoms.flatMap(({ blob }) => blob ?? []);
const topsOf = (layer: Layer): Blob[] => layer.tops.flatMap(({ blob }) => blob ?? []);

/** True for a layer whose tops the caller gives instead: a data layer, or one of Python or of a type nobody knows that reads nothing. */
export function bringsData(layer: Layer, definition: LayerDefinition | undefined): boolean {
  const readsNothing = layer.bottoms.length === 0;
  if (definition === undefined) return readsNothing;
  return !definition.lower && (definition.category === 'data' || (definition.isExternal === true && readsNothing));
}

/** True for a layer without one of its bottoms whose results only losses and the like read: it prepares labels. */
function isLooseEnd(layer: Layer, definitionOf: DefinitionLookup): boolean {
  const isForTraining = (reader: Layer): boolean => {
    const definition = definitionOf(reader.type);
    const readers = topsOf(reader).flatMap(({ consumers }) => consumers);
    return definition?.lower ? readers.length > 0 && readers.every(isForTraining) : isOutsideInference(definition);
  };
  return layer.bottoms.some(({ blob }) => blob === undefined) && isForTraining(layer);
}

/** A data layer's first top is the picture, the others are labels or sizes. */
function surveyLayer(layer: Layer, definitionOf: DefinitionLookup, survey: Survey): void {
  const definition = definitionOf(layer.type);
  const bottoms = bottomsOf(layer);
  const tops = topsOf(layer);
  if (bringsData(layer, definition)) {
    survey.cut.push(layer);
    for (const [i, top] of tops.entries()) {
      survey.available.add(top);
      if (i > 0) survey.labels.add(top);
    }
    return;
  }
  const hasBottoms = bottoms.every((blob) => survey.available.has(blob)) && !isLooseEnd(layer, definitionOf);
  if (!definition?.lower || !hasBottoms) {
    survey.cut.push(layer);
    return;
  }
  survey.runnable.add(layer);
  for (const top of tops) survey.available.add(top);
  if (bottoms.length > 0 && bottoms.every((blob) => survey.labels.has(blob))) for (const top of tops) survey.labels.add(top);
}

/** @throws LoweringError for an output that does not exist, and for layers that are needed and not supported. */
export function planNet(net: Net, definitionOf: DefinitionLookup, wanted?: readonly string[]): Plan {
  const survey: Survey = { available: new Set(net.inputs.map(({ blob }) => blob)), labels: new Set(), runnable: new Set(), cut: [] };
  for (const layer of net.layers) surveyLayer(layer, definitionOf, survey);
  const outputs = wanted ? wanted.map((name) => lastVersion(net, name)) : openEnds(net, survey, definitionOf);
  const layers = needed(net, outputs, survey, definitionOf);
  return { layers, outputs, cut: survey.cut };
}

function lastVersion(net: Net, name: string): Blob {
  const blob = net.blobs.findLast((candidate) => candidate.name === name);
  if (blob) return blob;
  const names = [...new Set(net.blobs.map((candidate) => candidate.name))];
  throw new LoweringError({
    code: 'net/no-such-blob',
    what: t`The net has no blob "${name}" in this phase`,
    detail: t`its last blobs are ${joinCommas(names.slice(-5))}`,
    at: undefined,
  });
}

/** The blobs that no running layer reads: the net's outputs once training's layers are cut away. */
function openEnds(net: Net, survey: Survey, definitionOf: DefinitionLookup): Blob[] {
  const unreadBy = (isReader: (layer: Layer) => boolean): Blob[] => net.blobs.filter((blob) => {
    const isMade = blob.producer !== undefined && survey.runnable.has(blob.producer) && !survey.labels.has(blob);
    return isMade && !blob.consumers.some((consumer) => survey.runnable.has(consumer) && isReader(consumer));
  });
  // A training net may silence all that its losses read; then these are its outputs after all.
  const loud = unreadBy(() => true);
  const ends = loud.length > 0 ? loud : unreadBy((layer) => definitionOf(layer.type)?.category !== 'output');
  const isOutside = (layer: Layer): boolean => isOutsideInference(definitionOf(layer.type)) || bringsData(layer, definitionOf(layer.type));
  const unsupported = survey.cut.find((layer) => !isOutside(layer) && !followsCut(layer, survey));
  if (unsupported) throw notSupported(unsupported, definitionOf);
  if (ends.length > 0) return ends.filter((blob, i) => ends.findLastIndex(({ name }) => name === blob.name) === i);
  throw new LoweringError({ code: 'net/no-output', what: t('The net has no layers that can run in this phase'), detail: t('nothing would be computed'), at: undefined });
}

/** True for a layer that could run but for a bottom that a cut layer makes. */
const followsCut = (layer: Layer, survey: Survey): boolean => bottomsOf(layer).some((blob) => !survey.available.has(blob));

/** The layers that `outputs` need, walking backwards, with those that change shared memory in place. */
function needed(net: Net, outputs: readonly Blob[], survey: Survey, definitionOf: DefinitionLookup): Layer[] {
  const memories = memoriesOf(net, definitionOf);
  const wantedLayers = new Set<Layer>();
  const queue = [...outputs];
  const want = (layer: Layer | undefined): void => {
    if (!layer || wantedLayers.has(layer)) return;
    if (bringsData(layer, definitionOf(layer.type))) return;
    if (!survey.runnable.has(layer)) throw notSupported(firstCause(layer, survey), definitionOf);
    wantedLayers.add(layer);
    refuseMissingBottom(layer);
    queue.push(...bottomsOf(layer));
  };
  for (let blob = queue.pop(); blob; blob = queue.pop()) {
    want(blob.producer);
    const memory = memories.get(blob);
    const isShared = memory !== undefined && memory.names.size > 1;
    if (isShared) for (const writer of memory.writers) if (survey.runnable.has(writer)) want(writer);
  }
  return net.layers.filter((layer) => wantedLayers.has(layer));
}

function refuseMissingBottom(layer: Layer): void {
  const missing = layer.bottoms.find(({ blob }) => blob === undefined);
  if (!missing) return;
  throw new LoweringError({
    code: 'net/unknown-bottom',
    what: t`Layer "${layer.name}" reads "${missing.name}", which no layer before it makes`,
    at: missing.node,
  });
}

/** The layer that keeps `layer` from running: itself, or what its bottoms come from. */
function firstCause(layer: Layer, survey: Survey): Layer {
  const blocked = bottomsOf(layer).find((blob) => !survey.available.has(blob));
  return blocked?.producer ? firstCause(blocked.producer, survey) : layer;
}

function notSupported(layer: Layer, definitionOf: DefinitionLookup): LoweringError {
  const obstacle = definitionOf(layer.type)?.obstacle;
  return new LoweringError(unsupportedLayer(layer, obstacle && say(obstacle)));
}

/** The problem of a layer that has no lowering; `reason` says more. */
export const unsupportedLayer = (layer: Layer, reason?: Words): LoweringError['problem'] => ({
  code: 'net/unsupported-layer',
  what: t`Layer type ${layer.type || t('(none)')} is not supported yet`,
  detail: reason,
  at: layer.typeNode ?? layer.node,
});
