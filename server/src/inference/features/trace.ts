/** Finds the first layer that makes a value NaN or infinite. */
import { definitionOf } from '../../layers/index';
import type { Blob, Layer } from '../../net/net';
import { countOf } from '../../net/shape';
import { planNet } from '../../onnx/plan';
import type { BlobValues } from '../execute';
import type { PreparedNet } from '../model';
import { hasNotFinite } from './maps';
import { preparedUpTo } from './part-of-net';

/** Runs a net for the blobs of these names. */
export type Evaluate = (net: PreparedNet, blobs: readonly string[]) => Promise<readonly BlobValues[]>;

/** As many bytes of blobs are asked for at a time. */
const mostBytes = 1 << 28;

/** @param net ends with a layer that makes such values */
export async function firstNotFinite(net: PreparedNet, evaluate: Evaluate): Promise<Layer | undefined> {
  for (const group of groupsOf(candidates(net), net)) {
    const values = await evaluate(net, group.map(({ name }) => name));
    const found = group.find((_, i) => hasNotFinite(values[i]?.values ?? new Float32Array()));
    if (found) return firstVersion(net, found.name, evaluate);
  }
  return undefined;
}

/** The last version of each blob that the net's end needs, in the order in which they were first made. */
function candidates({ analysis: { net } }: PreparedNet): Blob[] {
  const last = net.layers.at(-1);
  const { layers } = planNet(net, definitionOf, last?.tops.slice(0, 1).map(({ name }) => name));
  const needed = new Set(layers);
  const made = net.blobs.filter(({ producer }) => producer !== undefined && needed.has(producer) && definitionOf(producer.type)?.lower !== undefined);
  const names = [...new Set(made.map(({ name }) => name))];
  return names.flatMap((name) => made.findLast((blob) => blob.name === name) ?? []);
}

/** Cuts the blobs into groups that are held in memory together. */
function groupsOf(blobs: readonly Blob[], { analysis }: PreparedNet): Blob[][] {
  const groups: Blob[][] = [];
  let bytes = Infinity;
  for (const blob of blobs) {
    const own = 4 * (countOf(analysis.shapeOf(blob)) ?? 0);
    if (bytes + own > mostBytes) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)?.push(blob);
    bytes += own;
  }
  return groups;
}

/** Of the layers that change a blob in place, the first with such values. */
async function firstVersion(net: PreparedNet, name: string, evaluate: Evaluate): Promise<Layer | undefined> {
  const makers = net.analysis.net.blobs.flatMap((blob) => (blob.name === name && blob.producer ? [blob.producer] : []));
  for (const maker of makers) {
    const [values] = await evaluate(preparedUpTo(net, maker), [name]);
    if (values && hasNotFinite(values.values)) return maker;
  }
  return makers.at(-1);
}
