/** All layer types that are known, as one table: to support another, add it to its family or add a family. */
import { activationLayers } from './activation';
import { combinationLayers } from './combination';
import { convolutionLayers } from './convolution';
import { dataLayers } from './data';
import type { LayerDefinition } from './definition';
import { detectionLayers } from './detection';
import { externalLayers } from './external';
import { forkLayers } from './forks';
import { linearLayers } from './linear';
import { lossLayers } from './loss';
import { normalizationLayers } from './normalization';
import { poolingLayers } from './pooling';
import { recurrentLayers } from './recurrent';
import { resamplingLayers } from './resampling';
import { segmentationLayers } from './segmentation';
import { shapeLayers } from './shape';
import { unpoolingLayers } from './unpooling';

/** Every definition, family by family. */
export const layerDefinitions: readonly LayerDefinition[] = [
  ...dataLayers, ...convolutionLayers, ...poolingLayers, ...activationLayers, ...normalizationLayers, ...resamplingLayers, ...unpoolingLayers,
  ...combinationLayers, ...shapeLayers, ...linearLayers, ...lossLayers, ...segmentationLayers, ...detectionLayers, ...recurrentLayers,
  ...forkLayers, ...externalLayers,
];

const byType = new Map(layerDefinitions.map((definition) => [definition.type, definition]));
const byV1 = new Map(layerDefinitions.flatMap(({ type, v1 = [] }) => v1.map((name) => [name, type] as const)));
const byV0 = new Map(layerDefinitions.flatMap(({ type, v0 = [] }) => v0.map((name) => [name, type] as const)));

/** The definition of a V2 type; undefined for types that are not known. */
export const definitionOf = (type: string): LayerDefinition | undefined => byType.get(type);

/** The V2 type that a V1 name (`CONVOLUTION`) stands for. */
export const typeFromV1 = (name: string): string | undefined => byV1.get(name);

/** The V2 type that a V0 name (`conv`) stands for. */
export const typeFromV0 = (name: string): string | undefined => byV0.get(name);
