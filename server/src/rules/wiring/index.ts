/** The rules of the group `wiring`. */
import type { LayerRule } from '../layer-rule';
import type { NetRule } from '../net-rule';
import { bottomBeforeProducer } from './bottom-before-producer';
import { filler } from './filler';
import { mixedGenerations, oldGeneration } from './generations';
import { inPlaceRefused } from './in-place-refused';
import { arity, duplicateName, missingType, unknownLayerType } from './layers';
import { emptyPhase, neverIncluded } from './left-out';
import { tooManyParams, valuesPerBlob } from './per-blob';
import { includeAndExclude, inputSizes, paddingLayer } from './phases';
import { sharedRates } from './shared-rates';
import { sharedInPlace, topProducedTwice } from './top-produced-twice';
import { unknownBottom } from './unknown-bottom';
import { unusedTop } from './unused-top';

export const wiringRules: readonly (LayerRule | NetRule)[] = [
  unknownBottom, bottomBeforeProducer, topProducedTwice, sharedInPlace, inPlaceRefused, mixedGenerations, oldGeneration, includeAndExclude, neverIncluded, emptyPhase, inputSizes, paddingLayer,
  unknownLayerType, missingType, arity, duplicateName, valuesPerBlob, tooManyParams, sharedRates, filler, unusedTop,
];
