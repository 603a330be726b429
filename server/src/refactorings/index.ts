/** The refactorings that a document offers. */
import { fullyConvolutional } from './fully-convolutional';
import { holeWords } from './holes';
import { inputLayers } from './input-layer';
import { outputStrides } from './output-stride';
import { upgrades } from './upgrade';
import type { Refactoring, RefactoringContext, RefactoringProvider } from './refactoring';

export type { Refactoring, RefactoringContext } from './refactoring';

const providers: readonly RefactoringProvider[] = [outputStrides, fullyConvolutional, upgrades, holeWords, inputLayers];

/** Everything that can be done to the net, at an offset where that matters. */
export const refactoringsAt = (context: RefactoringContext, offset: number): readonly Refactoring[] =>
  context.kind === 'net' ? providers.flatMap((provider) => provider(context, offset)) : [];
