// The WebAssembly half of the dense CRF: leaf loops over memory that the TypeScript side lays out, none of which allocates.

export { embed } from './embed';
export { insert, rehash } from './insert';
export { findNeighbours } from './neighbours';
export { countEntries, startLists, fillLists, scaleEntries, scaleWeights } from './lists';
export { splat, blur, slice } from './filter';
export { splatOnes, blurOnes, sliceOnes, factorsFromNorm } from './ones';
export { softmax } from './softmax';
export { rowsFromUnary, rowsFromProbabilities, rowsFromScores, rowsFromValues, planesFromRows, argmax } from './rows';
export { mix } from './mix';
export { meet } from './barrier';
