/** `atrous/weights`: which weights the user has chosen for a net, and which are its own where nobody chose. */

export const weightsNotification = 'atrous/weights';

export interface WeightsParams {
  /** The net's document. */
  uri: string;
  /** URI of the `.caffemodel`; null where the choice is taken back. */
  weights: string | null;
}

/**
 * A net's own weights among the names of the `.caffemodel` files beside it, where there is no doubt: the only one, or the
 * only one that begins with the net's name.
 */
export function obviousWeights(net: string, beside: readonly string[]): string | undefined {
  if (beside.length === 1) return beside[0];
  const stem = net.replace(/\.prototxt.*$|\.pt$/, '');
  const named = beside.filter((name) => name.startsWith(stem));
  return named.length === 1 ? named[0] : undefined;
}
