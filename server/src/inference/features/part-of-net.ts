/** A net that ends with one of its layers: what the layer makes is then the last version of its blob. */
import type { Analysis } from '../../analysis/analysis';
import type { Layer, Net } from '../../net/net';
import type { PreparedNet } from '../model';

/** The layers up to and with `last`, and the blobs that exist by then. */
function netUpTo(net: Net, last: Layer): Net {
  const exists = (layer: Layer | undefined): boolean => layer === undefined || layer.index <= last.index;
  return { ...net, layers: net.layers.slice(0, last.index + 1), blobs: net.blobs.filter(({ producer }) => exists(producer)) };
}

/** The same net, known as far as `last`. Weights are matched as for the whole net. */
export function preparedUpTo({ tree, analysis }: PreparedNet, last: Layer): PreparedNet {
  const part: Analysis = { ...analysis, net: netUpTo(analysis.net, last) };
  return { tree, analysis: part };
}
