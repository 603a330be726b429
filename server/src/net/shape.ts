/** Blob shapes: axes whose sizes may not be known yet. */

/** The size of an axis: a number, or the symbol to show where the file does not say (`NUM_LABELS`, `?`). */
export type Dim = number | string;

/** Sizes in Caffe's order, usually (batch, channels, height, width). An empty shape is a blob with no axes: one value. */
export type Shape = readonly Dim[];

/** A size about which nothing is known. */
export const unknownDim = '?';

/** `1×21×65×65`, with symbols as they are. */
export const formatShape = (shape: Shape): string => (shape.length === 0 ? 'scalar' : shape.join('×'));

/** The shape if every axis is a number. */
export const knownShape = (shape: Shape | undefined): readonly number[] | undefined =>
  shape?.every((dim) => typeof dim === 'number') ? shape : undefined;

/** The number of values in a blob of this shape, or undefined where an axis is not known. */
export const countOf = (shape: Shape | undefined): number | undefined =>
  knownShape(shape)?.reduce((product, dim) => product * dim, 1);
