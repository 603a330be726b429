// The parameters of a dense CRF: kernels over position and colour, compatibilities between classes, and normalisation.

/**
 * How filtered values are divided by n, the filter of the constant 1 at the same pixel: input and output each by sqrt(n), the
 * output by n, the input by n, or not at all. pydensecrf and the scripts around DeepLab use `symmetric`, DeepLab's own tool `after`.
 */
export type Normalization = 'symmetric' | 'after' | 'before' | 'none';

export const normalizations: readonly Normalization[] = ['symmetric', 'after', 'before', 'none'];

/**
 * Label compatibility mu. A number w is Potts: -w on equal labels, 0 otherwise. A list of one number a class is a diagonal, a table
 * [classes][classes] a full matrix; both are added to the energy as given, so negative diagonal entries reward agreement. A matrix
 * counts as the mean of itself and its transpose.
 */
export type Compatibility = number | readonly number[] | readonly (readonly number[])[];

interface KernelCommon {
  /** Standard deviations of position in pixels: [x, y]. */
  readonly sxy: readonly [number, number];
  readonly compat: Compatibility;
  /** The parameters' common normalisation where absent. */
  readonly normalization?: Normalization;
}

/** exp(-|position difference|^2 / 2), each axis in units of its deviation: smoothness. */
export interface GaussianKernel extends KernelCommon {
  readonly kind: 'gaussian';
}

/** The same with colour differences in the sum: appearance. */
export interface BilateralKernel extends KernelCommon {
  readonly kind: 'bilateral';
  /** Standard deviations of colour on the scale 0..255: [red, green, blue]. */
  readonly srgb: readonly [number, number, number];
}

export type Kernel = GaussianKernel | BilateralKernel;

export interface CrfParameters {
  readonly kernels: readonly Kernel[];
  /** For kernels that name none of their own; `symmetric` where absent. */
  readonly normalization?: Normalization;
}

/** DeepLab's usual pair of kernels: one Gaussian of position, one bilateral, both Potts. */
export interface DeepLabSettings {
  readonly posW: number;
  readonly posXY: number;
  readonly biW: number;
  readonly biXY: number;
  readonly biRGB: number;
}

/** The two kernels of DeepLab's settings, the same deviation on both axes and on all three channels. */
export function deepLabKernels({ posW, posXY, biW, biXY, biRGB }: DeepLabSettings): Kernel[] {
  return [
    { kind: 'gaussian', sxy: [posXY, posXY], compat: posW },
    { kind: 'bilateral', sxy: [biXY, biXY], srgb: [biRGB, biRGB, biRGB], compat: biW },
  ];
}
