/** The rules of the group `atrous`: what a net computes and Caffe accepts, but a DeepLab hardly means. */
import type { NetRule } from '../net-rule';
import { holeStride } from './hole-stride';

export const atrousRules: readonly NetRule[] = [holeStride];
