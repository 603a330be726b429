/** The rules of the group `atrous`: what a net computes and Caffe accepts, but a DeepLab hardly means. */
import type { NetRule } from '../net-rule';
import { cropAlignment } from './crop-alignment';
import { gridding } from './gridding';
import { holeStride } from './hole-stride';
import { misalignedPaths } from './misaligned-paths';
import { padding } from './padding';
import { rateTooLarge } from './rate-too-large';
import { scoreAlignment } from './score-alignment';

export const atrousRules: readonly NetRule[] = [holeStride, padding, rateTooLarge, gridding, misalignedPaths, cropAlignment, scoreAlignment];
