/** The rules of the group `atrous`: what a net computes and Caffe accepts, but a DeepLab hardly means. */
import type { LayerRule } from '../layer-rule';
import type { NetRule } from '../net-rule';
import { branchShapes } from './branch-shapes';
import { classCount } from './class-count';
import { cropAlignment } from './crop-alignment';
import { cropSize } from './crop-size';
import { fieldExceedsInput } from './field-exceeds-input';
import { gridding } from './gridding';
import { holeStride } from './hole-stride';
import { inputSize } from './input-size';
import { misalignedPaths } from './misaligned-paths';
import { padding } from './padding';
import { rateTooLarge } from './rate-too-large';
import { scoreAlignment } from './score-alignment';

export const atrousRules: readonly (LayerRule | NetRule)[] = [
  holeStride, padding, rateTooLarge, gridding, branchShapes, misalignedPaths, cropAlignment, scoreAlignment, inputSize, cropSize, classCount, fieldExceedsInput,
];
