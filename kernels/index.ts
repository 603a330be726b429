// The dense CRF's one face: see README.md for the order to read the folder in.
export { refine, type RefineImage, type RefineOptions, type RefineResult } from './refine';
export { filterPoints, type PointFilter } from './filterPoints';
export { closeGpu, openGpu, type Gpu } from './gpu/device';
export { ensureVulkanLoader } from './gpu/vulkanLoader';
export { findPreset, presetParameters, presets, type Preset } from './presets';
export { parseKernelList, type KernelListResult } from './kernelList';
export { parametersFromDenseCrfParam, pictureFromPlanes, type DenseCrfLayer, type DenseCrfParam } from './denseCrfParam';
export { deepLabKernels, normalizations } from './parameters';
export type { BilateralKernel, Compatibility, CrfParameters, DeepLabSettings, GaussianKernel, Kernel, Normalization } from './parameters';
export { RefineError, type Problem, type ProblemCode } from './problem';
export type { Picture } from './features';
export type { Progress, ScoreMap, Timings } from './request';
