/** The refactorings that a document offers. */
import { asppHeads } from './aspp-head';
import { deployNets } from './deploy';
import { foldedNormalizations } from './fold-normalization';
import { fullyConvolutional } from './fully-convolutional';
import { holeWords } from './holes';
import { inputLayers } from './input-layer';
import { multiScaleInputs } from './multi-scale';
import { outputStrides } from './output-stride';
import { upgrades } from './upgrade';
import type { Refactoring, RefactoringContext, RefactoringProvider } from './refactoring';

export type { Refactoring, RefactoringContext } from './refactoring';

const providers: readonly RefactoringProvider[] = [
  outputStrides, asppHeads, multiScaleInputs, fullyConvolutional, deployNets, upgrades, foldedNormalizations, holeWords, inputLayers,
];

/** Everything that can be done to the net, at an offset where that matters. */
export const refactoringsAt = (context: RefactoringContext, offset: number): readonly Refactoring[] =>
  context.kind === 'net' ? providers.flatMap((provider) => provider(context, offset)) : [];
