/** Finds the layers that two nets have in common: by name, or else by type and wiring, which a rename keeps. */
import { definitionOf } from '../layers/index';
import type { Blob, Connection, Layer, Net } from '../net/net';

export interface LayerPair {
  before: Layer;
  after: Layer;
  /** The pair stands elsewhere in the order of layers than those around it. */
  isMoved: boolean;
}

export interface Matching {
  /** In the order of the net after. */
  pairs: readonly LayerPair[];
  /** The layer that a layer of the net after was. */
  formerOf: ReadonlyMap<Layer, Layer>;
  /** Which input of the other net, given as `input:`, a top of an Input layer is. */
  inputOf: InputOf;
}

export type InputOf = (blob: Blob) => number | undefined;

/** Tops of Input layers that are `input:` of the same name in the other net. */
function inputLayers(net: Net, other: Net): [Blob, number][] {
  const inputs = new Map(other.inputs.map(({ name }, index) => [name, index]));
  return net.layers.filter(({ type }) => definitionOf(type)?.param === 'input_param').flatMap(({ tops }) =>
    tops.flatMap(({ name, blob }): [Blob, number][] => {
      const index = inputs.get(name);
      return blob !== undefined && index !== undefined ? [[blob, index]] : [];
    }));
}

/** Names by which layers are told apart; of several with one name, the first goes with the first. */
function byName(layers: readonly Layer[]): Map<string, Layer> {
  const seen = new Map<string, number>();
  return new Map(layers.map((layer) => {
    const count = (seen.get(layer.name) ?? 0) + 1;
    seen.set(layer.name, count);
    return [`${count} ${layer.name}`, layer];
  }));
}

/** Where a blob comes from, told in layers of the net before; undefined where that is a layer without a counterpart. */
export function sourceOf({ name, blob }: Connection, counterpart: (layer: Layer) => Layer | undefined, inputOf: InputOf): string | undefined {
  if (blob === undefined) return `nothing ${name}`;
  const { producer, index } = blob;
  const input = producer === undefined ? index : inputOf(blob);
  if (input !== undefined || producer === undefined) return `input ${input}`;
  const known = counterpart(producer);
  return known && `${known.index}:${index}`;
}

/** What a rename keeps: the type, and where each bottom comes from. */
function placeOf({ type, bottoms, tops }: Layer, counterpart: (layer: Layer) => Layer | undefined, inputOf: InputOf): string | undefined {
  const sources = bottoms.map((bottom) => sourceOf(bottom, counterpart, inputOf));
  return sources.includes(undefined) ? undefined : JSON.stringify([type, sources, tops.length]);
}

/** Pairs the layers that remain, in order, so that each pair helps to place those that read it. */
function pairRenamed(before: Net, after: Net, formerOf: Map<Layer, Layer>, inputOf: InputOf): void {
  const taken = new Set(formerOf.values());
  const waiting = new Map<string, Layer[]>();
  for (const layer of before.layers) {
    const place = taken.has(layer) ? undefined : placeOf(layer, (producer) => producer, inputOf);
    if (place !== undefined) waiting.set(place, [...(waiting.get(place) ?? []), layer]);
  }
  for (const layer of after.layers) {
    if (formerOf.has(layer)) continue;
    const place = placeOf(layer, (producer) => formerOf.get(producer), inputOf);
    const former = place === undefined ? undefined : waiting.get(place)?.shift();
    if (former) formerOf.set(layer, former);
  }
}

/** Positions of a longest rising run of values, in order; each value stands once. */
function longestRise(values: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const previous: number[] = [];
  values.forEach((value, position) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous.push(low > 0 ? (ends[low - 1] ?? -1) : -1);
    ends[low] = position;
  });
  const rise = new Set<number>();
  for (let position = ends.at(-1) ?? -1; position >= 0; position = previous[position] ?? -1) rise.add(position);
  return rise;
}

/** Pairs the layers of two nets; a layer without a partner was added or removed. */
export function matchLayers(before: Net, after: Net): Matching {
  const known = byName(before.layers);
  const formerOf = new Map<Layer, Layer>();
  for (const [name, layer] of byName(after.layers)) {
    const former = layer.name === '' ? undefined : known.get(name);
    if (former) formerOf.set(layer, former);
  }
  const inputs = new Map([...inputLayers(before, after), ...inputLayers(after, before)]);
  const inputOf: InputOf = (blob) => inputs.get(blob);
  pairRenamed(before, after, formerOf, inputOf);
  const pairs = after.layers.flatMap((layer) => {
    const former = formerOf.get(layer);
    return former ? [{ before: former, after: layer }] : [];
  });
  const inOrder = longestRise(pairs.map(({ before: { index } }) => index));
  return { formerOf, inputOf, pairs: pairs.map((pair, position) => ({ ...pair, isMoved: !inOrder.has(position) })) };
}
