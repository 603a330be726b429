/** The parameters of the dense CRF as an editor sets them: DeepLab's two kernels, the same deviation on both axes and all colours. */
import type { DeepLabSettings, Normalization } from '../../../kernels/parameters';

/** `posW`, `posXY`: weight and reach in pixels of smoothness; `biW`, `biXY`, `biRGB`: weight, reach in pixels and in colour of appearance. */
export interface CrfSettings extends DeepLabSettings {
  normalization: Normalization;
  /** Mean field updates. */
  iterations: number;
}
