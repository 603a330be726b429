// The dense CRF's one face: see README.md for the order to read the folder in.
export { refine, type RefineImage, type RefineOptions, type RefineResult } from './refine';
export { filterPoints, pointFilter, type FilterPlanes, type PointFilter, type Points } from './filter-points';
export { closeGpu, openGpu, type Gpu } from './gpu/device';
export { ensureVulkanLoader } from './gpu/vulkan-loader';
export { findPreset, presetParameters, presets, type Preset } from './presets';
export { parseKernelList, type KernelListResult } from './kernel-list';
export { parametersFromDenseCrfParam, pictureFromPlanes, type DenseCrfLayer, type DenseCrfParam } from './dense-crf-param';
export { deepLabKernels, normalizations } from './parameters';
export type { BilateralKernel, Compatibility, CrfParameters, DeepLabSettings, GaussianKernel, Kernel, Normalization } from './parameters';
export { RefineError, type Problem, type ProblemCode } from './problem';
export type { Wording } from './wording';
export type { Picture } from './features';
export type { Progress, ScoreMap, Timings } from './request';
