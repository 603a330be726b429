/** Where the weights of a folded net are written. */

/** `DIR/net.prototxt` has its weights in `DIR/net.caffemodel`. */
export const weightsBeside = (net: string): string => `${net.replace(/\.(prototxt|pt)$/, '')}.caffemodel`;
