/** The rules of the group `atrous`: what a net computes and Caffe accepts, but a DeepLab hardly means. */
import type { NetRule } from '../net-rule';
import { gridding } from './gridding';
import { holeStride } from './hole-stride';
import { padding } from './padding';
import { rateTooLarge } from './rate-too-large';

export const atrousRules: readonly NetRule[] = [holeStride, padding, rateTooLarge, gridding];
